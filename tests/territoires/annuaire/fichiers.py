"""Small files made by hand, one for each kind and each fault. Nothing real."""

import io
import json
import zipfile
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import Workbook

ENTETE = ["id", "nom", "adresse", "code_postal", "commune", "latitude", "longitude", "source"]
MEDIATHEQUE = [
    "1",
    "Médiathèque d’ici",
    "1 place d’Ici",
    "35000",
    "Rennes",
    "48.105",
    "-1.745",
    "X",
]
CENTRE = ["2", "Centre social d’à côté", "2 rue là-bas", "35200", "Rennes", "48.106", "-1.743", "X"]
TABLE = [ENTETE, MEDIATHEQUE, CENTRE]

PREMIERE_VERSION = [
    {
        "id": "12",
        "nom": "Espace d’essai",
        "services": "Accéder à du matériel;Prendre en main un ordinateur;Réparer un vélo",
        "pivot": "00000000000000",
        "commune": "Rennes",
        "code_postal": "35000",
        "adresse": "3 rue d’Essai",
        "latitude": 48.10512345678,
        "longitude": -1.745,
        "telephone": "+33200000000",
        "courriel": "contact@exemple.test;accueil@exemple.test",
        "site_web": "https://exemple.test/",
        "publics_accueillis": "Adultes;Seniors (+ 65 ans);Surdité",
        "conditions_acces": (
            "Gratuit : Je peux accéder gratuitement au lieu et à ses services;Sur adhésion"
        ),
        "modalites_accompagnement": "Seul : j'ai accès à du matériel et une connexion",
        "horaires": "Tu-Fr 09:00-12:00,14:00-17:00",
        "source": "Essai",
        "date_maj": "2021-05-05",
    }
]


def csv_de(table: list[list[str]] = TABLE, separateur: str = ",", encodage: str = "utf-8") -> bytes:
    lignes = (separateur.join(f'"{mot}"' for mot in ligne) for ligne in table)
    return "\r\n".join(lignes).encode(encodage)


def json_de(document: Any) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode()


def xlsx_de(table: list[list[Any]] = TABLE) -> bytes:
    classeur = Workbook()
    for ligne in table:
        classeur.active.append(ligne)
    flux = io.BytesIO()
    classeur.save(flux)
    return flux.getvalue()


def ods_de(table: list[list[str]] = TABLE, annotation: str = "") -> bytes:
    """As LibreOffice writes it: runs of blank cells, and of blank rows, said once.

    `annotation` is the XML of a comment put on every cell.
    """
    rangees = "".join(
        f"<table:table-row>{_cellules(ligne, annotation)}</table:table-row>" for ligne in table
    )
    contenu = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet><table:table table:name="Feuille1">{rangees}
<table:table-row table:number-rows-repeated="1048000"><table:table-cell
 table:number-columns-repeated="16384"/></table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>"""
    flux = io.BytesIO()
    with zipfile.ZipFile(flux, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", contenu)
    return flux.getvalue()


def _cellules(ligne: list[str], annotation: str) -> str:
    cellules, vides = [], 0
    for mot in [*ligne, None]:
        if mot == "":
            vides += 1
            continue
        if vides:
            cellules.append(f'<table:table-cell table:number-columns-repeated="{vides}"/>')
            vides = 0
        if mot is not None:
            texte = f"{annotation}<text:p>{escape(mot)}</text:p>"
            cellules.append(
                f'<table:table-cell office:value-type="string">{texte}</table:table-cell>'
            )
    return "".join(cellules)


def avec(colonne: str, valeur: str) -> bytes:
    """The CSV with another value on its second row."""
    ligne = [*MEDIATHEQUE]
    ligne[ENTETE.index(colonne)] = valeur
    return csv_de([ENTETE, ligne, CENTRE])


def _table_inversee() -> bytes:
    return csv_de([ENTETE, *([*ligne[:5], ligne[6], ligne[5], "X"] for ligne in TABLE[1:])])


def _table_projetee() -> bytes:
    return csv_de([ENTETE, [*MEDIATHEQUE[:5], "6789000.5", "351000.2", "X"]])


# Each fault: its bytes, and words of the one sentence that it gets.
MAUVAIS = {
    "vide": (b"", "est vide"),
    "blanc": (b"\n \n", "est vide"),
    "page web": (b"<!doctype html><html><p>Connexion</p></html>", "page web"),
    "tronqué": (json_de(PREMIERE_VERSION)[:200], "tronqué ou abîmé"),
    "pas une liste": (b'{"total": 3}', "pas une liste de lieux"),
    "NaN": (b'[{"nom": "A", "commune": "B", "latitude": NaN}]', "nombre"),
    "profond": (b"[" * 100_000, "nombre"),
    "accents abîmés": (csv_de(encodage="utf-8").decode("cp1252").encode(), "accents"),
    "encodage inconnu": (b"nom,commune\nM\x81diath\x8dque,Rennes", "encodage"),
    "binaire": (b"%PDF-1.7 \x00\x01", "ni un tableau ni du JSON"),
    "archive": (b"PK\x05\x06" + b"\0" * 18, "archive"),
    "classeur abîmé": (xlsx_de()[:3000], "abîmé"),
    "ancien Excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ancien Excel"),
    "sans nom": (csv_de([["adresse", "commune"], ["1 rue", "Rennes"]]), "colonne « nom »"),
    "sans place": (csv_de([["nom", "telephone"], ["A", "02"]]), "situer les lieux"),
    "sans ligne": (csv_de([ENTETE]), "aucun partenaire"),
    "une seule ligne": (b"x" * 9_000_000, "une seule ligne"),
    "une seule cellule": (b"nom,commune\n" + b"x" * 9_000_000, "une seule ligne"),
    "trop gros": (b"nom,commune\n" + b"a,b\n" * 2_700_000, "10 Mio"),
    "trop long": (b"nom,commune\n" + b"a,b\n" * 10_001, "10\u202f000 lignes"),
    "inversées": (_table_inversee(), "inversées"),
    "projetées": (_table_projetee(), "projetées"),
    "formule": (avec("adresse", "=cmd|' /C calc'!A0"), "formule"),
    "formule +": (avec("adresse", "+cmd|' /C calc'!A0"), "formule"),
    "formule @": (avec("nom", "@SUM(1+1)*cmd"), "formule"),
    "formule XLSX": (xlsx_de([ENTETE, [*MEDIATHEQUE[:2], "'", *MEDIATHEQUE[3:]]]), ""),
    "personnes": (csv_de([["nom", "prénom", "commune"], ["A", "B", "Rennes"]]), "personnes"),
    "naissance": (
        csv_de([["nom", "commune", "Date de naissance"], ["A", "Rennes", "1/1/1950"]]),
        "personnes",
    ),
    "sécu": (csv_de([["nom", "commune", "N° Sécu"], ["A", "Rennes", "x"]]), "personnes"),
    "conseillers": (
        csv_de([["nom", "commune", "Email conseiller"], ["A", "Rennes", "b@exemple.test"]]),
        "personnes",
    ),
    "NIR dans un texte": (avec("adresse", "dossier 1 84 12 76 451 089 46"), "sécurité sociale"),
}
del MAUVAIS["formule XLSX"]
