"""Cells that a spreadsheet would run: neutralised when written, refused when read.

A leading apostrophe makes of a cell a text. What we write so is read back as it was. A signed
number is left alone: a spreadsheet runs nothing of it, and "+33 2 99 00 00 00" stays dialable.
"""

import re

# A text that starts so stays in this set with one apostrophe more, or one less: what was
# neutralised is then told from what was not.
DANGEREUSE = re.compile(r"[\s']*[=+\-@]|'*[\t\r\n]")
# A spreadsheet that takes ; or a comma for its separator makes a cell of what follows one. People
# write of « Rennes, +33 2 » and « ateliers, - le mardi »: after a comma, only what would run.
APRES_UNE_COUPE = re.compile(r"(;[\s'\"]*)(?=[=+\-@])|(,[\s'\"]*)(?=[=@]|[+\-]\s*[A-Za-z(])")
NEUTRALISEE = re.compile(r"(;[\s'\"]*)'(?=[=+\-@])|(,[\s'\"]*)'(?=[=@]|[+\-]\s*[A-Za-z(])")
NOMBRE = re.compile(r"[+-]?[ .,()]*\d[\d .,()]*")
# « =cmd », « +cmd|' /C calc'!A0 », « @SUM(1+1) »: nobody writes so of a place.
FORMULE = re.compile(r"\s*(?:=\s*\S|[+\-@]\s*[A-Za-z][\w.]*\s*[(|!])")


def neutraliser(texte: str) -> str:
    """The same text, as a cell that no spreadsheet runs."""
    texte = APRES_UNE_COUPE.sub(r"\1\2'", texte)
    if DANGEREUSE.match(texte) and not NOMBRE.fullmatch(texte):
        return f"'{texte}"
    return texte


def restaurer(cellule: str) -> str:
    """What was neutralised, as it was."""
    if cellule.startswith("'") and DANGEREUSE.match(cellule[1:]):
        cellule = cellule[1:]
    return NEUTRALISEE.sub(r"\1\2", cellule)


def est_une_formule(cellule: str) -> bool:
    return FORMULE.match(cellule) is not None
