"""Two entries for one place are seen, by name, address and distance; neighbours are left alone."""

from typing import Any
from uuid import uuid4

import pytest

from territoires.annuaire.doubles import Place, proposer

ICI = (48.105, -1.745)


def place(nom: str, adresse: str = "", commune: str = "Rennes", point: Any = None) -> Place:
    latitude, longitude = point or (None, None)
    return Place(uuid4(), nom, adresse, commune, latitude, longitude)


def plus_au_nord(metres: float) -> tuple[float, float]:
    return ICI[0] + metres / 111_195, ICI[1]


@pytest.mark.parametrize(
    ("un", "autre", "raison"),
    [
        (
            place("Médiathèque d’Ici", "1 place d’Ici"),
            place("MEDIATHEQUE D'ICI", "1, place d’ici".replace(",", "")),
            "même nom, même adresse",
        ),
        (
            place("Maison de quartier", "1 rue"),
            place("Maison du quartier"),
            "même nom, même commune",
        ),
        (
            place("Centre social Ici", point=ICI),
            place("Centre social d’Ici", commune="", point=plus_au_nord(140)),
            "même nom, à 140\u202fm l’un de l’autre",
        ),
        (
            place("Espace France Services de la Poste", "2 rue"),
            place("France Services La Poste", "2 rue"),
            "noms proches, même adresse",
        ),
        (
            place("Association Relais du Blosne", point=ICI),
            place("Relais du Blosne", commune="RENNES CEDEX", point=plus_au_nord(60)),
            "noms proches, à 60\u202fm l’un de l’autre",
        ),
    ],
)
def test_one_place_twice_is_proposed_with_its_reason(un: Place, autre: Place, raison: str):
    [double] = proposer([un, place("Tout autre chose", "9 rue", "Ailleurs"), autre])
    assert {double.un, double.autre} == {un, autre}
    assert double.raison == raison


@pytest.mark.parametrize(
    ("un", "autre"),
    [
        (place("Mairie", "1 place", "A"), place("Mairie", "1 place", "B")),
        (place("Mission locale", "1 rue"), place("Bibliothèque", "1 rue")),
        (place("Mission locale", point=ICI), place("Bibliothèque", point=plus_au_nord(10))),
        (
            place("Relais du Blosne", point=ICI),
            place("Association Relais du Blosne", commune="B", point=plus_au_nord(200)),
        ),
        (place("Agence 1", "1 rue", point=ICI), place("Agence 2", "1 rue", point=ICI)),
        (place("Caf", point=ICI), place("Caf", point=plus_au_nord(4000))),
    ],
)
def test_two_places_are_left_alone(un: Place, autre: Place):
    assert proposer([un, autre]) == []


def test_across_the_line_of_two_cells_neighbours_still_meet():
    for metres in range(0, 700, 37):
        un = place("Relais", commune="A", point=plus_au_nord(metres))
        autre = place("Relais", commune="B", point=plus_au_nord(metres + 149))
        assert len(proposer([un, autre])) == 1


def test_the_work_grows_with_the_neighbours_not_with_the_square(monkeypatch):
    faits = []
    monkeypatch.setattr("territoires.annuaire.doubles.comparer", lambda *paire: faits.append(paire))
    proposer([place(f"Lieu {n}", f"{n} rue", f"C{n}", plus_au_nord(500 * n)) for n in range(300)])
    assert len(faits) < 3 * 300
