"""What goes with the tables: what each column and each code means, under the Frictionless norm.

https://specs.frictionlessdata.io/data-package/, read by the portals of open data.
"""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from sessions.periodes import Periode
from sessions.publication.catalogue import VILLE
from sessions.publication.models import Publication
from sessions.publication.tables import TITRES_DES_AXES

PROTECTION = (
    "Pour que personne ne soit reconnu, les nombres sont arrondis à 5 près et légèrement "
    "modifiés\u202f; un total peut différer de la somme de ses lignes. "
    "«\u202f<\u202f11\u202f» veut dire de 0 à 10, ou parfois un "
    "nombre plus grand, tu parce qu’il parlerait de presque tous."
)
TITRES_DES_TABLES = {
    "T1": "Domaines de besoin par quartier, dans l’année",
    "T2": "Familles de besoin dans l’année, domaines par trimestre, dans la ville",
    "T3": "Âge, genre et aisance en français des personnes rencontrées",
    "T4": "Réponses, exigences, non-recours, questions et suites des orientations",
    "T5": "Ce que l’équipe a fait, en nombres exacts",
    "T6": "Rencontres par quartier et par trimestre",
    "T7": "Domaines de besoin et sortes d’exigence",
}
COLONNES_DITES = {
    "periode": ("string", "L’année («\u202f2025\u202f») ou le trimestre («\u202f2025-T3\u202f»)."),
    "territoire": (
        "string",
        "Le code du quartier ou du secteur de la halte, jamais celui où la personne habite\u202f; "
        "vide pour toute la ville.",
    ),
    "axe": (
        "string",
        "Ce dont la modalité est une réponse\u202f; vide pour toutes les rencontres.",
    ),
    "modalite": (
        "string",
        "La réponse, par son code\u202f; vide pour toutes celles à qui la question a été posée.",
    ),
    "croisee": ("string", "Une seconde réponse, croisée avec la première\u202f; souvent vide."),
    "valeur": (
        "integer",
        "Le nombre publié\u202f: rencontres, ou orientations pour l’axe «\u202fsuite\u202f», ou "
        "faits exacts dans T5. Vide quand il est masqué.",
    ),
    "statut": (
        "string",
        "«\u202fpublie\u202f», ou «\u202fmasque\u202f» quand le nombre n’est pas montré.",
    ),
}
LEXIQUE_DIT = {
    "colonne": ("string", "La colonne des tables où le code se trouve."),
    "axe": ("string", "L’axe dont il est une modalité."),
    "code": ("string", "Le code, tel qu’il est dans les tables."),
    "libelle": ("string", "Ce qu’il veut dire."),
}
AXES = {
    **TITRES_DES_AXES,
    "domaine": "Domaine de besoin",
    "famille": "Famille de besoin",
    "sorties": "Sorties de l’équipe",
    "haltes": "Haltes",
    "minutes": "Minutes de présence",
    "kilometres_dixiemes": "Dixièmes de kilomètre parcourus",
    "passages": "Passages sans échange",
    "refus": "Refus",
    "rencontres": "Rencontres, en tout",
}
LICENCES = {
    "Licence Ouverte 2.0": {
        "name": "etalab-2.0",
        "title": "Licence Ouverte 2.0",
        "path": "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
    },
}
CSV, GEOJSON, QML = "csv", "geojson", "qml"
GENRES = {CSV: "text/csv", GEOJSON: "application/geo+json", QML: "application/xml"}


def licence(nom: str) -> dict[str, str]:
    """As Frictionless names it; one it does not know keeps the words of the équipe."""
    return LICENCES.get(nom, {"name": "notspecified", "title": nom})


def lexique(
    publication: Publication, noms: Mapping[str, str]
) -> Iterator[tuple[str, str, str, str]]:
    """Column, axis, code and words of everything a table may hold, sorted by column and axis.

    `noms` are those of its territoires by code.
    """
    yield from (("axe", "", axe, AXES[axe]) for axe in sorted(AXES))
    mots = publication.mots
    yield from (("croisee", "domaine", code, mot) for code, mot in mots["sorte"].items())
    for axe in sorted(mots):
        if axe != "sorte":
            yield from (("modalite", axe, code, mot) for code, mot in mots[axe].items())
    yield ("territoire", "", VILLE, "Toute la ville")
    yield from (("territoire", "", code, nom) for code, nom in noms.items())


def descripteur(publication: Publication, fichiers: Mapping[str, bytes]) -> dict[str, Any]:
    quand = Periode.lire(publication.periode).libelle
    return {
        "profile": "data-package",
        "name": f"{publication.slug}-{publication.periode}".lower(),
        "title": f"Besoins entendus, là où nous étions\u202f: {publication.nom}, {quand}",
        "description": PROTECTION,
        "licenses": [licence(publication.licence)],
        "sources": [{"title": f"Rencontres notées au fil de ses sorties par {publication.nom}"}],
        "contributors": [{"title": publication.nom, "role": "publisher"}],
        "resources": [_ressource(nom, contenu) for nom, contenu in sorted(fichiers.items())],
    }


def _ressource(chemin: str, contenu: bytes) -> dict[str, Any]:
    nom, _, genre = chemin.rpartition(".")
    ressource = {
        "name": nom.lower() if genre != QML else f"{nom}-style",
        "path": chemin,
        "title": _titre(nom, genre),
        "format": genre,
        "mediatype": GENRES[genre],
        "encoding": "utf-8",
        "bytes": len(contenu),
        "hash": f"sha256:{sha256(contenu).hexdigest()}",
    }
    if genre != CSV:
        return ressource
    colonnes = COLONNES_DITES if nom in TITRES_DES_TABLES else LEXIQUE_DIT
    return {**ressource, "profile": "tabular-data-resource", "schema": _schema(colonnes)}


def _titre(nom: str, genre: str) -> str:
    if genre == QML:
        return "Style de la carte pour QGIS"
    if genre == GEOJSON:
        return "Contours des territoires, avec ce qui est publié de chacun"
    return TITRES_DES_TABLES.get(nom, "Ce que veulent dire les codes")


def _schema(colonnes: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    champs: list[dict[str, Any]] = [
        {"name": nom, "type": genre, "description": dit} for nom, (genre, dit) in colonnes.items()
    ]
    for champ in champs:
        if champ["name"] == "valeur":
            champ["constraints"] = {"minimum": 0}
        elif champ["name"] == "statut":
            champ["constraints"] = {"required": True, "enum": ["publie", "masque"]}
    return {"fields": champs, "missingValues": [""]}
