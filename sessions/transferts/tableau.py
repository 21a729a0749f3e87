"""From the bytes of a spreadsheet to its rows, its headings found wherever they are."""

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sessions.transferts import personnes
from sessions.transferts.champs import proposer, reconnaitre
from territoires.annuaire.classeurs import COLONNES_AU_PLUS, Bornes, lire_classeur
from territoires.annuaire.texte import UNE_LIGNE, VIDE, decoder
from territoires.importation.refus import FichierRefuse, nombre

MIO = 1024 * 1024
TAILLE_AU_PLUS = 10 * MIO
LIGNES_AU_PLUS = 20_000
# La Coop writes who exported, when and with which filters above its table.
ENTETE_PARMI = 40
SIGNES_AU_PLUS = 32_767
SEPARATEURS = (";", ",", "\t", "|")

TROP_GROS = "Ce fichier dépasse 10 Mio : le découper, par trimestre par exemple."
TROP_LONG = (
    f"Ce fichier compte plus de {nombre(LIGNES_AU_PLUS)} lignes : "
    "le découper, par trimestre par exemple."
)
DEMESURE = "Ce classeur est démesuré une fois ouvert : n’y garder que la feuille des rencontres."
BINAIRE = "Ce fichier n’est pas un tableau : l’enregistrer en XLSX, ODS ou CSV."
VIEIL_EXCEL = "Ce fichier est d’un ancien Excel (.xls) : l’enregistrer en XLSX, ou en CSV."
SANS_LIGNE = "Ce fichier ne contient aucune ligne sous celle des colonnes."
SANS_ENTETE = (
    "Aucune ligne de ce fichier ne nomme des colonnes : "
    "partir du modèle à télécharger, ou ajouter une ligne de titres."
)
BORNES = Bornes(LIGNES_AU_PLUS + ENTETE_PARMI, TROP_LONG, DEMESURE)

Cellule = str | int | float
Rangee = tuple[int, list[Any]]
Ligne = tuple[int, list[Cellule]]


@dataclass(frozen=True)
class Tableau:
    """The rows under the headings, with their number in the file.

    Columns about persons are gone: `personnes` are their headings. `empreinte` is the SHA-256
    (hex) of the file.
    """

    genre: str
    empreinte: str
    entete: int
    colonnes: list[str]
    personnes: list[str]
    lignes: list[Ligne]


def lire(octets: bytes) -> Tableau:
    """Raises FichierRefuse, with one sentence that says what, where, how to mend."""
    if len(octets) > TAILLE_AU_PLUS:
        raise FichierRefuse(TROP_GROS)
    if not octets.strip():
        raise FichierRefuse(VIDE)
    genre, rangees = _rangees(octets)
    place = _place_de_l_entete(rangees)
    numero, noms = rangees[place]
    corps = rangees[place + 1 :]
    if not corps:
        raise FichierRefuse(SANS_LIGNE)
    if len(corps) > LIGNES_AU_PLUS:
        raise FichierRefuse(TROP_LONG)
    colonnes = [str(nom or "").strip() for nom in noms]
    lignes = [(rang, _completee(cellules, len(colonnes))) for rang, cellules in corps]
    tus = _a_taire(colonnes, lignes)
    gardees = [rang for rang, nom in enumerate(colonnes) if nom and rang not in tus]
    return Tableau(
        genre=genre,
        empreinte=hashlib.sha256(octets).hexdigest(),
        entete=numero,
        colonnes=[colonnes[rang] for rang in gardees],
        personnes=[colonnes[rang] for rang in sorted(tus)],
        lignes=[(rang, [cellules[place] for place in gardees]) for rang, cellules in lignes],
    )


def _rangees(octets: bytes) -> tuple[str, list[Rangee]]:
    if octets.startswith(b"PK"):
        return lire_classeur(octets, BORNES)
    if octets.startswith(b"\xd0\xcf\x11\xe0"):
        raise FichierRefuse(VIEIL_EXCEL)
    if octets.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b")):
        raise FichierRefuse(BINAIRE)
    return "CSV", [*_csv(decoder(octets))]


def _csv(texte: str) -> Iterator[Rangee]:
    lecteur = csv.reader(io.StringIO(texte, newline=""), delimiter=_separateur(texte))
    precedente = pleines = 0
    try:
        for cellules in lecteur:
            if any(cellule.strip() for cellule in cellules):
                pleines += 1
                if pleines > LIGNES_AU_PLUS + ENTETE_PARMI:
                    raise FichierRefuse(TROP_LONG)
                yield precedente + 1, cellules[:COLONNES_AU_PLUS]
            precedente = lecteur.line_num
    except csv.Error:
        raise FichierRefuse(UNE_LIGNE) from None


def _separateur(texte: str) -> str:
    """The one by which the first lines name the most columns that we know."""
    debut = texte[:100_000].splitlines()[:ENTETE_PARMI]

    def connues(separateur: str) -> tuple[int, int]:
        rangees = [ligne.split(separateur) for ligne in debut]
        noms = [[un.strip(' "') for un in rangee] for rangee in rangees]
        return max(len(proposer(un)) for un in noms), max(map(len, rangees))

    return max(SEPARATEURS, key=connues)


def _place_de_l_entete(rangees: Sequence[Rangee]) -> int:
    """The row, among the first, that names the most columns we know; else the first that looks
    like headings. Raises FichierRefuse."""
    reconnues = [
        len({reconnaitre(un) for un in cellules if isinstance(un, str)} - {""})
        for _, cellules in rangees[:ENTETE_PARMI]
    ]
    if reconnues and max(reconnues) > 1:
        return reconnues.index(max(reconnues))
    for place, (_, cellules) in enumerate(rangees[:ENTETE_PARMI]):
        if sum(isinstance(un, str) and bool(un.strip()) for un in cellules) > 1:
            return place
    raise FichierRefuse(SANS_ENTETE)


def _completee(cellules: Sequence[Any], largeur: int) -> list[Cellule]:
    """As many cells as there are headings, each a text or a number."""
    ecrites = [_ecrite(une) for une in cellules[:largeur]]
    return ecrites + [""] * (largeur - len(ecrites))


def _ecrite(cellule: Any) -> Cellule:
    """What JSON can keep: days and hours become text as ISO 8601 writes them."""
    if isinstance(cellule, str):
        return cellule.strip()[:SIGNES_AU_PLUS]
    if cellule is None:
        return ""
    if isinstance(cellule, bool):
        return "oui" if cellule else "non"
    if isinstance(cellule, int):
        return cellule
    if isinstance(cellule, float):
        return int(cellule) if cellule.is_integer() else cellule
    if isinstance(cellule, datetime):
        return cellule.date().isoformat() if cellule.time() == time() else cellule.isoformat()
    if isinstance(cellule, date | time):
        return cellule.isoformat()
    return str(cellule)


def _a_taire(colonnes: Sequence[str], lignes: Iterable[Ligne]) -> set[int]:
    """The columns about persons: by their heading, else by what their cells hold."""
    annoncees = {rang for rang, nom in enumerate(colonnes) if personnes.nomme(nom)}
    textes: list[set[Cellule]] = [set() for _ in colonnes]
    for _, cellules in lignes:
        for rang, cellule in enumerate(cellules):
            if cellule != "":
                textes[rang].add(cellule)
    return annoncees | {
        rang for rang, valeurs in enumerate(textes) if personnes.porte_des_personnes(valeurs)
    }
