"""Whatever a column accepts leaves and comes back: an équipe of which every cell was drawn."""

import datetime
import random
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import FileField, Model

from medlove.models import Equipe
from sessions.demenagement.cellules import bornes, codes
from sessions.demenagement.contenu import TABLES
from sessions.demenagement.tables import Champ, Table
from sessions.nomenclatures.models import CategorieBesoin
from territoires.contours import ContourField
from territoires.models.liste import ChampListe
from territoires.recherche import ChampDeRecherche
from tests.sessions.demenagement.conftest import (
    exporter,
    importer,
    lignes,
    octets,
    ranger_ailleurs,
    vider_l_instance,
)

pytestmark = pytest.mark.deux_bases

SIGNES = (
    "=+-@;,'\"|\\ \t\r\n\u00a0\u202f\u2028\u0085\u200f\ufeff\u0130\u0131ſé🚲日e\u0301aZ019"
    "\x01\x1b\x7f"
)
ADRESSES = [
    "http://a.fr",
    "https://exemple.fr/?q=%F0%9F%9A%B2&b='x',=1",
    "HTTPS://Exemple.FR/Ici",
    "ftp://exemple.fr/rdv",
    "https://exemple.fr/\u00e9",
]
FEUILLES = [None, True, False, 0, -1, 2**53, 1.5, 100.0, 1e22, 1e-7, -0.0, "", "=1"]
Hasard = random.Random


def texte(hasard: Hasard, au_plus: int | None) -> str:
    return "".join(hasard.choices(SIGNES, k=hasard.randint(0, min(au_plus or 60, 60))))


def du_json(hasard: Hasard, fond: int = 3) -> Any:
    genre = hasard.randint(0, 3) if fond else 0
    if genre == 2:
        return [du_json(hasard, fond - 1) for _ in range(hasard.randint(0, 3))]
    if genre == 3:
        return {texte(hasard, 8): du_json(hasard, fond - 1) for _ in range(hasard.randint(0, 3))}
    return hasard.choice([*FEUILLES, texte(hasard, 12)])


def json_de(hasard: Hasard, champ: Champ) -> Any:
    fait = [du_json(hasard) for _ in range(3)]
    return fait if champ.default is list else {texte(hasard, 8): un for un in fait}


def decimal_de(hasard: Hasard, champ: Champ) -> Decimal:
    tous = 10**champ.max_digits - 1
    entier = hasard.choice([0, 1, -1, 48_105_000, hasard.randint(-tous, tous)])
    return Decimal(entier).scaleb(-champ.decimal_places)


def instant_de(hasard: Hasard, champ: Champ) -> datetime.datetime:
    annee, fraction = hasard.choice([1, 1970, 2026, 9998]), hasard.choice([0, 1, 999_999])
    return datetime.datetime(annee, 2, 3, 4, 5, 6, fraction, tzinfo=datetime.UTC)


def adresse_de(hasard: Hasard, champ: Champ) -> str:
    return hasard.choice(["é+'", "a+"]) + f"{hasard.random()}@exemple.test"


# By the first kind a column is of, a value that it may hold, at its bounds more often than not.
TIRAGES: dict[Any, Any] = {
    ChampListe: lambda hasard, champ: [texte(hasard, 9) for _ in range(3)],
    models.JSONField: json_de,
    models.BooleanField: lambda hasard, champ: hasard.random() < 0.5,
    models.DecimalField: decimal_de,
    models.DateTimeField: instant_de,
    models.DateField: lambda hasard, champ: hasard.choice(
        [datetime.date.min, datetime.date.max, datetime.date(2024, 2, 29)]
    ),
    models.TimeField: lambda hasard, champ: hasard.choice([datetime.time.min, datetime.time.max]),
    models.EmailField: adresse_de,
    models.URLField: lambda hasard, champ: hasard.choice(ADRESSES),
    models.IntegerField: lambda hasard, champ: hasard.choice([*(bornes(champ) or ()), 1, 12]),
    (models.CharField, models.TextField): lambda hasard, champ: texte(hasard, champ.max_length),
}
# Each has a form of its own, that no draw finds.
A_PART = ContourField | FileField | models.SlugField


def valeur(hasard: Hasard, champ: Champ) -> Any:
    """Raises LookupError for a column that is left as it is."""
    if champ.null and hasard.random() < 0.2:
        return None
    if admis := sorted(codes(champ)):
        return hasard.choice(admis)
    tirage = next((un for genre, un in TIRAGES.items() if isinstance(champ, genre)), None)
    if tirage is None or isinstance(champ, A_PART):
        raise LookupError
    return tirage(hasard, champ)


def changer_tout(equipe: Equipe, hasard: random.Random) -> int:
    faits = 0
    for table in TABLES:
        if table.modele is CategorieBesoin:
            continue
        for un in table.lot(equipe.pk, "default"):
            for champ in table.champs:
                faits += changer(table, un, champ, hasard)
        recopier(table, equipe)
    return faits


def recopier(table: Table, equipe: Equipe) -> None:
    """The copies that searches read follow their columns."""
    champs = table.modele._meta.concrete_fields
    if copies := [champ.name for champ in champs if isinstance(champ, ChampDeRecherche)]:
        for un in table.lot(equipe.pk, "default"):
            un.save(update_fields=copies)


def changer(table: Table, un: Model, champ: Champ, hasard: random.Random) -> int:
    if champ.primary_key or champ.remote_field:
        return 0
    try:
        neuve = champ.clean(valeur(hasard, champ), un)
    except (LookupError, ValidationError):
        return 0
    try:
        with transaction.atomic():
            table.modele._base_manager.filter(pk=un.pk).update(**{champ.name: neuve})
    except IntegrityError:
        return 0
    return 1


@pytest.mark.parametrize("graine", range(2))
def test_what_a_column_accepts_comes_back(
    graine: int, pleine: Equipe, tmp_path: Path, settings: Any
) -> None:
    assert changer_tout(pleine, random.Random(graine)) > 300
    slug = Equipe.objects.get().slug
    exporter(tmp_path / "un", slug)
    avant = lignes(Equipe.objects.get())
    vider_l_instance()
    ranger_ailleurs(settings, tmp_path / "autres")
    importer(tmp_path / "un")
    apres = lignes(Equipe.objects.get())
    for nom, siennes in avant.items():
        for a, b in zip(siennes, apres[nom], strict=True):
            assert {c: (a[c], b[c]) for c in a if a[c] != b[c]} == {}, nom
    exporter(tmp_path / "deux", slug)
    assert octets(tmp_path / "deux") == octets(tmp_path / "un")
