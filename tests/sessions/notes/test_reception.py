"""Free text received: what says who somebody is waits aside, what may say it is marked."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medlove.models import Equipe
from sessions.models import Bilan, Reception, Rencontre
from sessions.notes.controle import motif
from sessions.notes.detecteur import Examen, Repere, examiner
from sessions.notes.marques import decouper, marques_de
from sessions.rencontres.services import DonneesRefusees, corriger, donnees_de, effacer_la_note
from sessions.sorties.elements import TEXTES_DU_BILAN
from tests.fabriques import LieuFactory
from tests.personnes import Personne
from tests.sessions.terrain.a_corriger.pages import mender, ouvrir
from tests.sessions.terrain.envois import Tablette

DIT = "Rappeler au 06 12 34 56 78 demain."
DOUTEUX = "Elle vit au 12 rue des Essais."
RIEN = "Contente d’avoir fini."


@pytest.fixture
def tablette(equipe: Equipe) -> Tablette:
    return Tablette(equipe)


def une(tablette: Tablette, note: Any, **autres: Any) -> Rencontre:
    element = tablette.rencontre(note=note, **autres)
    assert tablette.verdicts(element) in (["cree"], ["remplace"])
    return Rencontre.objects.get(pk=element["id"])


def test_a_note_that_says_who_waits_aside_whole(tablette: Tablette):
    element = tablette.rencontre(note=DIT)
    [verdict] = tablette.envoyer(element)
    assert verdict["verdict"] == "quarantaine"
    assert "un numéro de téléphone" in verdict["motif"]
    assert not Rencontre.objects.exists()
    assert Reception.objects.get().brut == element


def test_its_reason_holds_no_word_of_it(tablette: Tablette):
    """It is stored, and goes back to the tablet."""
    [verdict] = tablette.envoyer(tablette.rencontre(note=DIT))
    assert "06 12" not in verdict["motif"]
    assert "06 12" not in Reception.objects.get().motif


def test_the_others_of_its_lot_are_stored(tablette: Tablette):
    lot = [tablette.rencontre(note=texte) for texte in (RIEN, DIT, "")]
    assert tablette.verdicts(*lot) == ["cree", "quarantaine", "cree"]


def test_the_desk_shows_the_passage_and_why_and_mends_it(
    tablette: Tablette, coordination: Personne
):
    tablette.envoyer(tablette.rencontre(note=DIT))
    reception = Reception.objects.get()
    page = ouvrir(coordination, reception)
    assert "repere--bloque" in page
    assert "[un numéro de téléphone\u202f: </span>06 12 34 56 78" in page
    mender(coordination, reception, note="Rappeler demain.", tranche_age="25_39")
    assert Rencontre.objects.get().note == "Rappeler demain."
    assert not Reception.objects.a_corriger().exists()


def test_the_tablet_mends_it_too(tablette: Tablette):
    element = tablette.rencontre(note=DIT)
    tablette.envoyer(element)
    suite = tablette.rencontre(element["id"], **{**element["donnees"], "note": RIEN, "edition": 2})
    assert tablette.verdicts(suite) == ["cree"]
    assert not Reception.objects.a_corriger().exists()


def test_what_may_say_it_is_stored_with_its_marks(tablette: Tablette):
    rencontre = une(tablette, DOUTEUX)
    assert rencontre.note == DOUTEUX
    [[debut, fin, regle]] = rencontre.reperes
    assert (DOUTEUX[debut:fin].startswith("12 rue"), regle) == (True, "adresse")
    assert une(tablette, RIEN).reperes is None


def test_marks_hold_rules_and_positions_and_no_word(tablette: Tablette):
    """Nowhere in the row but in the note itself."""
    rencontre = une(tablette, DOUTEUX)
    assert "Essais" not in json.dumps(rencontre.reperes)
    colonnes = Rencontre.objects.values().get(pk=rencontre.pk)
    assert [nom for nom, dit in colonnes.items() if "Essais" in str(dit)] == ["note"]


REPERES = st.lists(
    st.builds(
        Repere,
        debut=st.integers(0, 90),
        fin=st.integers(0, 90),
        regle=st.sampled_from(["nir", "adresse"]),
        bloque=st.booleans(),
        proposition=st.just("canari"),
    )
)


@given(REPERES)
def test_whatever_is_found_marks_and_reason_say_rules_and_positions_alone(trouves: list[Repere]):
    for debut, fin, regle in marques_de(Examen("alerte", tuple(trouves))) or []:
        assert (type(debut), type(fin)) == (int, int)
        assert regle in {"nir", "adresse"}
    assert "canari" not in motif(trouves)


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70))))
def test_a_text_in_pieces_is_the_text(texte: str, places: list[tuple[int, int]]):
    """Whatever the marks: those of another text are passed over."""
    morceaux = decouper(texte, [[debut, fin, "nir"] for debut, fin in places])
    assert "".join(un.texte for un in morceaux) == texte


def test_a_replacement_that_says_nothing_of_the_note_keeps_its_marks(tablette: Tablette):
    avant = une(tablette, DOUTEUX)
    donnees = tablette.donnees(note=..., edition=2, genre="masculin")
    suite = tablette.element("rencontre", donnees, id=str(avant.pk), remplace=avant.empreinte)
    assert tablette.verdicts(suite) == ["remplace"]
    apres = Rencontre.objects.get()
    assert (apres.note, apres.reperes) == (avant.note, avant.reperes)


def test_erased_it_leaves_no_mark(tablette: Tablette, coordination: Personne):
    rencontre = effacer_la_note(une(tablette, DOUTEUX), par=coordination.utilisateur)
    assert (rencontre.note, rencontre.reperes) == ("", None)


def test_the_form_of_the_desk_is_held_to_the_same_rules(tablette: Tablette, coordination: Personne):
    rencontre = une(tablette, RIEN)
    with pytest.raises(DonneesRefusees) as refus:
        corriger(rencontre, {**donnees_de(rencontre), "note": DIT}, par=coordination.utilisateur)
    assert set(refus.value.motifs) == {"note"}


def test_what_the_équipe_names_is_not_looked_into(
    tablette: Tablette, monkeypatch: pytest.MonkeyPatch
):
    """Its lieux, partenaires, quartiers and words go to the detector, as they go to the tablet."""
    LieuFactory(equipe=tablette.equipe, nom="Place des Essais")
    dits = []
    monkeypatch.setattr(
        "sessions.notes.controle.examiner",
        lambda texte, propres: dits.append(propres) or examiner(texte, propres),
    )
    une(tablette, RIEN)
    assert "Place des Essais" in dits[0].noms
    assert tablette.quartier.nom in dits[0].noms


@pytest.mark.parametrize("champ", TEXTES_DU_BILAN)
def test_every_text_of_a_bilan_is_checked(tablette: Tablette, champ: str):
    for texte, attendu in ((DIT, "quarantaine"), (DOUTEUX, "cree")):
        donnees = {"sortie": str(tablette.sortie.pk), champ: texte}
        assert tablette.verdicts(tablette.element("bilan", donnees)) == [attendu]
    assert Bilan.objects.get().reperes == {champ: [[12, fin_du_passage(DOUTEUX), "adresse"]]}


def fin_du_passage(texte: str) -> int:
    return examiner(texte).reperes[0].fin
