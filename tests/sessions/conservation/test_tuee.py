"""kill -9 in the middle of a purge, and what is left in the bytes of the file after one."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from sessions.conservation.services import essayer, purger
from sessions.models import Archive, EffectifFige, Reception, Rencontre, Suppression
from tests.fabriques import BesoinFactory, RencontreFactory
from tests.mort import mourir
from tests.sessions.conservation.conftest import ENVIE, NOTE, TEXTE

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.d_abord,
]
LE_DERNIER_JOUR = "2029-01-01 12:00+01:00"


@pytest.fixture
def tuer(
    carnet: Any, base_partagee: Callable[[], None], fichiers_prives: Path
) -> Callable[[str], None]:
    for _ in range(12):
        BesoinFactory(rencontre=RencontreFactory(sortie=carnet.sortie, note=NOTE))
    base_partagee()

    def jouer(point: str) -> None:
        mourir("tests.sessions.conservation.mort", point, LE_DERNIER_JOUR, fichiers=fichiers_prives)

    return jouer


@pytest.mark.parametrize(
    "point",
    [
        "ids",
        "archive",
        pytest.param("note", marks=pytest.mark.complet),
        pytest.param("lot", marks=pytest.mark.complet),
        pytest.param("place", marks=pytest.mark.complet),
    ],
)
def test_a_purge_killed_leaves_a_base_that_serves_and_is_ended_by_the_next(
    point: str, tuer: Callable[[str], None], horloge: Any
):
    ids = set(Rencontre.objects.values_list("pk", flat=True))
    connection.close()
    tuer(point)
    presentes = set(Rencontre.objects.values_list("pk", flat=True))
    parties = set(Suppression.objects.filter(type="rencontre").values_list("pk", flat=True))
    # What is gone is told to be, and what is told to be gone is.
    assert ids - presentes == parties
    sans_note = Rencontre.objects.filter(note="").values_list("pk", flat=True)
    for brut in Reception.objects.filter(element__in=map(str, sans_note), brut__isnull=False):
        assert "note" not in brut.brut["donnees"]
    horloge.move_to(LE_DERNIER_JOUR)
    purger()
    assert essayer().total == 0
    assert not Rencontre.objects.exists()
    assert set(Suppression.objects.filter(type="rencontre").values_list("pk", flat=True)) == ids
    # Counted once, on the whole year.
    assert Archive.objects.count() == 1
    assert EffectifFige.objects.get(table="ensemble").nombre == len(ids)


@pytest.mark.deux_bases
def test_nothing_of_what_was_erased_is_left_in_the_bytes_of_the_file(
    carnet: Any, base_partagee: Callable[[], None], horloge: Any
):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps its files to itself")
    # Enough of them for pages to be freed, and to be cut in two.
    for rang in range(300):
        RencontreFactory(sortie=carnet.sortie, note=f"{NOTE} {rang} " + "é" * (rang % 200))
    base_partagee()
    chemin = Path(connection.settings_dict["NAME"])

    def lus() -> bytes:
        return b"".join(un.read_bytes() for un in chemin.parent.glob(f"{chemin.name}*"))

    mots = [un.encode() for un in (NOTE, TEXTE, ENVIE)]
    with connection.cursor() as curseur:
        curseur.execute("PRAGMA wal_checkpoint(PASSIVE)")
    assert all(mot in lus() for mot in mots)
    horloge.move_to(LE_DERNIER_JOUR)
    call_command("purger")
    connection.close()
    assert [mot for mot in mots if mot in lus()] == []
    with connection.cursor() as curseur:
        curseur.execute("PRAGMA integrity_check")
        assert curseur.fetchall() == [("ok",)]


@pytest.mark.deux_bases
def test_every_connection_writes_zeros_over_what_it_deletes(
    carnet: Any, base_partagee: Callable[[], None]
):
    """A note erased by a coordinator does not wait for the purge of the night."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps its files to itself")
    base_partagee()
    with connection.cursor() as curseur:
        curseur.execute("PRAGMA secure_delete")
        assert curseur.fetchone() == (1,)
