"""What a replacement keeps: a note not said again, an orientation whose outcome is known."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from sessions.models import Besoin, Halte, Orientation, Reception, Rencontre, Sortie
from sessions.terrain.appareils import enroler
from tests.fabriques import (
    AppartenanceFactory,
    HalteFactory,
    OutilFactory,
    PartenaireFactory,
    QuartierFactory,
    SortieFactory,
)
from tests.sessions.terrain.envois import Tablette, besoin, poster


def suite(tablette: Tablette, avant: dict[str, Any], **change: Any) -> dict[str, Any]:
    """The next version of a rencontre; a field set to ... is left out."""
    donnees = {**avant["donnees"], "edition": avant["donnees"].get("edition", 1) + 1, **change}
    return tablette.rencontre(avant["id"], **donnees, remplace=avant["empreinte"])


def test_an_absent_note_is_unchanged_and_null_erases_it(tablette: Tablette):
    v1 = tablette.rencontre(note="Contente d’avoir fini.")
    v2 = suite(tablette, v1, note=..., genre="autre")
    v3 = suite(tablette, v2, note=None)
    tablette.envoyer(v1)
    assert tablette.verdicts(v2) == ["remplace"]
    assert Rencontre.objects.get().note == "Contente d’avoir fini."
    assert tablette.verdicts(v3) == ["remplace"]
    assert Rencontre.objects.get().note == ""


def test_every_other_absent_key_goes_back_to_not_known(tablette: Tablette):
    v1 = tablette.rencontre(habite="ailleurs", vecu=["fiere"], questions_posees=["habite"])
    v2 = suite(tablette, v1, habite=..., vecu=..., questions_posees=..., tranche_age=...)
    assert tablette.verdicts(v1, v2) == ["cree", "remplace"]
    rencontre = Rencontre.objects.get()
    assert (rencontre.habite, rencontre.tranche_age) == ("non_renseigne", "non_renseigne")
    assert not rencontre.vecus.exists()
    assert not rencontre.questions_posees.exists()


def test_the_note_goes_when_the_person_turns_out_to_be_a_minor(tablette: Tablette):
    v1 = tablette.rencontre(note="Contente d’avoir fini.")
    v2 = suite(tablette, v1, note=..., tranche_age="mineur")
    assert tablette.verdicts(v1, v2) == ["cree", "remplace"]
    assert Rencontre.objects.get().note == ""


def test_besoins_are_kept_added_and_removed_by_their_id(tablette: Tablette):
    garde, ote, ajoute = besoin(), besoin(), besoin(categorie="discuter")
    v1 = tablette.rencontre(besoins=[ote, garde])
    v2 = suite(tablette, v1, besoins=[garde | {"exigences": ["lire_et_ecrire"]}, ajoute])
    assert tablette.verdicts(v1, v2) == ["cree", "remplace"]
    besoins = Besoin.objects.order_by("rang")
    assert [str(un.pk) for un in besoins] == [garde["id"], ajoute["id"]]
    assert [un.code for un in besoins[0].exigences.all()] == ["lire_et_ecrire"]


@pytest.fixture
def orientee(tablette: Tablette) -> dict[str, Any]:
    un = besoin(reponse="orientation")
    orientation = {
        "id": str(uuid4()),
        "besoin": un["id"],
        "partenaire": str(PartenaireFactory(equipe=tablette.equipe).pk),
        "modalite": "rendez_vous_pris",
        "jeton_sha256": "a" * 64,
    }
    envoye = tablette.rencontre(besoins=[un], orientations=[orientation])
    assert tablette.verdicts(envoye) == ["cree"]
    return envoye


def test_an_orientation_without_outcome_follows_the_record(
    tablette: Tablette, orientee: dict[str, Any]
):
    [orientation] = orientee["donnees"]["orientations"]
    v2 = suite(tablette, orientee, orientations=[orientation | {"modalite": "carte_remise"}])
    v3 = suite(tablette, v2, orientations=...)
    assert tablette.verdicts(v2) == ["remplace"]
    assert Orientation.objects.get().modalite == "carte_remise"
    assert tablette.verdicts(v3) == ["remplace"]
    assert not Orientation.objects.exists()


@pytest.mark.parametrize("statut", ["accueillie", "refusee", "non_venue", "expiree"])
@pytest.mark.parametrize("change", [{}, {"orientations": ...}, {"besoins": [besoin()]}])
def test_an_orientation_with_an_outcome_is_neither_recreated_nor_removed(
    tablette: Tablette, orientee: dict[str, Any], statut: str, change: dict[str, Any]
):
    Orientation.objects.update(statut=statut)
    if "besoins" in change:
        change = {"besoins": [besoin()], "orientations": ...}
    v2 = suite(tablette, orientee, genre="autre", **change)
    assert tablette.verdicts(v2) == ["remplace"]
    orientation = Orientation.objects.get()
    assert (orientation.statut, orientation.besoin) == (statut, None)


def test_an_orientation_cut_from_its_besoin_does_not_come_back(
    tablette: Tablette, orientee: dict[str, Any]
):
    Orientation.objects.update(statut="accueillie", besoin=None)
    assert tablette.verdicts(suite(tablette, orientee, genre="autre")) == ["remplace"]
    assert Orientation.objects.get().besoin is None


def test_an_orientation_with_an_outcome_is_not_taken_by_another_rencontre(
    tablette: Tablette, orientee: dict[str, Any]
):
    Orientation.objects.update(statut="accueillie")
    [orientation] = orientee["donnees"]["orientations"]
    un, autre = besoin(), tablette.rencontre()
    assert tablette.verdicts(autre) == ["cree"]
    prise = [orientation | {"besoin": un["id"]}]
    v2 = suite(tablette, autre, besoins=[un], orientations=prise)
    assert tablette.verdicts(v2) == ["quarantaine"]
    assert str(Orientation.objects.get().besoin_id) == orientation["besoin"]


def test_jour_and_quartier_stay_as_at_entry(tablette: Tablette):
    v1 = tablette.rencontre()
    tablette.envoyer(v1)
    autre = QuartierFactory(numero=5)
    Sortie.objects.update(date="2026-09-20", quartier=autre)
    Halte.objects.update(quartier=autre)
    assert tablette.verdicts(suite(tablette, v1, genre="autre")) == ["remplace"]
    rencontre = Rencontre.objects.get()
    assert str(rencontre.jour) == "2026-09-15"
    assert rencontre.quartier == rencontre.besoins.get().quartier == tablette.quartier


def test_a_rencontre_moved_to_another_halte_takes_its_quartier(tablette: Tablette):
    ailleurs = HalteFactory(sortie=tablette.sortie, quartier=QuartierFactory(numero=5))
    v1 = tablette.rencontre()
    v2 = suite(tablette, v1, halte=str(ailleurs.pk))
    assert tablette.verdicts(v1, v2) == ["cree", "remplace"]
    assert Rencontre.objects.get().quartier.numero == 5
    assert Besoin.objects.get().quartier.numero == 5


def test_a_halte_does_not_move_to_another_sortie(tablette: Tablette):
    v1 = tablette.element("halte", {"sortie": str(tablette.sortie.pk)})
    rencontre = tablette.rencontre(halte=v1["id"])
    assert tablette.verdicts(v1, rencontre) == ["cree", "cree"]
    ailleurs = SortieFactory(equipe=tablette.equipe, quartier=tablette.quartier)
    donnees = {"sortie": str(ailleurs.pk), "edition": 2}
    v2 = tablette.element("halte", donnees, id=v1["id"], remplace=v1["empreinte"])
    [verdict] = tablette.envoyer(v2)
    assert verdict["verdict"] == "quarantaine"
    assert verdict["motif"] == "Une halte ne change pas de sortie."
    assert Halte.objects.get(pk=v1["id"]).sortie == tablette.sortie


def test_author_follows_the_last_version_and_the_day_of_entry_the_first(tablette: Tablette):
    autre = AppartenanceFactory(equipe=tablette.equipe).utilisateur
    v1 = tablette.rencontre()
    v2 = suite(tablette, v1, genre="autre") | {
        "auteur": str(autre.pk),
        "saisi_le": "2026-09-18T10:00:00+02:00",
    }
    assert tablette.verdicts(v1, v2) == ["cree", "remplace"]
    rencontre = Rencontre.objects.get()
    assert rencontre.auteur == autre
    assert str(rencontre.saisi_le) == "2026-09-15"


def test_a_planned_sortie_keeps_what_only_the_site_knows(tablette: Tablette):
    Sortie.objects.update(intention="Essayer le jeu des clés", statut="planifiee", empreinte="e")
    membre = str(tablette.auteur.pk)
    v2 = tablette.element(
        "sortie",
        {
            "date": "2026-09-15",
            "creneau": "soiree",
            "quartier": "35238-11",
            "equipage": [membre],
            "statut": "en_cours",
            "edition": 2,
        },
        id=str(tablette.sortie.pk),
        remplace="e",
    )
    assert tablette.verdicts(v2) == ["remplace"]
    sortie = Sortie.objects.get()
    assert (sortie.intention, sortie.statut) == ("Essayer le jeu des clés", "en_cours")
    assert list(sortie.equipage.all()) == [tablette.auteur]


def test_a_bilan_is_replaced_with_its_outils(tablette: Tablette):
    un, autre = (str(OutilFactory(equipe=tablette.equipe).pk) for _ in range(2))
    v1 = tablette.element(
        "bilan",
        {"sortie": str(tablette.sortie.pk), "outils": [{"outil": un, "reaction": "accroche"}]},
    )
    v2 = tablette.element(
        "bilan",
        {
            "sortie": str(tablette.sortie.pk),
            "meteo": "pluie",
            "outils": [{"outil": autre, "reaction": "bloque"}],
            "edition": 2,
        },
        id=v1["id"],
        remplace=v1["empreinte"],
    )
    assert tablette.verdicts(v1, v2) == ["cree", "remplace"]
    bilan = Sortie.objects.get().bilan
    assert bilan.meteo == "pluie"
    assert [(str(u.outil_id), u.reaction) for u in bilan.outils.all()] == [(autre, "bloque")]


def test_a_running_total_is_replaced_and_never_added(tablette: Tablette):
    v1 = tablette.element("passages", {"halte": str(tablette.halte.pk), "passages": 7})
    v2 = tablette.element(
        "passages",
        {"halte": str(tablette.halte.pk), "passages": 8, "refus": 2, "edition": 2},
        id=v1["id"],
        remplace=v1["empreinte"],
    )
    assert tablette.verdicts(v1, v2, v1) == ["cree", "remplace", "deja"]
    assert tablette.halte.passages.totaux() == {"passages": 8, "refus": 2}


def test_a_later_version_settles_what_its_sender_had_set_aside(tablette: Tablette):
    premiere = tablette.rencontre(genre="inconnu")
    assert tablette.verdicts(premiere) == ["quarantaine"]
    d_ailleurs = tablette.rencontre(premiere["id"], genre="pire")
    _, jeton = enroler(tablette.equipe, "Une autre tablette")
    poster(Client(headers={"Authorization": f"Medlove-Appareil {jeton}"}), d_ailleurs)
    assert tablette.verdicts(tablette.rencontre(premiere["id"], edition=2)) == ["cree"]
    assert [un.empreinte for un in Reception.objects.a_corriger()] == [d_ailleurs["empreinte"]]
