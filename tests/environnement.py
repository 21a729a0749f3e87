"""The surroundings of the tests, set before Django reads its settings.

Loaded as a pytest plugin (`-p tests.environnement`): a conftest would come too late.
What the machine says of the product stays outside, so that a run is the same everywhere.
"""

import os
from tempfile import TemporaryDirectory

import pytest

GARDEES = {"MEDLOVE_DONNEES", "MEDLOVE_CHROMIUM"}
DU_PRODUIT = {"SECRET_KEY", "SECRET_KEY_FILE", "ALLOWED_HOSTS", "ALLOWED_HOSTS_FILE"}

for nom in list(os.environ):
    if (nom.startswith("MEDLOVE_") and nom not in GARDEES) or nom in DU_PRODUIT:
        del os.environ[nom]
os.environ["DEBUG"] = "1"

# Uploaded and produced files go to a folder that leaves with the tests.
dossier = TemporaryDirectory(prefix="medlove-", ignore_cleanup_errors=True)
os.environ["MEDLOVE_FICHIERS"] = dossier.name


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--complet", action="store_true", help="run the long tests too")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the long tests out, unless asked for."""
    if config.getoption("--complet"):
        return
    longs = [item for item in items if item.get_closest_marker("complet")]
    config.hook.pytest_deselected(items=longs)
    items[:] = [item for item in items if item not in longs]
