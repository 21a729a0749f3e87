"""Who came, as far as it was noted."""

from sessions.cahiers.blocs.personnes import ages, genres, lieux_frequentes
from sessions.publication.catalogue import TOUTES, Cle
from tests.sessions.cahiers.blocs.feuillets import feuillet, matiere


def test_ages_keep_their_order_and_say_that_nobody_was_asked() -> None:
    valeurs = {TOUTES: 1000, Cle("T3", axe="age", modalite="60_plus"): 390}
    bloc = ages(matiere(feuillet(valeurs)))
    assert bloc is not None
    assert bloc.phrase == (
        "La tranche d’âge la plus rencontrée\u202f: «\u202f60 ans et plus\u202f», dans 390 "
        "rencontres sur 1\u202f000, soit 39\u202f%. L’âge est estimé, jamais demandé."
    )
    assert bloc.table is not None
    assert bloc.table.lignes[0].code == "moins_25"


def test_the_gender_most_noted_is_told() -> None:
    bloc = genres(
        matiere(feuillet({TOUTES: 1000, Cle("T3", axe="genre", modalite="feminin"): 540}))
    )
    assert bloc is not None
    assert "«\u202fFemme\u202f», dans 540 rencontres sur 1\u202f000" in bloc.phrase


def test_how_the_rencontre_began_stands_beside_the_lieux() -> None:
    valeurs = {
        Cle("T4", axe="frequentation_lieux"): 100,
        Cle("T4", axe="frequentation_lieux", modalite="ne_connait_pas"): 50,
        Cle("T4", axe="deja_rencontre"): 200,
        Cle("T4", axe="deja_rencontre", modalite="deja_venue"): 40,
        Cle("T4", axe="initiative"): 40,
        Cle("T4", axe="initiative", modalite="allee_vers_elle"): 20,
    }
    bloc = lieux_frequentes(matiere(feuillet(valeurs)))
    assert bloc is not None
    assert "«\u202fNe connaît pas de lieu\u202f», dans 50 rencontres sur 100" in bloc.phrase
    # Under 50 who were asked, no share is told.
    assert [un.nombre for un in bloc.chiffres] == ["20\u202f%"]


def test_a_trimestre_says_once_that_they_are_counted_over_the_year() -> None:
    lus = matiere(feuillet({}, periode="2025-T3"))
    bloc = ages(lus)
    assert bloc is not None
    assert bloc.tu
    assert genres(lus) is lieux_frequentes(lus) is None
