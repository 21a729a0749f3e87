"""When a rencontre was entered, against when it took place."""

from datetime import date, datetime, time
from uuid import uuid4

import pytest

from sessions.rencontres.saisie import saisie
from sessions.sorties.references import HalteCitee, SortieCitee

SORTIE = SortieCitee(date(2026, 9, 15), "apres_midi", "en_cours", 1, None)


def halte(arrivee: time | None, depart: time | None) -> HalteCitee:
    return HalteCitee(uuid4(), 1, arrivee, depart, SORTIE)


@pytest.mark.parametrize(
    ("saisi_le", "arrivee", "depart", "attendue"),
    [
        ("2026-09-15T14:30:00+02:00", time(14), time(16), "sur_le_moment"),
        ("2026-09-15T12:30:00+00:00", time(14), time(16), "sur_le_moment"),
        ("2026-09-15T18:10:00+02:00", time(14), time(16), "au_retour"),
        ("2026-09-15T13:10:00+02:00", time(14), time(16), "au_retour"),
        ("2026-09-15T17:10:00+02:00", time(14), None, "sur_le_moment"),
        ("2026-09-15T19:10:00+02:00", time(14), None, "au_retour"),
        ("2026-09-15T15:00:00+02:00", None, None, "sur_le_moment"),
        ("2026-09-15T20:00:00+02:00", None, None, "au_retour"),
        ("2026-09-16T00:30:00+02:00", None, None, "au_retour"),
        ("2026-09-16T09:00:00+02:00", time(14), time(16), "plus_tard"),
        ("2026-09-14T15:00:00+02:00", time(14), time(16), "plus_tard"),
        ("2028-09-15T15:00:00+02:00", time(14), time(16), "plus_tard"),
    ],
)
def test_the_halte_then_the_creneau_then_the_day(
    saisi_le: str, arrivee: time | None, depart: time | None, attendue: str
):
    moment = datetime.fromisoformat(saisi_le)
    assert saisie(moment, SORTIE, halte(arrivee, depart)) == attendue


def test_without_a_halte_the_creneau_tells():
    moment = datetime.fromisoformat("2026-09-15T15:00:00+02:00")
    assert saisie(moment, SORTIE, None) == "sur_le_moment"
