"""What a row says, under the many names its fields have had."""

from typing import Any

import pytest

from territoires.importation.champs import QuartierLu, lire_quartier
from territoires.importation.lecture import Element
from territoires.importation.refus import FichierRefuse


def lire(**proprietes: Any) -> QuartierLu:
    return lire_quartier(Element(proprietes, None))


@pytest.mark.parametrize(
    ("valeur", "code"),
    [
        (35238, "35238"),
        ("35238", "35238"),
        (1053, "01053"),
        ("2a004", "2A004"),
        (" 35238 ", "35238"),
    ],
)
def test_a_commune_code_is_a_number_or_a_text(valeur: Any, code: str):
    assert lire(code_insee=valeur).code_insee == code


@pytest.mark.parametrize("valeur", [None, "", True, 3.5, "Rennes", 123456, ["35238"]])
def test_anything_else_is_no_commune_code(valeur: Any):
    assert lire(code_insee=valeur).code_insee is None


@pytest.mark.parametrize(
    "proprietes",
    [
        {"nuquart": 11},
        {"numero": "11"},
        {"NUQUART": 11.0},
        {"matricule": "Q.11"},
        {"nuquart": None, "matricule": "q11"},
    ],
)
def test_a_number_is_read_under_its_many_names(proprietes: dict[str, Any]):
    assert lire(**proprietes).numero == 11


@pytest.mark.parametrize("valeur", [None, 0, -3, 10_000, 352381108, True, "onze", 1.5, "1 - Nord"])
def test_anything_else_is_no_number(valeur: Any):
    assert lire(numero=valeur).numero is None


@pytest.mark.parametrize(
    ("proprietes", "nom"),
    [
        ({"nom": "Le Blosne", "nmquart": "LE BLOSNE"}, "Le Blosne"),
        ({"nmquart": "LE BLOSNE"}, "LE BLOSNE"),
        ({"numnom": "11 - Le Blosne"}, "Le Blosne"),
        ({"nom": " Longs  Champs "}, "Longs Champs"),
        ({}, ""),
    ],
)
def test_a_name_is_taken_without_its_number(proprietes: dict[str, Any], nom: str):
    assert lire(**proprietes).nom == nom


def test_nothing_else_is_kept_of_a_row():
    lu = lire(nuquart=1, nom="Nord", nom_elu="Camille Exemple", mail_elu="c@exemple.test")

    assert "xemple" not in repr(lu)


def test_population_and_schema_are_read_when_said():
    lu = lire(numero=1, population="6 206", schematique=True)

    assert (lu.population, lu.schematique) == (6206, True)
    assert (lire(numero=1).population, lire(numero=1, schematique="oui").schematique) == (
        None,
        False,
    )


@pytest.mark.parametrize(
    ("proprietes", "motif"),
    [({"CODE_IRIS": "352381108"}, "IRIS"), ({"code_qp": "QP035005"}, "QPV")],
)
def test_other_units_are_known_by_their_fields(proprietes: dict[str, Any], motif: str):
    with pytest.raises(FichierRefuse, match=motif):
        lire(**proprietes)
