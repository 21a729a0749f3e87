"""Counts by one or two dimensions, with their margins, in one query."""

from enum import Enum
from typing import Any

from django.db.models import CharField, Count, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast

from sessions.nomenclatures.listes import NON_RENSEIGNE
from sessions.rencontres.models import Besoin, QuestionPosee
from sessions.rencontres.selection import Selection
from sessions.statistiques.mesures.dimensions import CHEMINS, Dimension, Porteur

TOUT = ""


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
    cles = [
        _en_texte(une, porteur, selection) if gardee else Value(TOUT)
        for une, gardee in zip(dimensions, coupe, strict=True)
    ]
    lignes = lignes_de(selection, porteur)
    for une in dimensions:
        if une.porteur is Porteur.VECU and porteur is not Porteur.VECU:
            lignes = lignes.filter(**{f"{CHEMINS[porteur, Porteur.RENCONTRE]}vecus__isnull": False})
    return _groupes(lignes, cles, compte_de(porteur, unite))


def _groupes(lignes: "QuerySet[Any]", cles: list[Any], compte: Count) -> "QuerySet[Any, Any]":
    groupes: QuerySet[Any, Any] = lignes.values(
        **{f"cle_{rang}": cle for rang, cle in enumerate(cles)}
    ).annotate(combien=compte)
    return groupes.values_list(*(f"cle_{rang}" for rang in range(len(cles))), "combien")


def lignes_de(selection: Selection, porteur: Porteur) -> "QuerySet[Any]":
    """The rows that carry such answers."""
    return {
        Porteur.RENCONTRE: selection.portant,
        Porteur.VECU: selection.vecus,
        Porteur.BESOIN: selection.besoins,
        Porteur.EXIGENCE: selection.exigences,
    }[porteur]()


def compte_de(porteur: Porteur, unite: Unite) -> Count:
    """Each unit once: its rows are several when they are finer, or joined to what was felt."""
    compte = Porteur.BESOIN if unite is Unite.BESOINS else Porteur.RENCONTRE
    return Count(
        CHEMINS[porteur, compte].removesuffix("__") or "pk", distinct=porteur != Porteur.RENCONTRE
    )


def _en_texte(dimension: Dimension, porteur: Porteur, selection: Selection) -> Any:
    """As text on both databases, so that codes and TOUT share one column."""
    return Cast(dimension.expression(porteur, selection), CharField())
