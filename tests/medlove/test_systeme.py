"""What the system refuses reaches whoever typed the command in French."""

import errno
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from medlove.systeme import REFUS, dire


@pytest.mark.parametrize("numero", [*REFUS])
def test_the_usual_refusals_are_in_french(numero: int):
    assert dire(OSError(numero, "In English", "chemin")) == REFUS[numero]


def test_a_rare_one_says_its_number():
    rare = OSError(errno.EIO, "Input/output error")
    assert dire(rare) == f"le système l’a refusé (erreur {errno.EIO})"
    assert dire(OSError("sans numéro")) == "sans numéro"


@pytest.mark.django_db
def test_a_file_that_is_not_there_is_said_so(tmp_path: Path):
    with pytest.raises(CommandError, match=r"absent : ce fichier .* n’existe pas\. "):
        call_command("restaurer", str(tmp_path / "absent"))
