"""Real child processes: what ends them, and that nothing of them is left."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest
from django.db import connection
from django.test import override_settings

from sessions.cahiers.editions.fabrique import ATELIER, INTERROMPUE, fabriquer
from sessions.cahiers.editions.models import Edition, Etat
from sessions.cahiers.editions.services import annuler
from sessions.models import Cahier
from tests.fabriques_editions import EditionEnAttenteFactory, EditionFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.d_abord,
]

Passer = Callable[..., None]
DEPART = 40  # seconds, on a machine under load


@pytest.fixture
def attend(cahier: Cahier) -> Edition:
    """Asked for again: there is a PDF from before."""
    EditionFactory(cahier=cahier)
    return EditionEnAttenteFactory(cahier=cahier)


def rien_de_plus(attend: Edition, fichiers: Path) -> bool:
    """The PDF from before, and not a byte of the new one."""
    restes = list((fichiers / ATELIER).rglob("*"))
    avant = Edition.objects.pretes().get(cahier=attend.cahier)
    return restes == [] and list((fichiers / "cahiers/editions").iterdir()) == [
        Path(avant.fichier.path)
    ]


def vit(pid: int) -> bool:
    """A zombie lives no more."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def attendre_l_endormi(fichiers: Path) -> int:
    """The process of a child that sleeps."""
    limite = time.monotonic() + DEPART
    while time.monotonic() < limite:
        if (dit := fichiers / "endormi").exists() and (pid := dit.read_text()):
            return int(pid)
        time.sleep(0.05)
    raise AssertionError("the child did not start")


@contextmanager
def pendant(geste: Callable[[], None], base_partagee: Callable[[], None]) -> Iterator[None]:
    """Does something from another thread, on the same database."""

    def faire() -> None:
        base_partagee()
        try:
            geste()
        finally:
            connection.close()

    fil = Thread(target=faire)
    fil.start()
    yield
    fil.join()


def test_a_cahier_is_made_in_a_process_of_its_own(
    attend: Edition, fichiers: Path, dans_un_enfant: Passer
) -> None:
    dans_un_enfant()
    fabriquer(attend.pk)
    attend.refresh_from_db()
    assert (attend.etat, attend.message) == (Etat.PRETE, "")
    assert attend.pages
    assert attend.pages >= 1
    assert rien_de_plus(attend, fichiers)
    assert Path(attend.fichier.path).read_bytes().startswith(b"%PDF-")
    assert attend.octets == Path(attend.fichier.path).stat().st_size


def test_out_of_time_it_is_stopped(attend: Edition, fichiers: Path, dans_un_enfant: Passer) -> None:
    dans_un_enfant("dort")
    with override_settings(MEDLOVE_EDITION_SECONDES=4):
        fabriquer(attend.pk)
    attend.refresh_from_db()
    assert attend.etat == Etat.ECHEC
    assert "Après 4 s, le cahier n’était pas fini" in attend.message
    assert rien_de_plus(attend, fichiers)
    if (endormi := fichiers / "endormi").exists():  # the machine let it begin
        assert not vit(int(endormi.read_text()))


@pytest.mark.complet
def test_out_of_memory_it_stops(attend: Edition, fichiers: Path, dans_un_enfant: Passer) -> None:
    dans_un_enfant("grossit")
    fabriquer(attend.pk)
    attend.refresh_from_db()
    assert attend.etat == Etat.ECHEC
    assert "plus de mémoire que les 1024 Mo permis" in attend.message
    assert rien_de_plus(attend, fichiers)


@pytest.mark.parametrize(
    ("panne", "dit"),
    [
        ("tombe", "erreur du programme"),
        ("bute", "la section «\u202fLes haltes\u202f»"),
    ],
)
def test_whatever_it_stumbles_on_is_one_sentence(
    attend: Edition, fichiers: Path, dans_un_enfant: Passer, panne: str, dit: str
) -> None:
    dans_un_enfant(panne)
    fabriquer(attend.pk)
    attend.refresh_from_db()
    assert attend.etat == Etat.ECHEC
    assert dit in attend.message
    assert rien_de_plus(attend, fichiers)


def test_killed_by_somebody_it_says_that_it_was_interrupted(
    attend: Edition, fichiers: Path, dans_un_enfant: Passer, base_partagee: Callable[[], None]
) -> None:
    dans_un_enfant("dort")

    def tuer() -> None:
        os.kill(attendre_l_endormi(fichiers), signal.SIGKILL)

    with pendant(tuer, base_partagee):
        fabriquer(attend.pk)
    attend.refresh_from_db()
    assert (attend.etat, attend.message) == (Etat.ECHEC, INTERROMPUE)
    assert rien_de_plus(attend, fichiers)


def test_called_off_it_is_killed_at_once(
    attend: Edition, fichiers: Path, dans_un_enfant: Passer, base_partagee: Callable[[], None]
) -> None:
    dans_un_enfant("dort")
    annulee: list[float] = []

    def appeler() -> None:
        attendre_l_endormi(fichiers)
        annuler(attend)
        annulee.append(time.monotonic())

    with pendant(appeler, base_partagee):
        fabriquer(attend.pk)
        ecart = time.monotonic() - annulee[0]
    attend.refresh_from_db()
    assert attend.etat == Etat.ANNULEE
    assert ecart < 5
    assert not vit(attendre_l_endormi(fichiers))
    assert rien_de_plus(attend, fichiers)
