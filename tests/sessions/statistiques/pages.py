"""A page of statistics, read as its reader reads it: its words, the cells of its tables."""

import re
from html import unescape
from html.parser import HTMLParser
from typing import Any

from django.test import Client

ADRESSE = "/statistiques/"
IMPRESSION = "/statistiques/impression/"
T3 = "trimestre=2026-T3"
ANNEE = "trimestre=2026"
CROISEES = {"croisement", "droits-et-numerique"}
Lignes = dict[str, list[str]]


class Tables(HTMLParser):
    """The tables of a page by the id of their caption, row by row; notes left out."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: dict[str, list[list[str]]] = {}
        self.courante: list[list[str]] = []
        self.dedans = False

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag == "caption":
            self.courante = self.tables[dict(attrs)["id"].removeprefix("table-")] = []
        elif tag == "tr":
            self.courante.append([])
        elif tag in {"th", "td"} and ("class", "chiffres__barre") not in attrs:
            self.courante[-1].append("")
            self.dedans = True

    def handle_endtag(self, tag: str) -> None:
        if tag in {"th", "td"}:
            self.dedans = False

    def handle_data(self, data: str) -> None:
        if self.dedans:
            self.courante[-1][-1] += data


def texte(personne: Client, requete: str = T3, adresse: str = ADRESSE) -> str:
    reponse = personne.get(f"{adresse}?{requete}")
    assert reponse.status_code == 200
    return unescape(reponse.content.decode())


def tables(html: str) -> dict[str, Lignes]:
    """{"par-domaine": {"Droits et démarches": ["12", "30 %", "12"]}}, heading left out."""
    lecteur = Tables()
    lecteur.feed(html)
    return {
        code: {
            " ".join(une[0].split()): [" ".join(case.split()) for case in une[1:]]
            for une in lignes[1:]
        }
        for code, lignes in lecteur.tables.items()
    }


def sans_jeton(html: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html)
