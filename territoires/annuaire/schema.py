"""The columns of the national schema of places, v1.0.2, and the names they go by elsewhere."""

import json
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from territoires.models import Partenaire
from territoires.models.liste import ChampListe
from territoires.recherche import normaliser

DOSSIER = Path(__file__).parent


@cache
def table(nom: str) -> dict[str, Any]:
    """One of the tables kept as JSON beside this module."""
    lue: dict[str, Any] = json.loads((DOSSIER / f"{nom}.json").read_text(encoding="utf-8"))
    return lue


# What a column of the schema is called on a Partenaire, in the order of the schema.
COLONNES: dict[str, str] = table("schema")["colonnes"]
AUTRES_NOMS: dict[str, str] = table("schema")["autres_noms"]
# Columns that only the first version has; where they meet, values are parted by « ; ».
PREMIERE_VERSION = {"publics_accueillis", "conditions_acces", "courriel", "labels_nationaux"}
# Those whose values go to several columns, and where what no table knows of them stays.
REPARTIES = {
    "publics_accueillis": "publics_specifiquement_adresses",
    "conditions_acces": "frais_a_charge",
}
# Where the row comes from is its identity, not a value that an import changes.
IDENTITE = {"identifiant_source", "source"}
VALEURS = [champ for champ in COLONNES.values() if champ not in IDENTITE]
LISTES = {champ for champ in VALEURS if isinstance(Partenaire._meta.get_field(champ), ChampListe)}


def colonne(nom: Any) -> str:
    """The name of a column as the schema writes it: « Code postal » → "code_postal"."""
    cle = re.sub(r"[^a-z0-9]+", "_", normaliser(str(nom or ""))).strip("_")
    return AUTRES_NOMS.get(cle, cle)


def mots(nom: Any) -> str:
    """The words of a column, apart by one space, to look for some of them."""
    return re.sub(r"[^a-z0-9]+", " ", normaliser(str(nom or ""))).strip()


def libelle(champ: str) -> str:
    """What a screen calls a field."""
    return str(getattr(Partenaire._meta.get_field(champ), "verbose_name", champ))


def reconnues(noms: Iterable[Any]) -> int:
    """How many of these are columns of the schema, or of its first version."""
    return len({*map(colonne, noms)} & {*COLONNES, *REPARTIES})
