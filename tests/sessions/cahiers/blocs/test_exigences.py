"""What the démarche required, and the rights not asked for."""

from sessions.cahiers.blocs.exigences import exigences, exigences_par_domaine, non_recours
from sessions.publication.catalogue import TOUTES, Cle
from tests.sessions.cahiers.blocs.feuillets import feuillet, matiere


def exigence(code: str = "") -> Cle:
    return Cle("T4", axe="exigence", modalite=code)


def test_the_exigence_most_noted_is_over_those_who_were_asked() -> None:
    valeurs = {TOUTES: 2000, exigence(): 400, exigence("lire_et_ecrire"): 90}
    bloc = exigences(matiere(feuillet(valeurs)))
    assert bloc is not None
    assert bloc.phrase == (
        "L’exigence la plus souvent notée\u202f: «\u202fLire et écrire\u202f», dans 90 rencontres "
        "sur 400, soit 23\u202f%."
    )


def test_a_dozen_exigences_are_drawn_and_printed_and_all_are_in_the_table() -> None:
    bloc = exigences(matiere(feuillet({exigence(): 400, exigence("faire_en_francais"): 90})))
    assert bloc is not None
    assert bloc.table is not None
    assert bloc.table_imprimee is not None
    assert bloc.figure is not None
    assert len(bloc.table.lignes) == 21
    assert len(bloc.table_imprimee.lignes) == 12
    assert bloc.table_imprimee.lignes[0].code == "faire_en_francais"
    assert bloc.figure.svg.count("text-anchor") == 12


def test_a_trimestre_says_once_that_they_are_counted_over_the_year() -> None:
    lus = matiere(feuillet({}, periode="2025-T3"))
    bloc = exigences(lus)
    assert bloc is not None
    assert bloc.tu
    assert "à l’année" in bloc.phrase
    assert exigences_par_domaine(lus) is non_recours(lus) is None


def test_the_kind_most_noted_is_told_with_its_domain() -> None:
    cle = Cle("T7", axe="domaine", modalite="droits", croisee="cognitive")
    bloc = exigences_par_domaine(matiere(feuillet({cle: 365})))
    assert bloc is not None
    assert bloc.phrase == (
        "Ce qui revient le plus, pour «\u202fDroits et démarches\u202f»\u202f: "
        "«\u202fExigences cognitives\u202f», dans 365 rencontres."
    )
    assert bloc.figure is not None
    assert bloc.figure.svg.count("<circle") == 1


def test_hidden_non_recours_keep_their_place() -> None:
    bloc = non_recours(matiere(feuillet({})))
    assert bloc is not None
    assert bloc.tu
    assert bloc.phrase == "Trop peu de rencontres pour être dites sans reconnaître quelqu’un."


def test_a_working_version_with_nothing_noted_says_that_instead() -> None:
    bloc = non_recours(matiere(feuillet({}, publie=False)))
    assert bloc is not None
    assert bloc.phrase == "Rien n’est noté pour cette période."
