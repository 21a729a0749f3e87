"""An export tells one instant of the base, whoever writes meanwhile; and refuses nobody."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from medlove.models import Equipe
from sessions.demenagement.services import exportation
from sessions.models import Rencontre
from tests.fabriques import AppartenanceFactory, RencontreFactory
from tests.sessions.demenagement.conftest import exporter, importer, vider_l_instance


@pytest.mark.django_db(transaction=True)
def test_what_is_written_meanwhile_stays_out(
    base_partagee: Callable[[], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    equipe: Equipe = AppartenanceFactory(equipe__slug="ici").equipe
    RencontreFactory(sortie__equipe=equipe)
    base_partagee()
    vrai = exportation.ecrire_csv

    def ecrire(*dits: Any) -> int:
        """Somebody logs a rencontre before each table is read."""
        RencontreFactory(sortie__equipe=equipe)
        return vrai(*dits)

    monkeypatch.setattr(exportation, "ecrire_csv", ecrire)
    exporter(tmp_path / "un")
    monkeypatch.undo()
    assert Rencontre.objects.count() > 40
    with (tmp_path / "un" / "rencontres.csv").open(encoding="utf-8", newline="") as fichier:
        assert len(list(csv.reader(fichier))) == 1 + 1
    vider_l_instance()
    importer(tmp_path / "un")
    assert Rencontre.objects.count() == 1
