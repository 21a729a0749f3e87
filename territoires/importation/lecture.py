"""From bytes to elements: the three encodings in which open data portals give one layer.

- GeoJSON: `{"type": "FeatureCollection", "features": [{"properties": …, "geometry": …}]}`;
- records: `{"records": [{"fields": {…, "geo_shape": geometry}}]}`, or the bare list of records;
- a list, or `{"results": […]}`, of flat rows with `geo_shape`: a feature or a geometry.
"""

import json
from dataclasses import dataclass
from typing import Any

from territoires.importation.refus import FichierRefuse


@dataclass(frozen=True)
class Element:
    """One row of the layer, before anything is known of it."""

    proprietes: dict[str, Any]
    geometrie: Any


def lire_elements(octets: bytes) -> list[Element]:
    """The rows of the layer, whatever its encoding; a `FichierRefuse` when it has none."""
    document = _lire_json(octets)
    _refuser_une_page(document)
    lignes = _lignes(document)
    if not lignes:
        raise FichierRefuse("Ce fichier est vide : il ne contient aucun contour.")
    return [_element(ligne) for ligne in lignes]


def _lire_json(octets: bytes) -> Any:
    try:
        texte = octets.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        raise FichierRefuse(
            "Ce fichier n’est pas du JSON en UTF-8 : l’exporter en GeoJSON."
        ) from None
    if not texte:
        raise FichierRefuse("Ce fichier est vide : le télécharger de nouveau.")
    if texte.startswith("<"):
        raise FichierRefuse(
            "Ce fichier est une page web (HTML) enregistrée à la place des données : "
            "télécharger l’export GeoJSON lui-même."
        )
    try:
        return json.loads(texte, parse_constant=_refuser_une_constante)
    except json.JSONDecodeError as erreur:
        raise FichierRefuse(_motif_de_coupure(texte, erreur)) from None
    except ValueError:
        # Python reads no integer of more than some thousands of digits.
        raise FichierRefuse("Ce fichier contient un nombre démesuré.") from None
    except RecursionError:
        raise FichierRefuse("Ce fichier emboîte trop de niveaux pour être une couche.") from None


def _motif_de_coupure(texte: str, erreur: json.JSONDecodeError) -> str:
    if not texte.startswith(("{", "[")):
        return "Ce fichier n’est pas du JSON : l’exporter en GeoJSON."
    return (
        "Ce fichier est tronqué ou abîmé : la lecture s’arrête "
        f"ligne {erreur.lineno}, colonne {erreur.colno}. Le télécharger de nouveau."
    )


def _refuser_une_constante(nom: str) -> None:
    raise FichierRefuse(f"Ce fichier contient « {nom} », qui n’est pas un nombre.")


def _refuser_une_page(document: Any) -> None:
    """An API answers page by page: ten rows of twelve look like a whole file."""
    if not isinstance(document, dict):
        return
    for lignes, compte in (("records", "nhits"), ("results", "total_count")):
        annonces, recus = document.get(compte), document.get(lignes)
        if isinstance(annonces, int) and isinstance(recus, list) and len(recus) < annonces:
            raise FichierRefuse(
                f"Ce fichier ne porte que {len(recus)} des {annonces} lignes annoncées : "
                "télécharger l’export complet plutôt qu’une page."
            )


def _lignes(document: Any) -> list[Any]:
    if isinstance(document, dict):
        if document.get("type") == "Feature":
            return [document]
        for cle in ("features", "records", "results"):
            if isinstance(document.get(cle), list):
                return list(document[cle])
        if not document:
            return []
        raise FichierRefuse(
            "Ce fichier est du JSON, mais pas une couche de contours : l’exporter en GeoJSON."
        )
    return document if isinstance(document, list) else []


def _element(ligne: Any) -> Element:
    if not isinstance(ligne, dict):
        raise FichierRefuse(
            "Ce fichier est du JSON, mais pas une couche de contours : l’exporter en GeoJSON."
        )
    if ligne.get("type") == "Feature":
        return Element(_objet(ligne.get("properties")), ligne.get("geometry"))
    champs = _objet(ligne.get("fields", ligne.get("record", ligne)))
    champs = _objet(champs.get("fields", champs))
    forme = champs.get("geo_shape", ligne.get("geometry"))
    return Element({cle: v for cle, v in champs.items() if cle != "geo_shape"}, _geometrie(forme))


def _geometrie(forme: Any) -> Any:
    """A geometry given as such, as a feature, or as their JSON text."""
    if isinstance(forme, str):
        try:
            forme = json.loads(forme)
        except (ValueError, RecursionError):
            return None
    return forme.get("geometry") if isinstance(forme, dict) and "geometry" in forme else forme


def _objet(valeur: Any) -> dict[str, Any]:
    return valeur if isinstance(valeur, dict) else {}
