"""Whatever the season, and whatever of it is hidden: what holds of every counted bloc."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.cahiers.blocs.bloc import LIGNES_IMPRIMEES, Bloc
from sessions.cahiers.matiere import Matiere
from sessions.publication.catalogue import Cle, Taille
from sessions.publication.moteur import pourcentage
from tests.au_sort import exemples
from tests.sessions.cahiers.blocs.feuillets import COMPTES, feuillet, matiere, tire
from tests.sessions.cahiers.blocs.nombres import Permis, etrangers, textes

FINE = "\u202f"
FAUTES = {
    "a number and a noun that do not agree": r"(?<![\d\u202f,])(?:[2-9]|\d{2,}) "
    r"(?:rencontre|orientation|sortie|halte|heure|kilomètre|passage)\b",
    "one in the plural": r"(?<![\d\u202f,])[01] (?:rencontres|orientations|sorties|haltes)\b",
    "an elision forgotten": r"\b(?:[dljnmts]e|la|que) (?!une à)[aeiouéèêàâœ]\w+",
    "à le, de le": r"\b(?:à|de) (?:le|les)\b",
    "two spaces": r"[ \u202f\u00a0]{2}",
    "a space before a comma or a point": r"\s[,.]",
    "a typewriter's apostrophe or quote": r"['\"]",
    "an ordinary space where a narrow one goes": r" [;:!?»]|« ",
    "a hole": r"None|\{|\}",
}
MATIERES = st.builds(
    lambda graine, periode, taille, lieux, publie, cachees, au_plus, faits, un: matiere(
        tire(
            graine,
            periode=periode,
            taille=taille,
            lieux=lieux,
            publie=publie,
            cachees=cachees,
            au_plus=au_plus,
            faits=faits,
        ),
        ["35238-1"] if un else [],
    ),
    st.integers(0, 2**32),
    st.sampled_from(["2025", "2025-T3"]),
    st.sampled_from(Taille),
    st.integers(0, 15),
    st.booleans(),
    st.sampled_from([0.0, 0.3, 0.9, 1.0]),
    st.sampled_from([20, 60, 3000]),
    st.sampled_from([(0, 3), (100, 9000)]),
    st.booleans(),
)


def blocs(lus: Matiere) -> list[Bloc]:
    return [un for un in (bloc(lus) for bloc in COMPTES.values()) if un]


@exemples(60)
@given(MATIERES)
def test_no_bloc_says_a_number_that_no_cell_gives(lus: Matiere) -> None:
    permis = Permis(lus.feuillet)
    for bloc in blocs(lus):
        assert etrangers(bloc, permis) == [], bloc.code


@exemples(60)
@given(MATIERES)
def test_a_share_is_that_of_the_two_numbers_beside_it(lus: Matiere) -> None:
    for bloc in blocs(lus):
        phrase = re.sub(r"(?<=\d)\u202f(?=\d)", "", bloc.phrase)
        for part, sur, points in re.findall(r"(\d+) \w+ sur (\d+), soit (\d+)", phrase):
            assert pourcentage(int(part), int(sur)) == int(points)
        for dixiemes, part, sur in re.findall(r"(\d) \w+ sur 10 \((\d+) sur (\d+)\)", phrase):
            points = pourcentage(int(part), int(sur))
            assert points is not None
            assert abs(points - 10 * int(dixiemes)) <= 5


@exemples(60)
@given(MATIERES)
def test_every_bloc_says_its_finding_in_words_that_hold(lus: Matiere) -> None:
    for bloc in blocs(lus):
        assert bloc.chiffres or bloc.phrase.endswith("."), bloc.code
        if bloc.tu:
            assert bloc.figure is bloc.table is None
        if bloc.figure:
            assert len(bloc.figure.texte) >= 20
            assert bloc.figure.texte in bloc.phrase
            assert bloc.table
        for texte in textes(bloc):
            for faute, motif in FAUTES.items():
                assert not re.search(motif, texte), f"{bloc.code}, {faute} : {texte}"


@exemples(30)
@given(MATIERES)
def test_a_dozen_rows_are_printed_and_a_note_tells_of_the_others(lus: Matiere) -> None:
    for bloc in blocs(lus):
        if bloc.table and bloc.table_imprimee:
            imprimees = bloc.table_imprimee.lignes
            assert len(imprimees) == min(LIGNES_IMPRIMEES, len(bloc.table.lignes))
            assert [une for une in bloc.table.lignes if une in imprimees] == list(imprimees)
            coupee = len(bloc.table.lignes) > LIGNES_IMPRIMEES
            assert coupee is any("fichier joint" in note for note in bloc.table_imprimee.notes)


@exemples(30)
@given(MATIERES)
def test_a_cahier_of_one_quartier_tells_no_other(lus: Matiere) -> None:
    autres = [nom for code, nom in lus.feuillet.noms.items() if code not in lus.territoires]
    for bloc in blocs(lus):
        tables = [bloc.table, bloc.table_imprimee]
        libelles = [une.libelle for table in tables if table for une in table.lignes]
        assert not set(libelles) & set(autres)
        assert not [nom for nom in autres if nom in bloc.phrase]


@pytest.mark.parametrize("taille", Taille)
@pytest.mark.parametrize("periode", ["2025", "2025-T3"])
def test_when_all_is_hidden_each_bloc_says_so_in_one_sentence(periode: str, taille: Taille) -> None:
    faits = {Cle("T5", f"35238-{rang}", "sorties"): 4 for rang in (1, 2, 3)}
    for bloc in blocs(matiere(feuillet(faits, periode=periode, taille=taille))):
        assert bloc.code == "dix_chiffres" or bloc.tu
        assert bloc.phrase.count(".") == (0 if bloc.code == "dix_chiffres" else 1)


def test_what_is_hidden_reads_the_same_whatever_stands_beside_it() -> None:
    """Two seasons that differ by what they show elsewhere hide a quartier by the same words."""
    faits = {Cle("T5", f"35238-{rang}", "sorties"): 4 for rang in (1, 2, 3)}
    lus = [matiere(feuillet({**faits, Cle("T1", "35238-1"): montre})) for montre in (45, 400)]
    lignes = []
    for un in lus:
        carte = COMPTES["carte"](un)
        assert carte
        assert carte.table
        lignes.append(carte.table.lignes[1:])
    assert lignes[0] == lignes[1]
