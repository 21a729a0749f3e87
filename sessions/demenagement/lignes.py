"""The rows of a table as cells, in an order that both databases give."""

from collections.abc import Iterator
from functools import partial
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from medlove.templatetags.francais import compte
from sessions.demenagement.cellules import dire
from sessions.demenagement.contenu import TABLES
from sessions.demenagement.description import table_de
from sessions.demenagement.refus import ExportImpossible
from sessions.demenagement.tables import CLES, Champ, Modele, Table

PAR_PARTIE = 2000  # rows in memory

Cles = dict[Modele, dict[int, str]]
Ligne = list[str]


def cles_de(equipe: UUID, base: str) -> Cles:
    """What the rows known by a code are called."""
    dites: Cles = {}
    for modele, cle in CLES.items():
        rangs = table_de(modele).lot(equipe, base).values_list("pk", *cle.colonnes)
        dites[modele] = {pk: cle.dire(*rang) for pk, *rang in rangs}
    return dites


def lignes(table: Table, equipe: UUID, base: str, cles: Cles) -> Iterator[Ligne]:
    """Its rows of an équipe. Raises ExportImpossible."""
    noms = [champ.attname for champ in table.champs]
    lues = table.lot(equipe, base)
    if ordre := _colonne(table):
        lues = lues.order_by(ordre)
    rangs = lues.values_list("pk", *([ordre] if ordre else ["pk"]), *noms)
    ecrire = [partial(_cellule, table, champ, cles) for champ in table.champs]
    dits = (
        (rang[1], [*_cle(table, rang[0], cles), *_en_cellules(ecrire, rang[2:])])
        for rang in rangs.iterator(chunk_size=PAR_PARTIE)
    )
    if not ordre:
        yield from sorted(ligne for _, ligne in dits)
        return
    for _, ensemble in groupby(dits, key=lambda dit: dit[0]):
        yield from sorted(ligne for _, ligne in ensemble)


def _colonne(table: Table) -> str:
    """By the column of a link, never by the order of what it names."""
    return table.modele._meta.get_field(table.tri).attname if table.tri else ""  # type: ignore[union-attr]


def _cle(table: Table, pk: Any, cles: Cles) -> Ligne:
    return [cles[table.modele][pk]] if table.modele in CLES else []


def _en_cellules(ecrire: list[Any], valeurs: tuple[Any, ...]) -> Iterator[str]:
    return (une(valeur) for une, valeur in zip(ecrire, valeurs, strict=True))


def _cellule(table: Table, champ: Champ, cles: Cles, valeur: Any) -> str:
    if champ.related_model not in CLES or valeur is None:
        return dire(champ, valeur)
    if cle := cles[champ.related_model].get(valeur):
        return cle
    raise ExportImpossible(_ailleurs(table, champ, 1))


def refuser_ce_qui_mene_ailleurs(equipe: UUID, base: str) -> None:
    """A row that names one of another équipe would lead nowhere. Raises ExportImpossible."""
    for table in TABLES:
        for champ in table.champs:
            if champ.related_model is None or champ.related_model in CLES:
                continue
            visees = table_de(champ.related_model).lot(equipe)
            siennes = table.lot(equipe, base).exclude(**{champ.attname: None})
            perdues = siennes.exclude(Exists(visees.filter(pk=OuterRef(champ.attname))))
            if combien := perdues.count():
                raise ExportImpossible(_ailleurs(table, champ, combien))


def _ailleurs(table: Table, champ: Champ, combien: int) -> str:
    return (
        f"{table.fichier}, colonne {champ.name} : {compte(combien, 'ligne')} vers ce qui n’est pas "
        "à cette équipe ; le dire à qui tient le serveur."
    )
