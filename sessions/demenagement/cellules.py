"""A value as a cell of text, and back: each value has one cell, whatever the database.

A cell that would not be written so is refused: « 1 » for true, a date without its zero. What a
spreadsheet would run is neutralised as in every file of ours, and comes back as it was. An
empty cell is an empty text, or no value where a column may have none.
"""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email, validate_slug
from django.db import models

from sessions.demenagement.tables import Champ, Illisible
from territoires.annuaire.formules import neutraliser, restaurer
from territoires.contours import ContourField, verifier_contour
from territoires.models.liste import SEPARATEUR, ChampListe

# The widest that each kind of whole number holds in both databases.
ENTIERS: dict[type[models.Field[Any, Any]], tuple[int, int]] = {
    models.PositiveSmallIntegerField: (0, 2**15 - 1),
    models.PositiveIntegerField: (0, 2**31 - 1),
    models.PositiveBigIntegerField: (0, 2**63 - 1),
    models.SmallIntegerField: (-(2**15), 2**15 - 1),
    models.IntegerField: (-(2**31), 2**31 - 1),
    models.BigIntegerField: (-(2**63), 2**63 - 1),
}
# What readers say of a text that is not theirs.
IMPOSSIBLES = (
    ValueError,
    TypeError,
    ArithmeticError,
    RecursionError,
    ValidationError,
)
BOOLEENS = {"true": True, "false": False}
# What the columns of web addresses take, in whatever case.
WEB = ("http://", "https://", "ftp://", "ftps://")


@cache
def visee(champ: Champ) -> Champ:
    """The field whose values a column holds: that of the row it names, for a link."""
    while champ.remote_field:
        champ = champ.target_field
    return champ


def en_texte(champ: Champ) -> bool:
    """Whether an empty cell is an empty text."""
    return isinstance(visee(champ), models.CharField | models.TextField | models.FileField) and (
        not isinstance(champ, ChampListe)
    )


def dire(champ: Champ, valeur: Any) -> str:
    """The cell of a value, as a query gives it."""
    if valeur is None:
        return ""
    match visee(champ):
        case models.JSONField() | ChampListe():
            return neutraliser(json_stable(valeur))
        case models.BooleanField():
            return "true" if valeur else "false"
        case models.DecimalField(decimal_places=decimales):
            return f"{valeur:.{decimales}f}"
        case models.DateTimeField():
            return valeur.astimezone(UTC).isoformat().replace("+00:00", "Z")
        case models.DateField() | models.TimeField():
            return valeur.isoformat()
        case models.UUIDField() | models.IntegerField():
            return str(valeur)
        case models.CharField() | models.TextField() | models.FileField():
            return neutraliser(str(valeur))
    raise TypeError(f"{champ}: an export cannot say {type(champ).__name__}.")


def json_stable(valeur: Any) -> str:
    """The same text from both databases: one sorts the keys, one tells 100.0 as 100."""
    return json.dumps(
        _rond(valeur), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def _rond(valeur: Any) -> Any:
    match valeur:
        case float():
            return int(valeur) if valeur.is_integer() else valeur
        case dict():
            return {cle: _rond(une) for cle, une in valeur.items()}
        case list() | tuple():
            return [_rond(une) for une in valeur]
    return valeur


def lire(champ: Champ, cellule: str) -> Any:
    """The value of a cell. Raises Illisible."""
    if not cellule and not en_texte(champ):
        if champ.null:
            return None
        raise Illisible("est vide")
    fond = visee(champ)
    try:
        valeur = _lecteur(fond)(fond, cellule)
        ecrite = dire(champ, valeur)
    except IMPOSSIBLES:
        raise Illisible(f"n’est pas {_attendu(fond)}") from None
    if ecrite != cellule:
        raise Illisible(f"n’est pas écrit comme {_attendu(fond)}")
    _controler(fond, valeur)
    return valeur


@cache
def _lecteur(champ: Champ) -> Callable[[Champ, str], Any]:
    for sorte, lecteur in LECTEURS.items():
        if isinstance(champ, sorte):
            return lecteur
    raise TypeError(f"{champ}: an import cannot read {type(champ).__name__}.")


def _booleen(champ: Champ, cellule: str) -> bool:
    if cellule not in BOOLEENS:
        raise ValueError
    return BOOLEENS[cellule]


def _json(champ: Champ, cellule: str) -> Any:
    valeur = json.loads(restaurer(cellule), parse_constant=_jamais)
    admis = _est_une_liste if isinstance(champ, ChampListe) else _est_de_la_sorte
    if not admis(champ, valeur):
        raise ValueError
    return valeur


def _est_une_liste(champ: Champ, valeur: Any) -> bool:
    """Of texts that the column keeps as they are."""
    return isinstance(valeur, list) and champ.to_python(SEPARATEUR.join(valeur)) == valeur


def _est_de_la_sorte(champ: Champ, valeur: Any) -> bool:
    return isinstance(valeur, sorte_de_json(champ))


def _jamais(constante: str) -> None:
    raise ValueError(constante)


def sorte_de_json(champ: Champ) -> type | tuple[type, ...]:
    """What such a column holds: as its default says, when it has one."""
    return champ.default if champ.default in (dict, list) else (dict, list)


def _decimal(champ: Champ, cellule: str) -> Decimal:
    return champ.clean(cellule, None)


def _instant(champ: Champ, cellule: str) -> datetime:
    instant = datetime.fromisoformat(cellule)
    if instant.tzinfo is None:
        raise ValueError
    return instant


# A column is read by the first kind it is of.
LECTEURS: dict[Any, Callable[[Champ, str], Any]] = {
    (models.JSONField, ChampListe): _json,
    models.BooleanField: _booleen,
    models.DecimalField: _decimal,
    models.DateTimeField: _instant,
    models.DateField: lambda champ, cellule: date.fromisoformat(cellule),
    models.TimeField: lambda champ, cellule: time.fromisoformat(cellule),
    models.UUIDField: lambda champ, cellule: UUID(cellule),
    models.IntegerField: lambda champ, cellule: int(cellule),
    (models.CharField, models.TextField, models.FileField): (
        lambda champ, cellule: restaurer(cellule)
    ),
}
ATTENDUS: dict[Any, str] = {
    ContourField: "un contour GeoJSON",
    (models.JSONField, ChampListe): "du JSON de cette colonne",
    models.BooleanField: "true ou false",
    models.DecimalField: "un nombre",
    models.DateTimeField: "un instant, comme 2026-11-27T18:00:00Z",
    models.DateField: "une date, comme 2026-11-27",
    models.TimeField: "une heure, comme 14:00:00",
    models.UUIDField: "un identifiant",
    models.IntegerField: "un nombre entier",
    models.Field: "un texte de cette colonne",
}


def _attendu(champ: Champ) -> str:
    return next(dit for sorte, dit in ATTENDUS.items() if isinstance(champ, sorte))


@cache
def bornes(champ: Champ) -> tuple[int, int] | None:
    return next((les for sorte, les in ENTIERS.items() if isinstance(champ, sorte)), None)


@cache
def codes(champ: Champ) -> frozenset[str]:
    """The values of a closed list; none for a column of free values. It may say nothing."""
    return frozenset(str(code) for code, _ in champ.flatchoices if code not in (None, ""))


def _controler(champ: Champ, valeur: Any) -> None:
    """What one of the two databases would not refuse by itself. Raises Illisible."""
    _sans_nul(valeur)
    if isinstance(valeur, str) and champ.max_length and len(valeur) > champ.max_length:
        raise Illisible(f"dépasse {champ.max_length} caractères")
    if valeur and (admis := codes(champ)) and valeur not in admis:
        raise Illisible("n’est pas dans la liste de cette colonne")
    if (les := bornes(champ)) and not les[0] <= valeur <= les[1]:
        raise Illisible(f"n’est pas entre {les[0]} et {les[1]}")
    if isinstance(champ, models.URLField) and valeur and not valeur.lower().startswith(WEB):
        raise Illisible("n’est pas une adresse du web")
    try:
        if isinstance(champ, models.EmailField):
            validate_email(valeur)
        elif isinstance(champ, models.SlugField):
            validate_slug(valeur)
        elif isinstance(champ, ContourField):
            verifier_contour(valeur)
    except ValidationError as erreur:
        raise Illisible(f"n’est pas {_attendu(champ)}") from erreur


def _sans_nul(valeur: Any) -> None:
    """PostgreSQL keeps none, be it told « \\u0000 » in JSON."""
    match valeur:
        case str():
            if "\0" in valeur:
                raise Illisible("contient un caractère nul")
        case dict():
            for cle, une in valeur.items():
                _sans_nul(cle)
                _sans_nul(une)
        case list():
            for une in valeur:
                _sans_nul(une)
