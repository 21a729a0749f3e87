"""The second door is declared by an address, on PostgreSQL only."""

import os
import subprocess
import sys
from pathlib import Path

RACINE = Path(__file__).resolve().parents[2]
DIRE = """
from medlove.settings import DATABASES
print(sorted(DATABASES), DATABASES["publication"]["USER"])
"""


def lire_les_reglages(adresse: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", DIRE],
        cwd=RACINE,
        env={**os.environ, "DEBUG": "1", "MEDLOVE_DATABASE_PUBLICATION": adresse},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_its_address_makes_a_second_database() -> None:
    dit = lire_les_reglages("postgres://medlove_dehors:mot@127.0.0.1/medlove")
    assert dit.stdout.strip() == "['default', 'publication'] medlove_dehors", dit.stderr


def test_another_engine_is_refused_in_one_sentence() -> None:
    dit = lire_les_reglages("sqlite:///ailleurs.sqlite3")
    assert "ne sert qu’avec PostgreSQL" in dit.stderr
