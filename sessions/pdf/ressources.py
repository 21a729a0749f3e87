"""What a document may use of the static files: style sheets, drawings and pictograms."""

import re
from collections import Counter
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousFileOperation

from sessions.pdf import RessourceRefusee

FEUILLE = ".css"
RACINE = re.compile(r":root\s*{(.*?)}", re.DOTALL)
JETON = re.compile(r"(--[\w-]+)\s*:\s*([^;}]+)")
EMPLOI = re.compile(r"var\((--[\w-]+)\)")
SVG = "http://www.w3.org/2000/svg"
ElementTree.register_namespace("", SVG)


def fichier(nom: str) -> str:
    """Where a static file is. Raises RessourceRefusee when there is none of that name."""
    try:
        chemin = finders.find(nom)
    except SuspiciousFileOperation:
        chemin = None
    if not isinstance(chemin, str):
        raise RessourceRefusee(f"Fichier inconnu\u202f: {nom}")
    return chemin


def lire(nom: str) -> bytes:
    return Path(fichier(nom)).read_bytes()


@cache
def sans_jetons(nom: str) -> bytes:
    """A style sheet with its tokens written out: asked for by name, they are looked up and
    read again in each style of each box."""

    def valeur(emploi: re.Match[str]) -> str:
        dite = _jetons().get(emploi[1])
        return EMPLOI.sub(valeur, dite) if dite else emploi[0]

    return EMPLOI.sub(valeur, lire(nom).decode()).encode()


@cache
def _jetons() -> dict[str, str]:
    """What the root of a single sheet says, and nobody else: the others depend on where."""
    feuilles = [lue.read_text() for lue in sorted(Path(fichier("css")).glob(f"*{FEUILLE}"))]
    dits = Counter(jeton[1] for lue in feuilles for jeton in JETON.finditer(lue))
    racines = (racine for lue in feuilles for racine in RACINE.findall(lue))
    des_racines = (dit for racine in racines for dit in JETON.findall(racine))
    return {nom: valeur.strip() for nom, valeur in des_racines if dits[nom] == 1}


@cache
def signes_des_feuilles() -> frozenset[int]:
    """What style sheets may write themselves."""
    dossier = Path(fichier("css"))
    return frozenset(ord(un) for feuille in dossier.glob("*.css") for un in feuille.read_text())


def pictogramme(nom: str) -> bytes:
    if nom not in _pictogrammes():
        raise RessourceRefusee(f"Pictogramme inconnu\u202f: {nom}")
    return _pictogrammes()[nom]


@cache
def _pictogrammes() -> dict[str, bytes]:
    """Each symbol of the sheet the pages use, as a drawing of its own, by its name.

    A document cannot point at a symbol inside another file.
    """
    planche = ElementTree.parse(fichier("icones.svg")).getroot()
    dessins = {}
    for symbole in planche.iter(f"{{{SVG}}}symbol"):
        nom = symbole.attrib.pop("id")
        symbole.tag = f"{{{SVG}}}svg"
        dessins[nom] = ElementTree.tostring(symbole)
    return dessins
