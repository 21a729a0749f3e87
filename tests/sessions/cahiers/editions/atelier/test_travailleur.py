"""`db_worker` itself, from the request to the file, and when it is killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings

from sessions.cahiers.editions.models import Edition, Etat, Variante
from sessions.cahiers.editions.services import demander
from sessions.models import Cahier
from tests.personnes import Personne
from tests.sessions.cahiers.editions.atelier.test_enfant import attendre_l_endormi, vit

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.d_abord,
]

Lancer = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture
def lancer(dans_un_enfant: Callable[..., None], fichiers: Path) -> Iterator[Lancer]:
    """`lancer(panne)` starts a worker that leaves once the queue is empty."""
    lances: list[subprocess.Popen[bytes]] = []

    def partir(panne: str = "") -> subprocess.Popen[bytes]:
        dans_un_enfant(panne)
        commande = ["db_worker", "--batch", "--no-startup-delay", "--interval", "0.1"]
        travailleur = subprocess.Popen(
            [sys.executable, str(settings.BASE_DIR / "manage.py"), *commande, "-v", "0"]
        )
        lances.append(travailleur)
        return travailleur

    yield partir
    for un in lances:
        if un.poll() is None:
            un.kill()
        un.wait()
    if (endormi := fichiers / "endormi").exists() and vit(pid := int(endormi.read_text())):
        os.kill(pid, signal.SIGKILL)


def test_what_was_asked_for_is_made_by_the_worker(
    cahier: Cahier, coordination: Personne, lancer: Lancer
) -> None:
    demander(cahier, Variante.LIVRET, par=coordination.utilisateur)
    assert lancer().wait(timeout=90) == 0
    edition = Edition.objects.get()
    assert (edition.etat, edition.message) == (Etat.PRETE, "")


def test_a_worker_killed_takes_its_child_along_and_the_edition_can_be_asked_again(
    cahier: Cahier, coordination: Personne, lancer: Lancer, fichiers: Path
) -> None:
    edition = demander(cahier, Variante.LIVRET, par=coordination.utilisateur)
    travailleur = lancer("dort")
    endormi = attendre_l_endormi(fichiers)
    os.kill(travailleur.pid, signal.SIGKILL)
    travailleur.wait()
    limite = time.monotonic() + 10
    while vit(endormi) and time.monotonic() < limite:
        time.sleep(0.05)
    assert not vit(endormi)
    edition.refresh_from_db()
    assert edition.etat == Etat.EN_COURS
    with override_settings(MEDLOVE_EDITION_SECONDES=-60):  # as if that long had passed
        assert edition.abandonnee
        demander(cahier, Variante.LIVRET, par=coordination.utilisateur)
    edition.refresh_from_db()
    assert edition.etat == Etat.ECHEC


@pytest.mark.complet
def test_a_worker_stopped_twice_says_so_of_what_it_was_making(
    cahier: Cahier, coordination: Personne, lancer: Lancer, fichiers: Path
) -> None:
    edition = demander(cahier, Variante.LIVRET, par=coordination.utilisateur)
    travailleur = lancer("dort")
    endormi = attendre_l_endormi(fichiers)
    for _ in range(2):  # the first only asks it to leave when it is done
        travailleur.send_signal(signal.SIGTERM)
        time.sleep(0.5)
    travailleur.wait(timeout=30)
    edition.refresh_from_db()
    assert edition.etat == Etat.ECHEC
    assert "interrompue" in edition.message
    assert not vit(endormi)
