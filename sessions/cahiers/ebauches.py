"""Drafts a new cahier starts from, where the records tell what there is to write."""

import re
from collections.abc import Iterable, Mapping

from sessions.cahiers.blocs.haltes import places
from sessions.cahiers.models import Cahier

EXIGENCES = "### À celles et ceux qui dématérialisent\n"
ESSENTIEL = "### Trois constats\n\n### Les moyens\n\n### Ce que nous demandons\n"
ORIENTATIONS = "### Une qui a marché\n\n### Une qui n’a pas marché\n\n### Ce qu’il a fallu\n"
# For the database: a line that is not a heading.
ECRITE = r"(^|\n)[ \t]*[^#\s]"
TITRE = re.compile(r"^ {0,3}(#{1,6})[ \t]+\S")


def ebauches(cahier: Cahier) -> Mapping[str, str]:
    """What to write in a section, by its code: headings, whose words are to come."""
    return {
        "essentiel": ESSENTIEL,
        "haltes": portraits(place.nom for place in places(cahier)),
        "exigences": EXIGENCES,
        "orientations": ORIENTATIONS,
    }


def portraits(noms: Iterable[str]) -> str:
    """A heading for each lieu, with room under it."""
    return "\n".join(f"### {' '.join(nom.split())}\n" for nom in noms)


def ecrit(texte: str) -> str:
    """The text without the headings under which nothing was written.

    Under a heading there is something as soon as a line follows before the next one of its
    level or above.
    """
    lignes = texte.splitlines()
    gardees: list[str] = []
    plein = 0  # the deepest level that what is kept below may hang from; 0 when nothing is
    for ligne in reversed(lignes):
        if not (titre := TITRE.match(ligne)):
            gardees.append(ligne)
            plein = 7 if ligne.strip() else plein
            continue
        niveau = len(titre[1])
        if plein > niveau:
            gardees.append(ligne)
            plein = niveau
    return "\n".join(reversed(gardees)).strip("\n")
