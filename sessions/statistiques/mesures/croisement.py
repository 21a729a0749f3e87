"""Counts by one or two dimensions, with their margins, in one query."""

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any

from django.db.models import (
    CharField,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast

from sessions.nomenclatures.listes import NON_RENSEIGNE
from sessions.rencontres.models import Besoin, QuestionPosee
from sessions.rencontres.selection import Selection
from sessions.statistiques.mesures.comptes import Compte
from sessions.statistiques.mesures.dimensions import CHEMINS, Dimension, Porteur

TOUT = ""
DIMENSIONS_AU_PLUS = 2


class Unite(Enum):
    """What is counted: a rencontre with two besoins of a kind counts once, its besoins twice."""

    RENCONTRES = "rencontres"
    BESOINS = "besoins"


Cle = tuple[str, ...]


def compter(
    selection: Selection,
    *dimensions: Dimension,
    unite: Unite = Unite.RENCONTRES,
    marges: bool = True,
) -> dict[Cle, int]:
    """Counts by codes of the dimensions, in one query; an empty cell is absent.

    With `marges`, the key holds TOUT ("") in place of a code for what is counted over the
    whole of this dimension: a margin is counted, never a sum. `("caf", "")` is every
    rencontre of « caf », `("", "")` every one that has an answer in both.
    """
    porteur = _porteur(dimensions, unite)
    coupes = _coupes(len(dimensions)) if marges else [(True,) * len(dimensions)]
    premiere, *autres = [_requete(selection, porteur, dimensions, coupe, unite) for coupe in coupes]
    lignes = premiere.union(*autres, all=True) if autres else premiere
    return {tuple(str(code) for code in codes): nombre for *codes, nombre in lignes}


def compter_ensemble(
    selection: Selection, tables: Mapping[str, tuple[Dimension, ...]]
) -> dict[str, dict[Cle, Compte]]:
    """What `compter` tells of several tables, by their names and in both units, in one query.

    A table that no besoin carries counts none.
    """
    parts = [
        _requete_nommee(selection, nom, dimensions, coupe)
        for nom, dimensions in tables.items()
        for coupe in _coupes(len(dimensions))
    ]
    lus: dict[str, dict[Cle, Compte]] = {nom: {} for nom in tables}
    for nom, *codes, rencontres, besoins in parts[0].union(*parts[1:], all=True):
        cle = tuple(str(code) for code in codes[: len(tables[nom])])
        lus[nom][cle] = Compte(rencontres, besoins)
    return lus


def demandees_ensemble(selection: Selection, questions: Iterable[str]) -> dict[str, int]:
    """What `demandees` tells of several questions, in one query."""
    comptes: dict[str, int] = selection.portant().aggregate(
        **{question: Count("pk", filter=posee_ou_repondue(question)) for question in questions}
    )
    return comptes


def demandees(selection: Selection, question: str, *par: Dimension) -> dict[Cle, int]:
    """Rencontres where the question was put, or answered without being put, by `par`."""
    rencontres = selection.portant().filter(posee_ou_repondue(question))
    if not par:
        return {(): rencontres.count()}
    cles = [_en_texte(une, Porteur.RENCONTRE, selection) for une in par]
    comptes = _groupes(rencontres, cles, Count("pk"))
    return {tuple(str(code) for code in codes): nombre for *codes, nombre in comptes}


def posee_ou_repondue(question: str) -> Q:
    """The condition, on rencontres, that is the denominator of a question de la sortie."""
    posee = Q(Exists(QuestionPosee.objects.filter(rencontre=OuterRef("pk"), code=question)))
    if question == "exigences":
        return posee | Q(Exists(_besoins_de_la_rencontre().filter(exigences__isnull=False)))
    if question == "non_recours":
        return posee | Q(Exists(_besoins_de_la_rencontre().exclude(non_recours=NON_RENSEIGNE)))
    return posee | ~Q(**{question: NON_RENSEIGNE})


def _besoins_de_la_rencontre() -> "QuerySet[Besoin]":
    return Besoin.objects.filter(rencontre=OuterRef("pk"))


def _porteur(dimensions: tuple[Dimension, ...], unite: Unite) -> Porteur:
    """The finest of the rows that carry these answers: one query groups its table."""
    fins = [une.porteur for une in dimensions]
    if unite is Unite.BESOINS:
        fins.append(Porteur.BESOIN)
    return max(fins, default=Porteur.RENCONTRE)


def _coupes(nombre: int) -> list[tuple[bool, ...]]:
    """Which dimensions are kept in each query of the union: all, then all but one… then none."""
    coupes: list[tuple[bool, ...]] = [()]
    for _ in range(nombre):
        coupes = [(*une, garde) for une in coupes for garde in (True, False)]
    return coupes


def _requete(
    selection: Selection,
    porteur: Porteur,
    dimensions: tuple[Dimension, ...],
    coupe: tuple[bool, ...],
    unite: Unite,
) -> "QuerySet[Any, Any]":
    lignes = _lignes(selection, porteur, dimensions)
    return _groupes(lignes, _cles(selection, porteur, dimensions, coupe), _compte(porteur, unite))


def _requete_nommee(
    selection: Selection, nom: str, dimensions: tuple[Dimension, ...], coupe: tuple[bool, ...]
) -> "QuerySet[Any, Any]":
    """One part of `compter_ensemble`: name, two keys, both units, whatever the table."""
    porteur = _porteur(dimensions, Unite.RENCONTRES)
    cles = _cles(selection, porteur, dimensions, coupe)
    besoins: Any = Value(0, IntegerField())
    if porteur >= Porteur.BESOIN:
        besoins = _compte(porteur, Unite.BESOINS)
    return _groupes(
        _lignes(selection, porteur, dimensions),
        [Value(nom), *cles, *[Value(TOUT)] * (DIMENSIONS_AU_PLUS - len(cles))],
        _compte(porteur, Unite.RENCONTRES),
        besoins,
    )


def _cles(
    selection: Selection,
    porteur: Porteur,
    dimensions: tuple[Dimension, ...],
    coupe: tuple[bool, ...],
) -> list[Any]:
    return [
        _en_texte(une, porteur, selection) if gardee else Value(TOUT)
        for une, gardee in zip(dimensions, coupe, strict=True)
    ]


def _groupes(lignes: "QuerySet[Any]", cles: list[Any], *comptes: Any) -> "QuerySet[Any, Any]":
    groupes: QuerySet[Any, Any] = lignes.values(
        **{f"cle_{rang}": cle for rang, cle in enumerate(cles)}
    ).annotate(**{f"compte_{rang}": compte for rang, compte in enumerate(comptes)})
    return groupes.values_list(
        *(f"cle_{rang}" for rang in range(len(cles))),
        *(f"compte_{rang}" for rang in range(len(comptes))),
    )


def _lignes(
    selection: Selection, porteur: Porteur, dimensions: tuple[Dimension, ...] = ()
) -> "QuerySet[Any]":
    """The rows of `porteur`; only those whose rencontre told what it felt, if that is asked."""
    lignes: QuerySet[Any] = {
        Porteur.RENCONTRE: selection.portant,
        Porteur.VECU: selection.vecus,
        Porteur.BESOIN: selection.besoins,
        Porteur.EXIGENCE: selection.exigences,
    }[porteur]()
    for une in dimensions:
        if une.porteur is Porteur.VECU and porteur is not Porteur.VECU:
            lignes = lignes.filter(**{f"{CHEMINS[porteur, Porteur.RENCONTRE]}vecus__isnull": False})
    return lignes


def _compte(porteur: Porteur, unite: Unite) -> Count:
    """Each unit once: its rows are several when they are finer, or joined to what was felt."""
    compte = Porteur.BESOIN if unite is Unite.BESOINS else Porteur.RENCONTRE
    return Count(
        CHEMINS[porteur, compte].removesuffix("__") or "pk", distinct=porteur != Porteur.RENCONTRE
    )


def _en_texte(dimension: Dimension, porteur: Porteur, selection: Selection) -> Any:
    """As text on both databases, so that codes and TOUT share one column."""
    return Cast(dimension.expression(porteur, selection), CharField())
