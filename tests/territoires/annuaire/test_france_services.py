"""France Services: hours told day by day become OSM opening_hours, or stay as they are."""

import pytest

from territoires.annuaire.france_services import JOURS, lire_france_services, ouvertures
from territoires.horaires import Horaires


def semaine(*mots: str) -> dict[str, str]:
    return dict(zip(JOURS, [*mots, *["-"] * 7], strict=False))


@pytest.mark.parametrize(
    ("jours", "attendu"),
    [
        (semaine("9:00 - 12:00 / 14:15 - 16:45"), "Mo 09:00-12:00,14:15-16:45"),
        (
            semaine("9:00 - 12:00", "9:00 - 12:00 ", "-", "09:00 - 12:00"),
            "Mo-Tu 09:00-12:00; Th 09:00-12:00",
        ),
        (semaine("9h - 12h30"), "Mo 09:00-12:30"),
        (semaine(), ""),
        (semaine(*["Horaires non communiqués"] * 6), ""),
    ],
)
def test_hours_by_day_become_opening_hours(jours: dict[str, str], attendu: str):
    assert ouvertures(jours) == attendu
    assert not attendu or Horaires.lire(attendu)


@pytest.mark.parametrize(
    "mots", ["sur rendez-vous", "9:00 - 12:00 sauf vacances", "14:00 - 9:00", "9:75 - 12:00"]
)
def test_what_cannot_be_read_is_kept_in_its_words(mots: str):
    dits = ouvertures(semaine("9:00 - 12:00", mots))
    assert f"mardi : {mots}" in dits
    assert Horaires.lire(dits) is None


def test_a_day_nobody_told_is_not_taken_for_closed():
    assert "mardi : Horaires non communiqués" in ouvertures(
        semaine("9:00 - 12:00", "Horaires non communiqués")
    )


@pytest.mark.parametrize(
    ("libelle", "nom"),
    [
        ("Bourg", "France Services Bourg"),
        ("PIMMS Ici", "PIMMS Ici"),
        ("France services A", "France services A"),
    ],
)
def test_the_name_says_a_door_rather_than_a_town(libelle: str, nom: str):
    lue = lire_france_services({"lib_france_services": libelle, "ITINERANCE": "Oui"})
    assert lue is not None
    assert (lue["nom"], lue["itinerance"]) == (nom, "Itinérant")


def test_another_place_is_not_theirs():
    assert lire_france_services({"nom": "A"}) is None
