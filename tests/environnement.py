"""The surroundings of the tests, set before Django reads its settings.

Loaded as a pytest plugin (`-p tests.environnement`): a conftest would come too late.
What the machine says of the product stays outside, so that a run is the same everywhere.
"""

import gc
import os
from tempfile import TemporaryDirectory

import hypothesis
import pytest

# What a test of `--complet` may take, in seconds: `timeout` in pyproject.toml is for the others.
LONGTEMPS = 3600
GARDEES = {"MEDLOVE_DONNEES", "MEDLOVE_CHROMIUM", "MEDLOVE_MIGREE"}
DU_PRODUIT = {"SECRET_KEY", "SECRET_KEY_FILE", "ALLOWED_HOSTS", "ALLOWED_HOSTS_FILE"}

for nom in list(os.environ):
    if (nom.startswith("MEDLOVE_") and nom not in GARDEES) or nom in DU_PRODUIT:
        del os.environ[nom]
os.environ["DEBUG"] = "1"

# Uploaded and produced files go to a folder that leaves with the tests.
dossier = TemporaryDirectory(prefix="medlove-", ignore_cleanup_errors=True)
os.environ["MEDLOVE_FICHIERS"] = os.path.join(dossier.name, "fichiers")
os.environ["MEDLOVE_SUPPRESSIONS"] = os.path.join(dossier.name, "suppressions.jsonl")

# What the product makes aside is made at once; a test of the queue asks for it.
os.environ["MEDLOVE_EDITION_SUR_PLACE"] = "1"

# Hypothesis's own profile `ci` (no deadline, the same examples each time, nothing written) with
# a quarter of its examples; `--complet` has them all.
hypothesis.settings.register_profile(
    "courant", parent=hypothesis.settings.get_profile("ci"), max_examples=25
)


def pytest_configure(config: pytest.Config) -> None:
    hypothesis.settings.load_profile("ci" if config.getoption("--complet") else "courant")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--complet", action="store_true", help="run the long tests too")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the long tests out, unless asked for; of the others, whatever their order, those
    that mostly wait for other processes come first, so that no worker ends alone with one, and
    those that make, on one worker, what another would wait for."""
    longs = [item for item in items if item.get_closest_marker("complet")]
    for item in longs:
        item.add_marker(pytest.mark.timeout(LONGTEMPS))
    if not config.getoption("--complet"):
        config.hook.pytest_deselected(items=longs)
        laisses = set(longs)
        items[:] = [item for item in items if item not in laisses]
    items.sort(key=lambda item: item.get_closest_marker("d_abord") is None)


def pytest_collection_finish() -> None:
    """What is loaded by now stays till the end: the garbage collector need not go through it
    again at every turn, a tenth of the work of the tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)
