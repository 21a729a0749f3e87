"""Notes awaiting a reading: which, in what order, and what becomes of them."""

import datetime
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from medlove.delais import Delais
from medlove.models import Equipe, Journal
from sessions.models import Parole, Reception, Rencontre
from sessions.rencontres import services as rencontres
from tests.fabriques import BesoinFactory, ParoleFactory, RencontreFactory, SortieFactory
from tests.lecture_seule import lecture_seule
from tests.personnes import Personne
from tests.sessions.terrain.envois import Tablette
from tests.sessions.terrain.test_remplacement import suite

CANARI = "Un canari chante sous la pluie."


@pytest.fixture(autouse=True)
def _le_22_novembre():
    with time_machine.travel("2026-11-22 12:00+01:00", tick=False):
        yield


@pytest.fixture
def note(equipe: Equipe) -> Rencontre:
    rencontre = RencontreFactory(sortie__equipe=equipe, note=CANARI, quartier__nom="Le Blosne")
    BesoinFactory(rencontre=rencontre)
    return rencontre


def une(equipe: Equipe, jours: int, **champs: Any) -> Rencontre:
    """A rencontre with a note entered so many days ago."""
    jour = datetime.date(2026, 11, 22) - datetime.timedelta(days=jours)
    sortie = SortieFactory(equipe=equipe, date=jour)
    return RencontreFactory(sortie=sortie, note=champs.pop("note", CANARI), **champs)


def texte(personne: Personne, adresse: str = "/relecture/") -> str:
    reponse = personne.get(adresse)
    assert reponse.status_code == 200
    return reponse.content.decode()


def poster(personne: Personne, pk: UUID, geste: str, **saisi: Any) -> Any:
    return personne.post(f"/relecture/notes/{pk}/{geste}", saisi)


# --- Which, and when they go -----------------------------------------------------------


def test_the_soonest_erased_come_first(coordination: Personne, equipe: Equipe):
    for jours in (10, 80, 40):
        une(equipe, jours, note=f"Entrée il y a {jours} jours.")
    page = texte(coordination)
    rangs = [page.index(f"il y a {jours} jours") for jours in (80, 40, 10)]
    assert rangs == sorted(rangs)
    assert "S’efface dans 10 jours" in page
    assert "1 note non lue s’efface dans les 14 jours" in page


@pytest.mark.parametrize(("jours", "reste"), [(0, 90), (89, 1), (90, 0), (120, 0)])
def test_a_note_goes_ninety_days_after_its_entry(equipe: Equipe, jours: int, reste: int):
    assert une(equipe, jours).note_s_efface_dans == reste


@pytest.mark.parametrize(("jours", "bientot"), [(75, False), (76, True), (90, True), (91, True)])
def test_soon_erased_is_fourteen_days_unless_told(equipe: Equipe, jours: int, bientot: bool):
    rencontre = une(equipe, jours)
    notes = Rencontre.objects.de(equipe)
    assert notes.notes_bientot_effacees().filter(pk=rencontre.pk).exists() is bientot
    assert notes.notes_bientot_effacees(jours=90).count() == 1


def test_the_term_is_a_setting(equipe: Equipe, settings: Any):
    settings.MEDLOVE_DELAIS = Delais(notes_jours=30)
    assert une(equipe, 20).note_s_efface_dans == 10
    assert Rencontre.objects.notes_bientot_effacees().count() == 1


def test_it_counts_from_the_entry_not_from_the_encounter(equipe: Equipe):
    rencontre = une(equipe, 80, saisi_le=datetime.date(2026, 11, 20))
    assert rencontre.note_s_efface_dans == 88
    assert not Rencontre.objects.notes_bientot_effacees().exists()


def test_a_note_past_its_term_says_so(coordination: Personne, equipe: Equipe):
    une(equipe, 95)
    assert "Son terme est venu" in texte(coordination)


def test_a_rencontre_without_note_is_not_there(coordination: Personne, equipe: Equipe):
    RencontreFactory(sortie__equipe=equipe)
    assert "Aucune note n’attend" in texte(coordination)


def test_the_note_is_escaped_and_its_author_is_not_told(
    coordination: Personne, mediation: Personne, equipe: Equipe
):
    une(equipe, 3, note="<b>forte</b>", auteur=mediation.utilisateur)
    page = texte(coordination)
    assert "&lt;b&gt;forte&lt;/b&gt;" in page
    assert mediation.utilisateur.nom not in page


def test_opening_the_pages_writes_nothing(coordination: Personne, note: Rencontre):
    with lecture_seule():
        for adresse in ("", "lues/", "bilans/", "scenes/", "paroles/", f"notes/{note.pk}/"):
            texte(coordination, f"/relecture/{adresse}")


def test_another_equipe_reads_none_of_it(etrangere: Personne, note: Rencontre):
    ParoleFactory(equipe=note.equipe, texte="D’ici.")
    for adresse in ("", "lues/", "paroles/"):
        page = texte(etrangere, f"/relecture/{adresse}")
        assert CANARI not in page
        assert "D’ici." not in page
    for geste in ("", "garder/", "effacer/"):
        assert poster(etrangere, note.pk, geste, edition=1, texte="x").status_code == 404


@pytest.mark.parametrize("qui", ["mediation", "pilotage", "administration"])
def test_only_the_coordination_makes_a_gesture(
    qui: str, note: Rencontre, request: pytest.FixtureRequest
):
    for geste in ("", "garder/", "effacer/"):
        reponse = poster(request.getfixturevalue(qui), note.pk, geste, edition=1, texte="x")
        assert reponse.status_code == 403
    assert Rencontre.objects.notes_a_relire().exists()


def test_twenty_notes_cost_no_more_queries_than_ten(coordination: Personne, equipe: Equipe):
    comptes = []
    for _ in range(2):
        for jours in range(10):
            BesoinFactory(rencontre=une(equipe, jours))
        with CaptureQueriesContext(connection) as requetes:
            texte(coordination)
        comptes.append(len(requetes))
    # The journal's line takes a lock of its own on PostgreSQL.
    verrou = 1 if connection.vendor == "postgresql" else 0
    assert comptes[0] == comptes[1] <= 11 + verrou


# --- Kept until its term ---------------------------------------------------------------


def test_a_note_kept_is_not_proposed_again_and_stays(coordination: Personne, note: Rencontre):
    assert poster(coordination, note.pk, "garder/", edition=note.edition).status_code == 302
    assert CANARI not in texte(coordination)
    assert CANARI in texte(coordination, "/relecture/lues/")
    assert Rencontre.objects.get().note == CANARI


def test_a_note_kept_is_still_among_those_soon_erased(coordination: Personne, equipe: Equipe):
    ancienne = une(equipe, 85)
    poster(coordination, ancienne.pk, "garder/", edition=1)
    assert Rencontre.objects.notes_bientot_effacees().count() == 1
    assert not Rencontre.objects.notes_a_relire().notes_bientot_effacees().exists()


@pytest.fixture
def tablette(equipe: Equipe) -> Tablette:
    return Tablette(equipe)


@pytest.mark.parametrize(
    ("change", "relue"),
    [
        ({"genre": "masculin", "note": ...}, True),
        ({"note": CANARI}, True),
        ({"note": "Autre"}, False),
    ],
)
def test_another_text_is_to_be_read_again(
    coordination: Personne, tablette: Tablette, change: dict[str, Any], relue: bool
):
    envoye = tablette.rencontre(note=CANARI)
    tablette.verdicts(envoye)
    Rencontre.objects.update(note_relue=True)
    assert tablette.verdicts(suite(tablette, envoye, **change)) == ["remplace"]
    assert Rencontre.objects.get().note_relue is relue


@pytest.mark.parametrize("geste", ["", "garder/", "effacer/"])
@pytest.mark.parametrize("edition", ["2", "", "x"])
def test_a_gesture_holds_for_the_text_that_was_read(
    coordination: Personne, note: Rencontre, geste: str, edition: str
):
    reponse = coordination.post(
        f"/relecture/notes/{note.pk}/{geste}",
        {"edition": edition, "texte": "On ose.", "effacer": "on"},
        follow=True,
    )
    assert "Ce texte a changé" in reponse.content.decode()
    assert Rencontre.objects.notes_a_relire().exists()
    assert not Parole.objects.exists()


# --- Erased ------------------------------------------------------------------------------


def test_erasing_is_asked_first(coordination: Personne, note: Rencontre):
    assert "Effacer cette note" in texte(coordination, f"/relecture/notes/{note.pk}/effacer/")
    assert Rencontre.objects.get().note == CANARI


def test_a_note_erased_is_a_new_edition_that_the_tablet_recognises(
    coordination: Personne, tablette: Tablette
):
    envoye = tablette.rencontre(note=CANARI)
    tablette.verdicts(envoye)
    avant = Rencontre.objects.get()
    poster(coordination, avant.pk, "effacer/", edition=1)
    apres = Rencontre.objects.get()
    assert (apres.note, apres.edition) == ("", 2)
    assert apres.empreinte == rencontres.empreinte(rencontres.donnees_de(apres)) != avant.empreinte
    assert tablette.verdicts(envoye) == ["deja"]
    assert Rencontre.objects.get().note == ""


def test_nothing_of_it_remains_in_what_was_received(coordination: Personne, tablette: Tablette):
    envoye = tablette.rencontre(note=CANARI)
    v2 = suite(tablette, envoye, genre="masculin", note=CANARI)
    autre = tablette.rencontre(note="Une autre note.")
    assert tablette.verdicts(envoye) == ["cree"]
    assert tablette.verdicts(v2, autre) == ["remplace", "cree"]
    poster(coordination, UUID(envoye["id"]), "effacer/", edition=2)
    bruts = [str(une.brut) for une in Reception.objects.all()]
    assert not [brut for brut in bruts if CANARI in brut]
    assert [brut for brut in bruts if "Une autre note." in brut]
    brut = Reception.objects.filter(element=envoye["id"]).first().brut
    assert brut["empreinte"] == rencontres.empreinte(brut["donnees"])


def test_a_copy_to_be_mended_loses_that_text_and_keeps_another(
    coordination: Personne, tablette: Tablette
):
    envoye = tablette.rencontre(note=CANARI)
    assert tablette.verdicts(envoye) == ["cree"]
    meme = tablette.rencontre(envoye["id"], note=CANARI, genre="masculin", besoins=[])
    autre = tablette.rencontre(envoye["id"], note="Pas encore lue.", genre="masculin")
    assert tablette.verdicts(meme, autre) == ["conflit", "conflit"]
    poster(coordination, UUID(envoye["id"]), "effacer/", edition=1)
    bruts = " ".join(str(une.brut) for une in Reception.objects.all())
    assert CANARI not in bruts
    assert "Pas encore lue." in bruts


def test_a_raw_element_kept_as_text_loses_it_too(coordination: Personne, tablette: Tablette):
    envoye = tablette.rencontre(note=CANARI)
    tablette.verdicts(envoye)
    illisible = suite(tablette, envoye, note=CANARI, genre="\x00")
    assert tablette.verdicts(illisible) == ["quarantaine"]
    poster(coordination, UUID(envoye["id"]), "effacer/", edition=1)
    assert CANARI not in str([une.brut for une in Reception.objects.all()])


def test_a_note_rewritten_by_a_correction_leaves_the_receptions_too(tablette: Tablette):
    tablette.verdicts(tablette.rencontre(note=CANARI))
    rencontre = Rencontre.objects.get()
    donnees = {**rencontres.donnees_de(rencontre), "note": "Sans oiseau."}
    rencontres.corriger(rencontre, donnees, par=tablette.auteur)
    assert CANARI not in str(Reception.objects.get().brut)


def test_a_note_rewritten_on_the_tablet_leaves_what_was_received_before(tablette: Tablette):
    envoye = tablette.rencontre(note=CANARI)
    assert tablette.verdicts(envoye) == ["cree"]
    assert tablette.verdicts(suite(tablette, envoye, note="Sans oiseau.")) == ["remplace"]
    bruts = str([une.brut for une in Reception.objects.all()])
    assert CANARI not in bruts
    assert "Sans oiseau." in bruts


def test_a_tablet_that_says_nothing_of_the_note_takes_nothing_away(tablette: Tablette):
    """Its copy of what was sent holds none."""
    envoye = tablette.rencontre(note=CANARI)
    autre = suite(tablette, envoye, genre="masculin")
    autre["donnees"].pop("note")
    autre["empreinte"] = rencontres.empreinte(autre["donnees"])
    assert tablette.verdicts(envoye) == ["cree"]
    assert tablette.verdicts(autre) == ["remplace"]
    assert Rencontre.objects.get().note == CANARI
    assert CANARI in str(Reception.objects.order_by("pk").first().brut)


def test_what_another_equipe_sent_under_that_id_is_not_touched(
    tablette: Tablette, autre_equipe: Equipe
):
    envoye = tablette.rencontre(note=CANARI)
    ailleurs = Tablette(autre_equipe)
    assert tablette.verdicts(envoye) == ["cree"]
    assert ailleurs.verdicts(envoye) == ["quarantaine"]
    assert tablette.verdicts(suite(tablette, envoye, note="Sans oiseau.")) == ["remplace"]
    assert [CANARI in str(une.brut) for une in Reception.objects.de(autre_equipe)] == [True]


def test_the_journal_tells_that_it_went_and_nothing_of_it(coordination: Personne, note: Rencontre):
    poster(coordination, note.pk, "effacer/", edition=1)
    ligne = Journal.objects.get()
    assert (ligne.action, ligne.detail["champs"]) == ("rencontre_corrigee", ["note"])
    assert CANARI not in str(ligne.detail)


def test_once_erased_there_is_nothing_to_read(coordination: Personne, note: Rencontre):
    poster(coordination, note.pk, "effacer/", edition=1)
    assert coordination.get(f"/relecture/notes/{note.pk}/").status_code == 404
