"""Every table of the base, as lines of JSON that either database reads back the same."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from hashlib import sha256
from itertools import islice
from typing import Any
from uuid import UUID

from django.apps.registry import Apps
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.duration import duration_string

# Left out: whoever was signed in signs in again. A session ended since would come back to life.
PASSAGERES = {"sessions.session", "medlove.connexion"}
PAR_PARTIE = 2000  # rows an entry of the backup holds, and as many in memory
MODULO = 2**256
# What reading, then writing, rows that are not what they were may raise.
REFUS = (DatabaseError, ValueError, KeyError, TypeError, OverflowError)

Modele = type[models.Model]
Rang = list[Any]


def toutes(registre: Apps) -> list[Modele]:
    """The models that own a table, those of django's many-to-many too."""
    return [
        modele
        for modele in registre.get_models(include_auto_created=True)
        if modele._meta.managed and not modele._meta.proxy
    ]


def gardees(registre: Apps) -> list[Modele]:
    """Those that a backup holds."""
    return [un for un in toutes(registre) if un._meta.label_lower not in PASSAGERES]


def colonnes(modele: Modele) -> list[str]:
    return [str(champ.attname) for champ in modele._meta.concrete_fields if not champ.generated]


class Compte:
    """What a table holds, whatever the order: how many rows, and the sum of their SHA-256."""

    def __init__(self) -> None:
        self.lignes, self._somme = 0, 0

    def ajouter(self, ligne: str) -> None:
        self.lignes += 1
        self._somme += int.from_bytes(sha256(ligne.encode()).digest(), "big")

    def dit(self) -> dict[str, Any]:
        return {"lignes": self.lignes, "condense": f"{self._somme % MODULO:064x}"}


def rangs(modele: Modele, base: str) -> Iterator[Rang]:
    """The rows of a table, in the order of their keys, as what JSON can say."""
    tous = modele._base_manager.using(base).order_by("pk").values_list(*colonnes(modele))
    for rang in tous.iterator(chunk_size=PAR_PARTIE):
        yield [_dire(valeur) for valeur in rang]


def parties(modele: Modele, base: str) -> Iterator[list[Rang]]:
    """The same, by so many rows."""
    tous = rangs(modele, base)
    while partie := list(islice(tous, PAR_PARTIE)):
        yield partie


def ecrite(rang: Rang) -> str:
    return json.dumps(rang, sort_keys=True, separators=(",", ":"))


def lire(ligne: str) -> Rang:
    rang: Rang = json.loads(ligne)
    return rang


def compter(modeles: Iterable[Modele], base: str) -> dict[str, dict[str, Any]]:
    """By table, its count and its digest, as they are now."""
    comptes = {}
    for modele in modeles:
        compte = Compte()
        for rang in rangs(modele, base):
            compte.ajouter(ecrite(rang))
        comptes[modele._meta.label_lower] = compte.dit()
    return comptes


def inserer(
    modele: Modele, noms: Sequence[str], tous: Iterable[Rang], connexion: BaseDatabaseWrapper
) -> None:
    """Add the rows as they are: no default, no signal, no date of today.

    Raises ValueError when the table has no such columns, or a column no such value.
    """
    champs = {champ.attname: champ for champ in modele._meta.concrete_fields}
    if set(noms) != set(colonnes(modele)):
        raise ValueError(f"{modele._meta.label_lower} : colonnes {', '.join(noms)}")
    citer = connexion.ops.quote_name
    visees = ", ".join(citer(champs[nom].column or nom) for nom in noms)
    places = ", ".join(["%s"] * len(noms))
    ordre = f"INSERT INTO {citer(modele._meta.db_table)} ({visees}) VALUES ({places})"
    with connexion.cursor() as curseur:
        curseur.executemany(
            ordre,
            [
                [
                    champs[nom].get_db_prep_save(_lire(champs[nom], dit), connexion)
                    for nom, dit in zip(noms, rang, strict=True)
                ]
                for rang in tous
            ],
        )


def vider(modeles: Iterable[Modele], base: str) -> None:
    """Empty the tables, within the transaction under way."""
    connexion = connections[base]
    citees = [connexion.ops.quote_name(un._meta.db_table) for un in modeles]
    with connexion.cursor() as curseur:
        if connexion.vendor == "postgresql":
            curseur.execute(f"TRUNCATE {', '.join(citees)}")
            return
        for citee in citees:
            curseur.execute(f"DELETE FROM {citee}")  # constraints wait for the end


def _dire(valeur: Any) -> Any:
    match valeur:
        case None | bool() | int() | str():
            return valeur
        case float():
            # A database may give 100.0 back as 100.
            return int(valeur) if valeur.is_integer() else valeur
        case dict():
            return {cle: _dire(une) for cle, une in valeur.items()}
        case list() | tuple():
            return [_dire(une) for une in valeur]
        case datetime():
            return valeur.astimezone(UTC).isoformat()
        case date() | time():
            return valeur.isoformat()
        case UUID() | Decimal():
            return str(valeur)
        case timedelta():
            return duration_string(valeur)
    raise TypeError(f"Une sauvegarde ne sait pas dire {type(valeur).__name__}.")


def _lire(champ: "models.Field[Any, Any]", dit: Any) -> Any:
    if isinstance(champ, models.JSONField):
        return dit
    try:
        return champ.to_python(dit)
    except ValidationError as erreur:
        # Which it is stays unsaid: a note may have come there.
        raise ValueError(f"la colonne {champ.name} ne prend pas une de ses valeurs") from erreur
