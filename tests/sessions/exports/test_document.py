"""What is written in a cell: text that every spreadsheet opens, and none runs."""

import pytest

from sessions.exports.document import Document, ecrivable
from sessions.exports.ods import en_ods
from sessions.exports.texte import en_csv
from sessions.exports.xlsx import en_xlsx


@pytest.mark.parametrize(
    ("texte", "ecrit"),
    [("Le Blosne\x0b", "Le Blosne"), ("a\x00b\x1fc", "abc"), ("\x08=1+1", "'=1+1"), ("é", "é")],
)
def test_a_cell_has_no_character_that_xml_refuses(texte: str, ecrit: str) -> None:
    assert ecrivable(texte) == ecrit


@pytest.mark.parametrize("ecrire", [en_csv, en_ods, en_xlsx])
def test_every_format_writes_a_strange_name(ecrire) -> None:
    assert ecrire(Document("essai", "Équipe\x0b", (("Équipe", "du\x01nom"),), ()))
