"""What was asked: domains, familles, and where."""

from sessions.cahiers.blocs.besoins import domaines, domaines_par_quartier, familles
from sessions.publication.catalogue import TOUTES, Cle, Taille
from sessions.statistiques.figures.figure import BRIQUE
from tests.sessions.cahiers.blocs.feuillets import feuillet, matiere

DROITS = Cle("T1", axe="domaine", modalite="droits")
NUMERIQUE = Cle("T1", axe="domaine", modalite="numerique")


def famille(code: str) -> Cle:
    return Cle("T2", axe="famille", modalite=code)


def test_the_domain_most_heard_is_told_in_tenths_with_its_numbers() -> None:
    bloc = domaines(matiere(feuillet({TOUTES: 1720, NUMERIQUE: 690, DROITS: 400})))
    assert bloc is not None
    assert bloc.phrase == (
        "Le domaine de besoin le plus entendu\u202f: «\u202fUsages numériques\u202f», "
        "dans 4 rencontres sur 10 (690 sur 1\u202f720)."
    )
    assert bloc.table is not None
    assert [une.libelle for une in bloc.table.lignes[:2]] == [
        "Usages numériques",
        "Droits et démarches",
    ]


def test_the_bar_of_the_sentence_alone_has_the_second_ink() -> None:
    bloc = domaines(matiere(feuillet({TOUTES: 1720, NUMERIQUE: 690, DROITS: 400})))
    assert bloc is not None
    assert bloc.figure is not None
    # The bar, and its value.
    assert bloc.figure.svg.count(f'fill="{BRIQUE}"') == 2


def test_without_a_share_the_number_is_told() -> None:
    bloc = domaines(matiere(feuillet({TOUTES: 45, DROITS: 30})))
    assert bloc is not None
    assert "dans 30 rencontres sur 45." in bloc.phrase


def test_a_part_that_the_noise_made_greater_than_its_whole_is_told_alone() -> None:
    bloc = domaines(matiere(feuillet({TOUTES: 45, DROITS: 50})))
    assert bloc is not None
    assert bloc.phrase.endswith("dans 50 rencontres.")


def test_two_domains_that_read_the_same_are_told_together() -> None:
    bloc = domaines(matiere(feuillet({TOUTES: 1000, NUMERIQUE: 300, DROITS: 300})))
    assert bloc is not None
    assert bloc.phrase == (
        "Les domaines de besoin les plus entendus\u202f: «\u202fDroits et démarches\u202f» et "
        "«\u202fUsages numériques\u202f», dans 300 rencontres sur 1\u202f000, soit 30\u202f%, "
        "à chaque fois."
    )


def test_a_trimestre_reads_its_own_domains() -> None:
    cle = Cle("T2", axe="domaine", modalite="droits")
    bloc = domaines(matiere(feuillet({TOUTES: 600, cle: 355}, periode="2025-T3")))
    assert bloc is not None
    assert "(355 sur 600)" in bloc.phrase


def test_a_trimestre_of_a_small_season_has_none() -> None:
    lus = matiere(feuillet({}, periode="2025-T3", taille=Taille.PETITE))
    assert domaines(lus) is familles(lus) is domaines_par_quartier(lus) is None


def test_other_familles_come_last_and_are_no_finding() -> None:
    valeurs = {TOUTES: 1000, famille("autre"): 500, famille("logement"): 120}
    bloc = familles(matiere(feuillet(valeurs)))
    assert bloc is not None
    assert (
        "«\u202fLogement\u202f», dans 120 rencontres sur 1\u202f000, soit 12\u202f%" in bloc.phrase
    )
    assert bloc.table is not None
    assert bloc.table.lignes[-1].code == "autre"


def test_a_place_without_a_sortie_is_not_a_line_and_a_note_says_so() -> None:
    faits = {Cle("T5", f"35238-{rang}", "sorties"): 4 for rang in (1, 2)}
    valeurs = {**faits, Cle("T1", "35238-2"): 90, Cle("T1", "35238-2", "domaine", "droits"): 40}
    bloc = domaines_par_quartier(matiere(feuillet(valeurs)))
    assert bloc is not None
    assert bloc.phrase == (
        "Là où un même besoin revient le plus\u202f: Quartier B, "
        "«\u202fDroits et démarches\u202f», 40 rencontres."
    )
    assert bloc.table is not None
    assert [une.libelle for une in bloc.table.lignes] == ["Quartier A", "Quartier B"]
    assert any("où nous sommes allés" in note for note in bloc.table.notes)
