"""Sortie, halte, passages, bilan: from `donnees` to rows and back, and what follows."""

from typing import Any
from uuid import uuid4

import pytest

from medlove.models import Equipe
from sessions.donnees import TYPES
from sessions.models import Bilan, Halte, Passages, Sortie
from sessions.sorties.elements import donnees_de
from sessions.sorties.services import annuler
from tests.fabriques import (
    AppartenanceFactory,
    BilanFactory,
    LieuFactory,
    OutilFactory,
    QuartierFactory,
    SortieFactory,
)
from tests.sessions.terrain.envois import Tablette


@pytest.fixture
def tablette(equipe: Equipe) -> Tablette:
    return Tablette(equipe, statut=Sortie.PLANIFIEE)


def statut(tablette: Tablette) -> str:
    return Sortie.objects.get(pk=tablette.sortie.pk).statut


def rendu(tablette: Tablette, type_: str, donnees: dict[str, Any]) -> dict[str, Any]:
    """`donnees` sent, stored, and read back."""
    envoye = tablette.element(type_, donnees)
    assert tablette.envoyer(envoye)[0] == {
        "id": envoye["id"],
        "empreinte": envoye["empreinte"],
        "verdict": "cree",
        "motif": "",
    }
    objet = TYPES[type_].modele._default_manager.get(pk=envoye["id"])
    return TYPES[type_].donnees_de(objet)


def test_a_sortie_reads_back_the_same(tablette: Tablette):
    equipage = [AppartenanceFactory(equipe=tablette.equipe).utilisateur for _ in range(3)]
    donnees = {
        "date": "2026-09-22",
        "creneau": "soiree",
        "quartier": "35238-11",
        "equipage": [str(membre.pk) for membre in equipage],
        "statut": "en_cours",
        "questions": ["habite", "exigences"],
        "edition": 3,
    }
    assert rendu(tablette, "sortie", donnees) == donnees
    assert donnees_de(Sortie.objects.get(date="2026-09-22")) == donnees


def test_a_halte_reads_back_the_same_and_knows_its_minutes(tablette: Tablette):
    donnees = {
        "sortie": str(tablette.sortie.pk),
        "rang": 2,
        "lieu": str(LieuFactory(equipe=tablette.equipe).pk),
        "quartier": "35238-11",
        "arrivee": "14:15",
        "depart": "16:00",
    }
    assert rendu(tablette, "halte", donnees) == donnees
    assert Halte.objects.get(rang=2).minutes == 105


@pytest.mark.parametrize("avec_lieu", [True, False])
def test_a_halte_without_quartier_takes_that_of_its_lieu_else_of_the_sortie(
    tablette: Tablette, avec_lieu: bool
):
    lieu = LieuFactory(equipe=tablette.equipe, quartier=QuartierFactory(numero=5))
    donnees = {"sortie": str(tablette.sortie.pk), "lieu": str(lieu.pk) if avec_lieu else None}
    rendues = rendu(tablette, "halte", donnees)
    assert rendues["quartier"] == ("35238-5" if avec_lieu else "35238-11")


def test_passages_read_back_the_same(tablette: Tablette):
    donnees = {"halte": str(tablette.halte.pk), "passages": 7, "refus": 2}
    assert rendu(tablette, "passages", donnees) == donnees


def test_a_bilan_reads_back_the_same(tablette: Tablette):
    outils = [str(OutilFactory(equipe=tablette.equipe).pk) for _ in range(2)]
    donnees = {
        "sortie": str(tablette.sortie.pk),
        "rencontres": 14,
        "passages": 0,
        "refus": 5,
        "meteo": "pluie",
        "ambiance": "animee",
        "accroche": ["jeu", "velo"],
        "scene": "Un thé sous le parapluie.",
        "parole": "On m’a fait tourner en rond.",
        "affiche_visible": False,
        "kilometres_dixiemes": 84,
        "preparation_minutes": 30,
        "outils": [{"outil": outil, "reaction": "fait_parler"} for outil in outils],
    }
    assert rendu(tablette, "bilan", donnees) == donnees


def test_a_planned_sortie_is_told_in_few_queries(
    tablette: Tablette, django_assert_num_queries: Any
):
    sorties = [tablette.sortie, *SortieFactory.create_batch(4, equipe=tablette.equipe)]
    with django_assert_num_queries(2):
        TYPES["sortie"].donnees(sorties)


@pytest.mark.parametrize(
    ("donnees", "motif"),
    [
        ({"date": "2026-02-30"}, "La date «\u202f2026-02-30\u202f» n’est pas un jour"),
        ({"date": "20260915"}, "La date «\u202f20260915\u202f» n’est pas un jour"),
        ({"quartier": "35238-99"}, "Ce quartier n’est pas connu."),
        ({"quartier": 11}, "Le quartier «\u202f11\u202f» n’a pas la forme attendue."),
        ({"creneau": None}, "Le créneau manque."),
        ({"statut": "annulee"}, "Une sortie s’annule sur le site, avec son motif."),
        ({"equipage": [str(uuid4())]}, "Une personne de l’équipage ne fait pas partie"),
    ],
)
def test_a_sortie_that_cannot_be_kept_says_why(
    tablette: Tablette, donnees: dict[str, Any], motif: str
):
    usuelles = {"date": "2026-09-22", "creneau": "matin", "quartier": "35238-11"}
    [verdict] = tablette.envoyer(tablette.element("sortie", {**usuelles, **donnees}))
    assert verdict["verdict"] == "quarantaine"
    assert verdict["motif"].startswith(motif)


@pytest.mark.parametrize(
    ("donnees", "motif"),
    [
        ({"arrivee": "14:10"}, "L’arrivée se note au quart d’heure, comme 14:15."),
        ({"arrivee": "24:00"}, "L’arrivée se note au quart d’heure, comme 14:15."),
        ({"arrivee": "15:00", "depart": "15:00"}, "Le départ vient après l’arrivée."),
        ({"rang": 0}, "Le rang de la halte se dit par un nombre entier, de 1 à 99."),
        ({"rang": True}, "Le rang de la halte se dit par un nombre entier, de 1 à 99."),
    ],
)
def test_a_halte_that_cannot_be_kept_says_why(
    tablette: Tablette, donnees: dict[str, Any], motif: str
):
    usuelles = {"sortie": str(tablette.sortie.pk), "quartier": "35238-11"}
    [verdict] = tablette.envoyer(tablette.element("halte", {**usuelles, **donnees}))
    assert (verdict["verdict"], verdict["motif"]) == ("quarantaine", motif)


def test_a_crew_is_told_long_after_one_of_them_left(tablette: Tablette):
    partie = AppartenanceFactory(equipe=tablette.equipe, is_active=False).utilisateur
    donnees = {
        "date": "2026-09-22",
        "creneau": "matin",
        "quartier": "35238-11",
        "equipage": [str(partie.pk)],
    }
    assert rendu(tablette, "sortie", donnees) == donnees


# --- What follows ---------------------------------------------------------------------


@pytest.mark.parametrize("type_", ["halte", "passages", "rencontre"])
def test_a_planned_sortie_is_under_way_from_its_first_record(tablette: Tablette, type_: str):
    elements = {
        "halte": tablette.element("halte", {"sortie": str(tablette.sortie.pk)}),
        "passages": tablette.element("passages", {"halte": str(tablette.halte.pk)}),
        "rencontre": tablette.rencontre(),
    }
    assert tablette.verdicts(elements[type_]) == ["cree"]
    assert statut(tablette) == Sortie.EN_COURS


def test_the_status_that_follows_is_not_a_version(tablette: Tablette):
    """Else every sortie edited off line after its first record would be a conflict."""
    Sortie.objects.update(empreinte="e" * 64)
    tablette.envoyer(tablette.rencontre())
    sortie = Sortie.objects.get()
    assert (sortie.statut, sortie.empreinte, sortie.edition) == ("en_cours", "e" * 64, 1)


def test_a_called_off_sortie_stays_so(tablette: Tablette):
    Sortie.objects.update(statut="annulee", motif_annulation="Orage")
    assert tablette.verdicts(tablette.rencontre()) == ["cree"]
    assert statut(tablette) == "annulee"


def test_a_bilan_ends_the_sortie_and_an_older_sortie_does_not_reopen_it(tablette: Tablette):
    Sortie.objects.update(empreinte="e" * 64)
    bilan = tablette.element("bilan", {"sortie": str(tablette.sortie.pk), "rencontres": 3})
    assert tablette.verdicts(bilan) == ["cree"]
    assert statut(tablette) == Sortie.TERMINEE
    suite = {
        "date": "2026-09-15",
        "creneau": "matin",
        "quartier": "35238-11",
        "statut": "en_cours",
        "edition": 2,
    }
    envoye = tablette.element("sortie", suite, id=str(tablette.sortie.pk), remplace="e" * 64)
    assert tablette.verdicts(envoye) == ["remplace"]
    assert statut(tablette) == Sortie.TERMINEE
    assert Sortie.objects.get().creneau == "matin"


def test_a_second_bilan_of_a_sortie_is_kept_aside(tablette: Tablette):
    BilanFactory(sortie=tablette.sortie)
    second = tablette.element("bilan", {"sortie": str(tablette.sortie.pk)})
    [verdict] = tablette.envoyer(second)
    assert (verdict["verdict"], verdict["motif"]) == (
        "quarantaine",
        "Cette sortie a déjà son bilan.",
    )


def test_two_bilans_of_a_sortie_in_one_lot_make_one(tablette: Tablette):
    bilans = [
        tablette.element("bilan", {"sortie": str(tablette.sortie.pk), "refus": refus})
        for refus in (1, 2)
    ]
    assert sorted(tablette.verdicts(*bilans)) == ["cree", "quarantaine"]
    assert Bilan.objects.count() == 1


def test_an_outil_twice_in_a_bilan_is_refused(tablette: Tablette):
    usage = {"outil": str(OutilFactory(equipe=tablette.equipe).pk), "reaction": "bloque"}
    donnees = {"sortie": str(tablette.sortie.pk), "outils": [usage, usage]}
    [verdict] = tablette.envoyer(tablette.element("bilan", donnees))
    assert verdict["motif"] == "Un même outil est là deux fois."
    assert not Passages.objects.exists()


@pytest.mark.parametrize("jour", ["0001-01-01", "1999-12-31", "2101-01-01", "9999-12-31"])
def test_a_sortie_of_another_century_goes_to_quarantine(tablette: Tablette, jour: str):
    donnees = {"date": jour, "creneau": "matin", "quartier": "35238-11"}
    [verdict] = tablette.envoyer(tablette.element("sortie", donnees))
    assert verdict["verdict"] == "quarantaine"
    assert verdict["motif"] == f"La date «\u202f{jour}\u202f» est trop loin\u202f: de 2000 à 2100."


@pytest.mark.parametrize("jour", ["2000-01-01", "2100-12-31"])
def test_the_lists_open_with_a_sortie_at_either_bound(tablette: Tablette, coordination, jour: str):
    donnees = {"date": jour, "creneau": "matin", "quartier": "35238-11"}
    assert tablette.verdicts(tablette.element("sortie", donnees)) == ["cree"]
    for adresse in ("/sorties/", "/rencontres/"):
        assert coordination.get(adresse).status_code == 200


@pytest.fixture
def annulee(tablette: Tablette) -> Sortie:
    autres = {"quartier": tablette.quartier, "statut": Sortie.PLANIFIEE}
    sortie = SortieFactory(equipe=tablette.equipe, **autres)
    annuler(sortie, "Orage", par=tablette.auteur)
    return sortie


@pytest.mark.parametrize("demande", ["planifiee", "en_cours", "terminee"])
def test_a_sortie_called_off_is_not_brought_back(tablette: Tablette, annulee: Sortie, demande: str):
    donnees = {**donnees_de(annulee), "statut": demande, "edition": annulee.edition + 1}
    envoye = tablette.element("sortie", donnees, id=str(annulee.pk), remplace=annulee.empreinte)
    assert tablette.verdicts(envoye) == ["remplace"]
    annulee.refresh_from_db()
    assert (annulee.statut, annulee.motif_annulation) == (Sortie.ANNULEE, "Orage")


def test_a_bilan_does_not_bring_back_a_sortie_called_off(tablette: Tablette, annulee: Sortie):
    assert tablette.verdicts(tablette.element("bilan", {"sortie": str(annulee.pk)})) == ["cree"]
    annulee.refresh_from_db()
    assert annulee.statut == Sortie.ANNULEE
