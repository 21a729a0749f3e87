"""Two who import the same équipe at once: it comes once, whole, and the other is told why."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Barrier, BrokenBarrierError

import pytest
from django.core.management import CommandError
from django.db import connection

from medlove.models import Equipe
from sessions.demenagement import entree
from sessions.models import Image, Rencontre
from tests.fabriques import AppartenanceFactory, ImageFactory, RencontreFactory
from tests.sessions.demenagement.conftest import exporter, importer, vider_l_instance

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.deux_bases]
ATTENTE = 1.0  # seconds: SQLite lets one in at a time


def test_one_succeeds_and_the_other_is_refused_in_one_sentence(
    base_partagee: Callable[[], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    equipe: Equipe = AppartenanceFactory(equipe__slug="ici").equipe
    RencontreFactory.create_batch(3, sortie__equipe=equipe)
    image = ImageFactory(section__cahier__equipe=equipe)
    octets = Path(image.fichier.path).read_bytes()
    exporter(tmp_path / "un")
    vider_l_instance()
    base_partagee()
    tous_la, verifier = Barrier(2, timeout=ATTENTE), entree._une_nouvelle

    def verifier_ensemble(rangs: list[entree.Rang]) -> object:
        """Both look before either writes."""
        vue = verifier(rangs)
        with suppress(BrokenBarrierError):
            tous_la.wait()
        return vue

    monkeypatch.setattr(entree, "_une_nouvelle", verifier_ensemble)

    def jouer(_: int) -> str:
        base_partagee()
        try:
            return importer(tmp_path / "un")
        except CommandError as refus:
            return str(refus)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as fils:
        reussie, refusee = sorted(
            fils.map(jouer, range(2)), key=lambda dit: "Rien n’a été importé" in dit
        )
    assert "est importée" in reussie, (reussie, refusee)
    assert refusee.startswith("L’équipe « ici » existe déjà ici"), refusee
    assert refusee.endswith("Rien n’a été importé.")
    assert Rencontre.objects.count() == 3
    assert Path(Image.objects.get().fichier.path).read_bytes() == octets
