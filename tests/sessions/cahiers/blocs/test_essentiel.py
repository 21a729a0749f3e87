"""The ten figures: what the team did, whom it met, what it heard most."""

from django.template.loader import render_to_string

from sessions.cahiers.blocs.essentiel import dix_chiffres
from sessions.publication.catalogue import TOUTES, Cle, Taille
from tests.sessions.cahiers.blocs.feuillets import feuillet, matiere

FAITS = {
    Cle("T5", axe="sorties"): 1,
    Cle("T5", axe="haltes"): 24,
    Cle("T5", axe="minutes"): 719,
    Cle("T5", axe="kilometres_dixiemes"): 1208,
    Cle("T5", axe="passages"): 1,
    Cle("T5", axe="refus"): 2,
    TOUTES: 1720,
}
DEMANDES = {
    Cle("T1", axe="domaine", modalite="droits"): 690,
    Cle("T1", axe="domaine", modalite="numerique"): 400,
    Cle("T4", axe="exigence"): 400,
    Cle("T4", axe="exigence", modalite="lire_et_ecrire"): 90,
    Cle("T4", axe="suite"): 150,
    Cle("T4", axe="suite", modalite="accueillie"): 60,
}


def dits(**options: object) -> list[str]:
    lu = feuillet(**options)  # type: ignore[arg-type]
    return [f"{un.nombre} {un.phrase}" for un in dix_chiffres(matiere(lu)).chiffres]


def test_facts_are_whole_units_and_never_more_than_was_done() -> None:
    assert dits(valeurs=FAITS)[:7] == [
        "1 sortie à vélo",
        "24 haltes dans l’espace public",
        "11 heures de présence",
        "120 kilomètres à vélo",
        "1\u202f720 rencontres",
        "1 passage sans échange",
        "2 refus",
    ]


def test_what_was_heard_most_follows_as_shares() -> None:
    assert dits(valeurs={**FAITS, **DEMANDES})[7:] == [
        "4 sur 10 des rencontres\u202f: «\u202fDroits et démarches\u202f», "
        "le domaine le plus entendu",
        "23\u202f% des rencontres où la question a été posée\u202f: «\u202fLire et écrire\u202f», "
        "l’exigence la plus notée",
        "60 orientations accueillies par le partenaire, sur 150 qui ne sont plus en attente",
    ]


def test_two_that_read_the_same_are_told_together() -> None:
    egales = {**FAITS, **DEMANDES, Cle("T1", axe="domaine", modalite="numerique"): 690}
    assert "Droits et démarches\u202f» et «\u202fUsages numériques" in dits(valeurs=egales)[7]
    assert dits(valeurs=egales)[7].endswith("les domaines les plus entendus")


def test_ten_at_most_and_what_is_hidden_is_not_among_them() -> None:
    assert len(dits(valeurs={**FAITS, **DEMANDES})) == 10
    assert len(dits(valeurs=FAITS)) == 7
    assert len(dits(valeurs={**FAITS, **DEMANDES}, periode="2025-T3")) == 7


def test_hidden_rencontres_take_the_plural() -> None:
    caches = {**FAITS, TOUTES: None}
    assert dits(valeurs=caches, taille=Taille.PETITE)[4] == "<\u202f11 rencontres"


def test_nothing_at_all_is_said_as_it_is() -> None:
    assert dits(valeurs={}, publie=False)[:2] == [
        "0 sortie à vélo",
        "0 halte dans l’espace public",
    ]


def test_a_cahier_of_one_quartier_says_that_these_are_the_city_s() -> None:
    lu = feuillet(FAITS)
    bloc = dix_chiffres(matiere(lu, ["35238-1"]))
    assert "toute la ville" in render_to_string(bloc.gabarit, {"bloc": bloc, "pdf": True})
    assert dix_chiffres(matiere(lu)).phrase == ""
