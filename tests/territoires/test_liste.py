"""Several values in one column: written, read back, and each found whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medlove.models import Equipe
from territoires.models import Partenaire
from territoires.models.liste import ChampListe
from tests.fabriques import PartenaireFactory

CHAMP = ChampListe()
valeurs = st.lists(
    st.text(st.characters(exclude_characters="|", exclude_categories=["Cs"]), min_size=1)
    .map(str.strip)
    .filter(bool),
    unique=True,
)


@given(valeurs)
def test_what_is_written_reads_back_the_same(liste: list[str]):
    assert CHAMP.to_python(CHAMP.get_prep_value(liste)) == liste


@given(st.lists(st.text()) | st.text() | st.none())
def test_whatever_is_given_writing_twice_is_writing_once(valeur: list[str] | str | None):
    ecrit = CHAMP.get_prep_value(valeur)
    assert CHAMP.get_prep_value(ecrit) == ecrit


@pytest.mark.parametrize(
    ("donne", "lu"),
    [
        (None, []),
        ("", []),
        ("||", []),
        ("|a|b|", ["a", "b"]),
        (["b", " a ", "", "b"], ["b", "a"]),
    ],
)
def test_empty_values_and_repeats_are_left_out_the_order_kept(donne, lu: list[str]):
    assert CHAMP.to_python(donne) == lu


def noms(valeur: str) -> list[str]:
    trouves = Partenaire.objects.filter(publics_specifiquement_adresses__comprend=valeur)
    return [un.nom for un in trouves]


def test_a_value_is_found_whole(equipe: Equipe):
    for nom, publics in {
        "A": ["Adultes"],
        "B": ["Jeunes adultes", "Femmes"],
        "C": ["Femmes", "Adultes"],
        "D": [],
    }.items():
        PartenaireFactory(equipe=equipe, nom=nom, publics_specifiquement_adresses=publics)

    assert noms("Adultes") == ["A", "C"]
    assert noms("Femmes") == ["B", "C"]
    assert noms("dultes") == noms("") == []


@pytest.mark.parametrize("valeur", ["100 %", "a_b", "l’œuvre", "c\\d", 'd\'un "mot"'])
def test_no_character_of_a_value_is_a_joker(equipe: Equipe, valeur: str):
    PartenaireFactory(equipe=equipe, nom="Bon", publics_specifiquement_adresses=[valeur])
    PartenaireFactory(equipe=equipe, nom="Non", publics_specifiquement_adresses=["100 x", "axb"])

    assert noms(valeur) == ["Bon"]


def test_the_list_comes_back_from_the_database(equipe: Equipe):
    PartenaireFactory(equipe=equipe, services=["Aide", "Accès"])

    assert Partenaire.objects.get().services == ["Aide", "Accès"]
    assert list(Partenaire.objects.values_list("services", flat=True)) == [["Aide", "Accès"]]
