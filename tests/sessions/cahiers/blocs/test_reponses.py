"""What was answered, and what became of the orientations."""

from sessions.cahiers.blocs.reponses import reponses, suites
from sessions.publication.catalogue import TOUTES, Cle
from tests.sessions.cahiers.blocs.feuillets import feuillet, matiere


def suite(code: str = "") -> Cle:
    return Cle("T4", axe="suite", modalite=code)


def test_the_answer_most_given_is_over_everybody() -> None:
    valeurs = {TOUTES: 1000, Cle("T4", axe="reponse", modalite="sur_place"): 410}
    bloc = reponses(matiere(feuillet(valeurs)))
    assert bloc is not None
    assert bloc.phrase == (
        "La réponse la plus donnée\u202f: «\u202fRépondu sur place\u202f», dans 410 rencontres sur "
        "1\u202f000, soit 41\u202f%."
    )


def test_suites_count_orientations_that_are_waited_for_no_more() -> None:
    valeurs = {suite(): 150, suite("accueillie"): 60, suite("expiree"): 60}
    bloc = suites(matiere(feuillet(valeurs)))
    assert bloc is not None
    assert bloc.phrase == (
        "Les orientations, aussi souvent\u202f: «\u202fAccueillie\u202f» et "
        "«\u202fSuite inconnue\u202f», pour 60 orientations sur 150, soit 40\u202f%, à chaque fois."
    )
    assert bloc.table is not None
    assert bloc.table.compte.startswith("Sur 150 orientations qui ne sont plus en attente")


def test_hidden_suites_are_said_of_orientations() -> None:
    bloc = suites(matiere(feuillet({})))
    assert bloc is not None
    assert bloc.phrase == "Trop peu d’orientations pour être dites sans reconnaître quelqu’un."


def test_a_trimestre_says_once_that_they_are_counted_over_the_year() -> None:
    lus = matiere(feuillet({}, periode="2025-T3"))
    bloc = reponses(lus)
    assert bloc is not None
    assert bloc.tu
    assert suites(lus) is None
