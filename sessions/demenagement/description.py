"""`datapackage.json`: what each file holds, as Frictionless Data Package v1 says it.

Nothing in it depends on the day: the same data give the same bytes.
"""

import json
from dataclasses import dataclass
from typing import Any

from django.db import models

from medlove.models import Equipe
from medlove.version import VERSION
from sessions.demenagement.cellules import bornes, codes, en_texte, sorte_de_json, visee
from sessions.demenagement.contenu import TABLES
from sessions.demenagement.tables import CLE, CLES, Champ, Modele, Table
from territoires.contours import ContourField
from territoires.models.liste import ChampListe

FORMAT = 1
NOM = "datapackage.json"
DOSSIER_DES_FICHIERS = "fichiers"
FICHIERS = "fichiers"  # the table of the kept files
COLONNES_DES_FICHIERS = ("nom", "octets", "sha256")
INTERNE = (
    "Interne, ne pas diffuser. Données sans identité, protégées comme des données personnelles : "
    "un relevé entier peut faire reconnaître quelqu’un."
)
SORTES: dict[Any, str] = {
    ContourField: "geojson",
    ChampListe: "array",
    models.BooleanField: "boolean",
    models.DecimalField: "number",
    models.IntegerField: "integer",
    models.DateTimeField: "datetime",
    models.DateField: "date",
    models.TimeField: "time",
    models.Field: "string",
}


@dataclass(frozen=True)
class Empreinte:
    """Of one file of the folder: its size in bytes, its SHA-256 in hexadecimal."""

    octets: int
    sha256: str

    def dite(self) -> dict[str, Any]:
        return {"bytes": self.octets, "hash": f"sha256:{self.sha256}"}


def entete_de(equipe: Equipe) -> dict[str, str]:
    return {
        "profile": "tabular-data-package",
        "name": equipe.slug,
        "title": equipe.nom,
        "description": INTERNE,
    }


def decrire(equipe: Equipe, empreintes: dict[str, Empreinte]) -> dict[str, Any]:
    """The description of a folder: `empreintes` by name of file."""
    return {
        **entete_de(equipe),
        "medlove": {"format": FORMAT, "programme": VERSION},
        "resources": [
            {**ressource, **empreintes[ressource["path"]].dite()} for ressource in ressources()
        ],
    }


def ressources() -> list[dict[str, Any]]:
    """Every file but the kept ones, without size nor digest."""
    schemas = [(table.nom, _schema(table)) for table in TABLES]
    return [
        {
            "profile": "tabular-data-resource",
            "name": nom,
            "path": f"{nom}.csv",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "dialect": {"delimiter": ",", "quoteChar": '"', "lineTerminator": "\r\n"},
            "schema": schema,
        }
        for nom, schema in [*schemas, (FICHIERS, SCHEMA_DES_FICHIERS)]
    ]


def en_octets(description: dict[str, Any]) -> bytes:
    return (json.dumps(description, ensure_ascii=False, indent=1) + "\n").encode()


SCHEMA_DES_FICHIERS: dict[str, Any] = {
    "fields": [
        {"name": "nom", "type": "string", "constraints": {"required": True, "unique": True}},
        {"name": "octets", "type": "integer", "constraints": {"required": True, "minimum": 0}},
        {
            "name": "sha256",
            "type": "string",
            "constraints": {"required": True, "pattern": "[0-9a-f]{64}"},
        },
    ],
    "missingValues": [""],
    "primaryKey": ["nom"],
}


def _schema(table: Table) -> dict[str, Any]:
    champs = [_dit(champ) for champ in table.champs]
    if table.modele in CLES:
        champs.insert(0, {"name": CLE, "type": "string", "constraints": REQUIS_UNIQUE})
    cle = cle_primaire(table)
    return {
        "fields": champs,
        "missingValues": [""],
        **({"primaryKey": cle} if cle else {}),
        "foreignKeys": [
            {"fields": [champ.name], "reference": reference}
            for champ in table.champs
            if (reference := _reference(champ))
        ],
    }


REQUIS_UNIQUE = {"required": True, "unique": True}


def cle_primaire(table: Table) -> list[str]:
    """The columns that tell a row from every other."""
    meta = table.modele._meta
    if table.modele in CLES:
        return [CLE]
    if meta.pk.name in table.colonnes:
        return [meta.pk.name]
    ensembles = [
        *(une.fields for une in meta.constraints if isinstance(une, models.UniqueConstraint)),
        *meta.unique_together,
        *([champ.name] for champ in meta.concrete_fields if champ.unique),
    ]
    for noms in ensembles:
        restent = [nom for nom in noms if nom in table.colonnes]
        if restent:
            return restent
    return []


def _reference(champ: Champ) -> dict[str, Any] | None:
    if isinstance(champ, models.FileField):
        return {"resource": FICHIERS, "fields": ["nom"]}
    if not champ.remote_field:
        return None
    visee_par = table_de(champ.related_model)
    memes = champ.model is visee_par.modele
    return {"resource": "" if memes else visee_par.nom, "fields": cle_primaire(visee_par)}


def table_de(modele: Modele) -> Table:
    return next(table for table in TABLES if table.modele is modele)


def _dit(champ: Champ) -> dict[str, Any]:
    dit: dict[str, Any] = {"name": champ.name, "title": str(champ.verbose_name)}
    if champ.related_model in CLES:
        dit["type"] = "string"
    else:
        dit |= _sorte(visee(champ))
    contraintes = _contraintes(champ)
    return {**dit, "constraints": contraintes} if contraintes else dit


def _sorte(champ: Champ) -> dict[str, str]:
    if isinstance(champ, models.UUIDField):
        return {"type": "string", "format": "uuid"}
    if isinstance(champ, models.EmailField):
        return {"type": "string", "format": "email"}
    if isinstance(champ, models.JSONField) and not isinstance(champ, ContourField):
        sortes: dict[Any, str] = {dict: "object", list: "array"}
        return {"type": sortes.get(sorte_de_json(champ), "any")}
    return {"type": next(dit for sorte, dit in SORTES.items() if isinstance(champ, sorte))}


def _contraintes(champ: Champ) -> dict[str, Any]:
    dites: dict[str, Any] = {}
    if not champ.null and not en_texte(champ):
        dites["required"] = True
    if champ.related_model is None:
        if isinstance(champ, models.CharField | models.TextField) and champ.max_length:
            dites["maxLength"] = champ.max_length
        if les := bornes(champ):
            dites["minimum"], dites["maximum"] = les
        if admis := codes(champ):
            dites["enum"] = sorted(admis)
    return dites
