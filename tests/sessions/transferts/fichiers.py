"""Spreadsheets for the tests: as people keep them, and as others forge them."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook

Rangees = Iterable[Sequence[Any]]

ENTETES = ["Date", "Créneau", "Quartier", "Besoin", "Réponse", "Âge", "Genre"]
LIGNE = ["12/03/2026", "Matin", "Centre", "CAF, aides, RSA", "Orientée", "40 à 59 ans", "Femme"]

# What La Coop writes over its table, then its headings.
DE_LA_COOP = [
    ["Informations export"],
    ["Nom", "Dupont"],
    ["Prénom", "Camille"],
    ["Rôle", "Médiateur"],
    ["Date d’export", "20/11/2026"],
    [""],
    ["Filtres"],
    ["Début de période", "-"],
    ["Type de lieu", "-"],
    [""],
    [
        *("Date", "Enregistré le", "Type", "Participants", "Bénéficiaire"),
        *("Canaux d’accompagnement", "Nom du lieu", "Adresse", "Commune", "Durée (min)"),
        *("Thématique(s) d’accompagnement", "Genre du bénéficiaire"),
        *("Tranche d’âge du bénéficiaire", "Statut du bénéficiaire", "Notes supplémentaires"),
    ],
]


def de_la_coop(thematiques: str, age: str = "25 - 39 ans", lieu: str = "Place 1") -> list[str]:
    return [
        *("12/03/2026", "13/03/2026 à 10:12", "Accompagnement individuel", "1", "Sam Martin"),
        *("Lieu d’activité", lieu, "1 rue du Port", "Rennes", "45"),
        *(thematiques, "Féminin", age, "Retraité", "Sam a perdu son code"),
    ]


def en_csv(rangees: Rangees) -> bytes:
    texte = io.StringIO()
    csv.writer(texte, delimiter=";").writerows(rangees)
    return texte.getvalue().encode()


def en_xlsx(rangees: Rangees) -> bytes:
    classeur, tampon = Workbook(), io.BytesIO()
    for rangee in rangees:
        classeur.active.append(list(rangee))
    classeur.save(tampon)
    return tampon.getvalue()


def avec(octets: bytes, nom: str, contenu: bytes) -> bytes:
    """The same archive, one of its members replaced or added."""
    tampon = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(octets)) as avant, zipfile.ZipFile(tampon, "w") as apres:
        for membre in avant.namelist():
            if membre != nom:
                apres.writestr(membre, avant.read(membre))
        apres.writestr(nom, contenu, zipfile.ZIP_DEFLATED)
    return tampon.getvalue()
