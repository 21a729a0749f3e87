"""From bytes to rows by column of the schema, whatever the kind of file, or a refusal."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from territoires.annuaire.classeurs import (
    COLONNES_AU_PLUS,
    LIGNES_AU_PLUS,
    TROP_LONG,
    lire_classeur,
)
from territoires.annuaire.formules import est_une_formule, restaurer
from territoires.annuaire.france_services import lire_france_services
from territoires.annuaire.personnes import refuser_des_personnes
from territoires.annuaire.schema import COLONNES, PREMIERE_VERSION, REPARTIES, colonne
from territoires.annuaire.texte import VIDE, decoder, lire_csv
from territoires.importation.refus import FichierRefuse

SEULE = re.compile("[\ud800-\udfff]")
MIO = 1024 * 1024
TAILLE_AU_PLUS = 10 * MIO

TROP_GROS = "Ce fichier dépasse 10 Mio : le découper, par commune par exemple."
TRONQUE = (
    "Ce fichier est tronqué ou abîmé : la lecture s’arrête ligne {}, colonne {}. "
    "Le télécharger de nouveau."
)
PAS_UNE_LISTE = (
    "Ce fichier est du JSON, mais pas une liste de lieux : choisir l’export au schéma national."
)
NOMBRE_FAUX = "Ce fichier contient un nombre qui n’en est pas un (NaN ou démesuré)."
BINAIRE = "Ce fichier n’est ni un tableau ni du JSON : l’enregistrer en XLSX, ODS, CSV ou JSON."
VIEIL_EXCEL = "Ce fichier est d’un ancien Excel (.xls) : l’enregistrer en XLSX, ou en CSV."
SANS_NOM = (
    "Il manque la colonne « nom » : la première ligne doit nommer les colonnes, "
    "comme « nom, adresse, code_postal, commune »."
)
SANS_PLACE = (
    "Il manque de quoi situer les lieux : ajouter les colonnes « adresse » et « commune », "
    "ou « latitude » et « longitude »."
)
SANS_LIGNE = "Ce fichier ne contient aucun partenaire sous la ligne des colonnes."
FORMULE = (
    "La {ligne}, colonne « {colonne} », contient une formule (« {debut} ») : "
    "coller les valeurs seules, puis importer de nouveau."
)


@dataclass(frozen=True)
class Tableau:
    """The rows of a file by column of the schema, each with its number in the file.

    `unite` is what a row is called: a « ligne » of a table, a « fiche » of a JSON.
    """

    genre: str
    unite: str
    lignes: list[tuple[int, dict[str, Any]]]
    colonnes: frozenset[str]
    ignorees: list[str]
    separateurs: str


def lire_tableau(octets: bytes) -> Tableau:
    """Raises FichierRefuse, with one sentence that says what, where, how to mend."""
    if len(octets) > TAILLE_AU_PLUS:
        raise FichierRefuse(TROP_GROS)
    if not octets.strip():
        raise FichierRefuse(VIDE)
    genre, unite, rangees = _rangees(octets)
    noms, *corps = rangees if rangees else [(1, [])]
    return _tableau(genre, unite, [_nom_de_colonne(nom) for nom in noms[1]], corps)


def _nom_de_colonne(nom: Any) -> str:
    """It is shown: half a surrogate pair, which JSON can write, no page can."""
    return SEULE.sub("", str(nom or "")).strip()


def _rangees(octets: bytes) -> tuple[str, str, list[tuple[int, list[Any]]]]:
    """The kind of file, and its rows, the first one being the names of the columns."""
    if octets.startswith(b"PK"):
        genre, rangees = lire_classeur(octets)
        return genre, "ligne", rangees
    if octets.startswith(b"\xd0\xcf\x11\xe0"):
        raise FichierRefuse(VIEIL_EXCEL)
    if octets.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b")):
        raise FichierRefuse(BINAIRE)
    texte = decoder(octets)
    if texte.lstrip()[:1] in "[{":
        genre, fiches = _lire_json(texte)
        noms = list(dict.fromkeys(nom for fiche in fiches for nom in fiche))
        if len(fiches) > LIGNES_AU_PLUS:
            raise FichierRefuse(TROP_LONG)
        if len(noms) > COLONNES_AU_PLUS:
            raise FichierRefuse(PAS_UNE_LISTE)
        lignes = [[fiche.get(nom) for nom in noms] for fiche in fiches]
        return genre, "fiche", [(0, noms), *enumerate(lignes, start=1)]
    return "CSV", "ligne", [*_bornees(lire_csv(texte))]


def _bornees(rangees: Iterable[tuple[int, list[Any]]]) -> Iterator[tuple[int, list[Any]]]:
    for rang, rangee in enumerate(rangees):
        if rang > LIGNES_AU_PLUS:
            raise FichierRefuse(TROP_LONG)
        yield rangee


def _tableau(
    genre: str, unite: str, noms: Sequence[str], corps: Sequence[tuple[int, list[Any]]]
) -> Tableau:
    cles = [colonne(nom) for nom in noms]
    _exiger(set(cles), len(corps))
    connues = {*COLONNES, *REPARTIES}
    ecrites = list(_ecrites(noms, corps))
    surveillees = {nom for nom in noms if colonne(nom) not in ("id", "pivot")}
    refuser_des_personnes(noms, (mot for _, nom, mot in ecrites if nom in surveillees))
    if unite == "ligne":
        _refuser_une_formule(ecrites)
    lignes = [(numero, _ligne(cles, cellules, unite == "ligne")) for numero, cellules in corps]
    return Tableau(
        genre=genre,
        unite=unite,
        lignes=[(numero, {c: v for c, v in une.items() if c in connues}) for numero, une in lignes],
        colonnes=frozenset(connues.intersection(cles)),
        ignorees=[nom for nom, cle in zip(noms, cles, strict=True) if nom and cle not in connues],
        separateurs=_separateurs({nom.lower() for nom in noms}),
    )


def _separateurs(noms: set[str]) -> str:
    """What parts the values of a cell: « | » of v1.0.2; the first version, and spreadsheets
    made by hand, have « ; »."""
    return "|" if "pivot" in noms and not noms & PREMIERE_VERSION else "|;"


def _exiger(colonnes: set[str], lignes: int) -> None:
    if "nom" not in colonnes:
        raise FichierRefuse(SANS_NOM)
    if not colonnes & {"adresse", "commune"} and not {"latitude", "longitude"} <= colonnes:
        raise FichierRefuse(SANS_PLACE)
    if not lignes:
        raise FichierRefuse(SANS_LIGNE)
    if lignes > LIGNES_AU_PLUS:
        raise FichierRefuse(TROP_LONG)


def _ecrites(
    noms: Sequence[str], corps: Sequence[tuple[int, list[Any]]]
) -> Iterator[tuple[int, str, str]]:
    """Each text of the table, with its line and its column."""
    for numero, cellules in corps:
        for nom, cellule in zip(noms, cellules, strict=False):
            if isinstance(cellule, str) and cellule:
                yield numero, nom, cellule


def _refuser_une_formule(ecrites: Iterable[tuple[int, str, str]]) -> None:
    for numero, nom, cellule in ecrites:
        if est_une_formule(cellule):
            raise FichierRefuse(
                FORMULE.format(ligne=f"ligne {numero}", colonne=nom, debut=cellule.strip()[:12])
            )


def _ligne(cles: Sequence[str], cellules: Sequence[Any], restaure: bool) -> dict[str, Any]:
    """Where two columns say the same thing, the first that is filled is heard."""
    ligne: dict[str, Any] = {}
    for cle, cellule in zip(cles, cellules, strict=False):
        texte = _texte(cellule)
        texte = restaurer(texte) if restaure else texte
        if texte or cle not in ligne:
            ligne[cle] = ligne.get(cle) or texte
    return ligne


def _texte(cellule: Any) -> str:
    """A cell as it would be written: 35000 rather than 35000.0, dates as AAAA-MM-JJ."""
    if cellule is None:
        return ""
    if isinstance(cellule, bool):
        return "oui" if cellule else "non"
    if isinstance(cellule, datetime | date):
        return cellule.isoformat()[:10]
    if isinstance(cellule, float) and cellule.is_integer():
        return str(int(cellule))
    if isinstance(cellule, list):
        return "|".join(_texte(une) for une in cellule if not isinstance(une, list))
    return str(cellule) if not isinstance(cellule, dict) else ""


def _lire_json(texte: str) -> tuple[str, list[dict[str, Any]]]:
    try:
        document = json.loads(texte, parse_constant=_refuser_une_constante)
    except json.JSONDecodeError as erreur:
        raise FichierRefuse(TRONQUE.format(erreur.lineno, erreur.colno)) from None
    except (ValueError, RecursionError):
        raise FichierRefuse(NOMBRE_FAUX) from None
    if isinstance(document, dict) and isinstance(document.get("features"), list):
        return "GeoJSON", [_lieu(un) for un in document["features"]]
    if isinstance(document, dict):
        document = next((v for v in document.values() if isinstance(v, list)), None)
    if not isinstance(document, list) or not all(isinstance(une, dict) for une in document):
        raise FichierRefuse(PAS_UNE_LISTE)
    return "JSON", document


def _lieu(element: Any) -> dict[str, Any]:
    """A feature as a row: its properties, and its point."""
    proprietes = element.get("properties") if isinstance(element, dict) else None
    if not isinstance(proprietes, dict):
        raise FichierRefuse(PAS_UNE_LISTE)
    geometrie = element.get("geometry")
    place = geometrie.get("coordinates") if isinstance(geometrie, dict) else None
    if isinstance(place, list) and len(place) >= 2:
        proprietes = {**proprietes, "longitude": place[0], "latitude": place[1]}
    return lire_france_services(proprietes) or proprietes


def _refuser_une_constante(_: str) -> None:
    raise FichierRefuse(NOMBRE_FAUX)
