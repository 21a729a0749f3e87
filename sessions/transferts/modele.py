"""The template to download: a sheet of rows to fill, one of codes and labels, one of examples."""

import csv
import io
from collections.abc import Callable
from datetime import date, time
from types import SimpleNamespace

from sessions.exports.document import ecrivable
from sessions.exports.ods import classeur_ods
from sessions.exports.texte import MARQUE
from sessions.nomenclatures.listes import libelles
from sessions.transferts.champs import CATEGORIE, CHAMPS, LIEU, QUARTIER, Champ, place
from sessions.transferts.repertoire import Territoire

Feuille = tuple[str, list[list[str]]]
ENTETE_DES_CODES = ["Colonne", "Ce qui s’y écrit", "Code"]
EXEMPLES: list[dict[str, object]] = [
    {
        "creneau": "matin",
        "arrivee": time(10),
        "depart": time(12),
        "passages": 8,
        "refus": 3,
        "besoin": ["aides_prestations"],
        "reponse": "orientation",
        "organisme": "caf",
        "exigences": ["retrouver_un_mot_de_passe"],
        "tranche_age": "40_59",
        "genre": "feminin",
        "duree": "15_30",
    },
    {
        "creneau": "matin",
        "arrivee": time(10),
        "depart": time(12),
        "besoin": ["imprimer_scanner_recharger", "discuter"],
        "reponse": "sur_place",
        "tranche_age": "75_plus",
        "genre": "masculin",
        "nb_personnes": "2",
    },
]


def feuilles(territoire: Territoire) -> list[Feuille]:
    entetes = territoire.resource.get_export_headers()
    return [
        ("Rencontres", [entetes]),
        ("Codes", [ENTETE_DES_CODES, *_codes(territoire)]),
        ("Exemple", [entetes, *_exemples(territoire)]),
    ]


def _codes(territoire: Territoire) -> list[list[str]]:
    lignes = []
    for champ in CHAMPS:
        if (ou := place(champ.code)) and ou.rang > 1:
            continue
        valeurs = _valeurs(champ, territoire)
        if champ.aide or not valeurs:
            lignes.append([champ.entete, champ.aide, ""])
        sans_code = champ.sorte == LIEU
        lignes += [
            [champ.entete, libelle, "" if sans_code else code] for code, libelle in valeurs.items()
        ]
    return lignes


def _valeurs(champ: Champ, territoire: Territoire) -> dict[str, str]:
    """The values of a column by code. A quartier goes by its number; a lieu by its name only."""
    if champ.sorte == QUARTIER:
        return {str(un.numero): un.nom for un in territoire.quartiers}
    if champ.sorte == LIEU:
        return {str(un.pk): un.nom for un in territoire.lieux}
    if champ.sorte == CATEGORIE:
        return territoire.proposees()
    return libelles(champ.liste) if champ.liste else {}


def _exemples(territoire: Territoire) -> list[list[str]]:
    vide = dict.fromkeys(champ.code for champ in CHAMPS)
    ou = {"quartier": str(territoire.quartiers[0].pk) if territoire.quartiers else ""}
    jour = {"date": date(2025, 3, 12)}
    return territoire.resource.ecrire(
        SimpleNamespace(**{**vide, **jour, **ou, **un}) for un in EXEMPLES
    )


def en_xlsx(territoire: Territoire) -> bytes:
    from openpyxl import Workbook  # two hundred milliseconds, for this file only
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    classeur = Workbook()
    classeur.remove(classeur.active)
    for nom, rangees in feuilles(territoire):
        feuille = classeur.create_sheet(nom)
        for rangee in rangees:
            feuille.append([ecrivable(un) for un in rangee])
        for cellule in feuille[1]:
            cellule.font = Font(bold=True)
            largeur = 44 if nom == "Codes" else max(12, len(str(cellule.value)) + 2)
            feuille.column_dimensions[get_column_letter(cellule.column)].width = largeur
        feuille.freeze_panes = "A2"
    tampon = io.BytesIO()
    classeur.save(tampon)
    return tampon.getvalue()


def en_ods(territoire: Territoire) -> bytes:
    return classeur_ods(
        (nom, [[ecrivable(un) for un in rangee] for rangee in rangees])
        for nom, rangees in feuilles(territoire)
    )


def en_csv(territoire: Territoire) -> bytes:
    """The headings alone: a CSV file has one sheet."""
    texte = io.StringIO()
    csv.writer(texte, delimiter=";", lineterminator="\r\n").writerows(feuilles(territoire)[0][1])
    return (MARQUE + texte.getvalue()).encode()


FORMES: dict[str, tuple[Callable[[Territoire], bytes], str]] = {
    "xlsx": (en_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "ods": (en_ods, "application/vnd.oasis.opendocument.spreadsheet"),
    "csv": (en_csv, "text/csv; charset=utf-8"),
}
