"""docs/securite.md: every line has its test, which exists, or its reason."""

import re
from pathlib import Path

import pytest

RACINE = Path(__file__).resolve().parents[2]
TEXTE = (RACINE / "docs" / "securite.md").read_text(encoding="utf-8")
TABLE = TEXTE.partition("## OWASP ASVS 5.0")[2]
LIGNES = [
    [case.strip() for case in ligne.strip("|").split("|")]
    for ligne in TABLE.splitlines()
    if re.match(r"\| \d", ligne)
]


def test_every_path_it_names_exists():
    nommes = set(re.findall(r"`((?:tests|docs|requirements|bin)/[^`\s]*)`", TEXTE))
    assert len(nommes) > 40
    assert sorted(un for un in nommes if not (RACINE / un).exists()) == []


def test_every_chapter_is_there():
    chapitres = re.findall(r"^### V(\d+) ", TABLE, re.MULTILINE)
    assert chapitres == [str(rang) for rang in range(1, 18)]
    assert {ligne[0].partition(".")[0] for ligne in LIGNES} == set(chapitres)


@pytest.mark.parametrize("ligne", LIGNES, ids=lambda ligne: ligne[0])
def test_every_line_has_its_test_or_its_reason(ligne: list[str]):
    _, etat, ou = ligne
    assert set(etat.split()) <= {"✓", "○", "⌂", "△"}
    assert etat
    assert len(ou) > 4
    if "✓" in etat:
        assert re.search(r"`(tests|docs)/", ou) or ou in {"plus haut"}, "no test is named"


def test_every_test_of_attacks_is_in_the_table():
    """What is tried is told."""
    fichiers = {un.name for un in Path(__file__).parent.glob("test_*.py")} - {Path(__file__).name}
    assert {un for un in fichiers if f"`tests/securite/{un}`" not in TEXTE} == set()
