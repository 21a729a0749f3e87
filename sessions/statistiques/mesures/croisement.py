"""Counts by one or two dimensions, with their margins, in one query.

To tell rencontres apart is what costs a database most. Rows that stand for one are counted
instead wherever a mark tells them (`sessions.rencontres.premiers`), and a margin is the sum of
its cells wherever each rencontre has one answer.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from itertools import product
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
# Not of the key: an index that holds all the rest does not hold it.
LIGNES = Count("*")


class Unite(Enum):
    """What is counted: a rencontre with two besoins of a kind counts once, its besoins twice."""

    RENCONTRES = "rencontres"
    BESOINS = "besoins"


Cle = tuple[str, ...]
Coupe = tuple[bool, ...]


def compter(
    selection: Selection,
    *dimensions: Dimension,
    unite: Unite = Unite.RENCONTRES,
    marges: bool = True,
) -> dict[Cle, int]:
    """Counts by codes of the dimensions, in one query; an empty cell is absent.

    With `marges`, the key holds TOUT ("") in place of a code for what is counted over the
    whole of this dimension: `("caf", "")` is every rencontre of « caf », `("", "")` every one
    that has an answer in both. It is never a sum where answers may be several.
    """
    separees = [marges and _separe(une, unite) for une in dimensions]
    coupes = _coupes(separees) if marges else [(True,) * len(dimensions)]
    parts = [_requete(selection, dimensions, coupe, unite, len(coupes) > 1) for coupe in coupes]
    comptes: dict[Cle, int] = {(TOUT,) * len(dimensions): 0} if marges else {}
    for *codes, nombre in _reunies(parts):
        for cle in _cles(codes, separees) if nombre else ():
            comptes[cle] = comptes.get(cle, 0) + nombre
    return comptes


def compter_ensemble(
    selection: Selection, tables: Mapping[str, tuple[Dimension, ...]]
) -> dict[str, dict[Cle, Compte]]:
    """What `compter` tells of several tables, by their names and in both units, in one query.

    A table that no besoin carries counts none. What tables count in all is the same for those
    of the same rows: it is counted once for them.
    """
    separees = {
        nom: [_separe(une, Unite.RENCONTRES) for une in dimensions]
        for nom, dimensions in tables.items()
    }
    parts: list[QuerySet[Any, Any]] = []
    en_tout: dict[Any, list[str]] = {}
    for nom, dimensions in tables.items():
        for coupe in _coupes(separees[nom]):
            if any(coupe):
                parts.append(_requete_nommee(selection, nom, dimensions, coupe))
            else:
                en_tout.setdefault(_lignes_lues(selection, dimensions), []).append(nom)
    communes = {",".join(noms): noms for noms in en_tout.values()}
    for nom, (premiere, *_) in communes.items():
        dimensions = tables[premiere]
        parts.append(_requete_nommee(selection, nom, dimensions, (False,) * len(dimensions)))
    lus: dict[str, dict[Cle, Compte]] = {nom: {} for nom in tables}
    for noms, *codes, rencontres, besoins in _reunies(parts) if parts else ():
        for nom in communes.get(noms, [noms]) if rencontres + besoins else ():
            for cle in _cles(codes[: len(tables[nom])], separees[nom]):
                deja = lus[nom].get(cle, Compte())
                lus[nom][cle] = Compte(deja.rencontres + rencontres, deja.besoins + besoins)
    return lus


def demandees_ensemble(selection: Selection, questions: Iterable[str]) -> dict[str, int]:
    """What `demandees` tells of several questions, in one query.

    Those that were put, from their own table, then those answered all the same: a few.
    """
    voulues = sorted(questions)
    posees = selection.questions_posees().filter(code__in=voulues).values_list("code")
    parts = [posees.annotate(n=Count("pk"))] + [
        selection.portant()
        .filter(_repondue(une) & ~_posee(une))
        .values_list(Value(une, CharField()))
        .annotate(n=LIGNES)
        for une in voulues
    ]
    comptes = dict.fromkeys(voulues, 0)
    for question, nombre in _reunies(parts):
        comptes[question] += nombre
    return comptes


def demandees(selection: Selection, question: str, *par: Dimension) -> dict[Cle, int]:
    """Rencontres where the question was put, or answered without being put, by `par`."""
    rencontres = selection.portant().filter(posee_ou_repondue(question))
    if not par:
        return {(): rencontres.count()}
    cles = [une.expression(Porteur.RENCONTRE, selection) for une in par]
    lignes = _groupes(rencontres, cles, LIGNES)
    return {tuple(map(str, codes)): nombre for *codes, nombre in lignes}


def posee_ou_repondue(question: str) -> Q:
    """The condition, on rencontres, that is the denominator of a question de la sortie."""
    return _posee(question) | _repondue(question)


def _posee(question: str) -> Q:
    return Q(Exists(QuestionPosee.objects.filter(rencontre=OuterRef("pk"), code=question)))


def _repondue(question: str) -> Q:
    if question == "exigences":
        return Q(Exists(_besoins_de_la_rencontre().filter(exigences__isnull=False)))
    if question == "non_recours":
        return Q(Exists(_besoins_de_la_rencontre().exclude(non_recours=NON_RENSEIGNE)))
    return ~Q(**{question: NON_RENSEIGNE})


def lignes_de(
    selection: Selection, porteur: Porteur, dimensions: Iterable[Dimension] = ()
) -> "QuerySet[Any]":
    """The rows of `porteur`; only those whose rencontre told what it felt, if that is asked."""
    lignes: QuerySet[Any] = {
        Porteur.RENCONTRE: selection.portant,
        Porteur.VECU: selection.vecus,
        Porteur.BESOIN: selection.besoins,
        Porteur.EXIGENCE: selection.exigences,
    }[porteur]()
    if _joint_aux_vecus(porteur, dimensions):
        lignes = lignes.filter(**{f"{CHEMINS[porteur, Porteur.RENCONTRE]}vecus__isnull": False})
    return lignes


def compte_de(
    selection: Selection,
    porteur: Porteur,
    unite: Unite,
    par: Sequence[Dimension] = (),
    joints: Sequence[Dimension] = (),
) -> Count:
    """Each unit once in a group of these rows, by the cheapest count.

    `par` are the dimensions that make the groups, `joints` those the rows are joined for.
    """
    compte = Porteur.BESOIN if unite is Unite.BESOINS else Porteur.RENCONTRE
    if not _joint_aux_vecus(porteur, [*par, *joints]):
        if porteur is compte:
            return LIGNES
        if porteur is Porteur.BESOIN and (marque := _marque(selection, par)):
            return Count("quartier", filter=Q(**{marque: True}))
    return Count(CHEMINS[porteur, compte].removesuffix("__") or "pk", distinct=True)


def porteur_de(selection: Selection, dimensions: Iterable[Dimension], unite: Unite) -> Porteur:
    """The finest of the rows that carry these answers: one query groups its table."""
    fins = [une.porteur for une in dimensions]
    if unite is Unite.BESOINS or (selection.porte_sur_un_besoin and Porteur.VECU not in fins):
        fins.append(Porteur.BESOIN)
    return max(fins, default=Porteur.RENCONTRE)


def _marque(selection: Selection, par: Iterable[Dimension]) -> str | None:
    """The column that tells one besoin a rencontre in each group of besoins, if there is one."""
    plusieurs = [une for une in par if une.plusieurs]
    if not plusieurs:
        return selection.marque
    une, *autres = plusieurs
    if autres or (selection.porte_sur_un_besoin and une.marque != selection.marque):
        return None
    return une.marque or None


def _joint_aux_vecus(porteur: Porteur, dimensions: Iterable[Dimension]) -> bool:
    """Whether rows come several times, once for each thing that was felt."""
    return porteur is not Porteur.VECU and any(une.porteur is Porteur.VECU for une in dimensions)


def _besoins_de_la_rencontre() -> "QuerySet[Besoin]":
    return Besoin.objects.filter(rencontre=OuterRef("pk"))


def _separe(dimension: Dimension, unite: Unite) -> bool:
    """Whether what is counted has one answer to it: its margin is then the sum of its cells."""
    return dimension.porteur is Porteur.RENCONTRE or (
        unite is Unite.BESOINS and dimension.porteur is Porteur.BESOIN
    )


def _coupes(separees: Iterable[bool]) -> list[Coupe]:
    """Which dimensions are kept in each query of the union: all, then, for their margins, all
    but those where answers are several, in turn."""
    return list(product(*((True,) if une else (True, False) for une in separees)))


def _cles(codes: Iterable[Any], separees: Iterable[bool]) -> set[Cle]:
    """A cell, and the margins of which it is a part."""
    textes = map(str, codes)
    return set(
        product(*({un, TOUT} if une else {un} for un, une in zip(textes, separees, strict=True)))
    )


def _requete(
    selection: Selection,
    dimensions: tuple[Dimension, ...],
    coupe: Coupe,
    unite: Unite,
    en_texte: bool,
) -> "QuerySet[Any, Any]":
    porteur = porteur_de(selection, dimensions, unite)
    gardees = [une for une, garde in zip(dimensions, coupe, strict=True) if garde]
    cles = _expressions(selection, porteur, dimensions, coupe, en_texte)
    compte = compte_de(selection, porteur, unite, gardees, dimensions)
    lignes = lignes_de(selection, porteur, dimensions)
    if compte.filter:
        # The only count of its query: the rows left out need not be read.
        lignes, compte = lignes.filter(compte.filter), LIGNES
    return _groupes(lignes, cles, compte)


def _lignes_lues(selection: Selection, dimensions: tuple[Dimension, ...]) -> tuple[Any, ...]:
    """What tells the rows of a table, and how they are counted, whatever groups they make."""
    porteur = porteur_de(selection, dimensions, Unite.RENCONTRES)
    return porteur, _joint_aux_vecus(porteur, dimensions), _dit_des_besoins(dimensions, porteur)


def _dit_des_besoins(dimensions: tuple[Dimension, ...], porteur: Porteur) -> bool:
    return max((une.porteur for une in dimensions), default=porteur) >= Porteur.BESOIN


def _requete_nommee(
    selection: Selection, nom: str, dimensions: tuple[Dimension, ...], coupe: Coupe
) -> "QuerySet[Any, Any]":
    """One part of `compter_ensemble`: name, two keys, both units, whatever the table."""
    porteur = porteur_de(selection, dimensions, Unite.RENCONTRES)
    gardees = [une for une, garde in zip(dimensions, coupe, strict=True) if garde]
    cles = _expressions(selection, porteur, dimensions, coupe, en_texte=True)
    besoins: Any = Value(0, IntegerField())
    if _dit_des_besoins(dimensions, porteur):
        besoins = compte_de(selection, porteur, Unite.BESOINS, gardees, dimensions)
    return _groupes(
        lignes_de(selection, porteur, dimensions),
        [Value(nom), *cles, *[Value(TOUT)] * (DIMENSIONS_AU_PLUS - len(cles))],
        compte_de(selection, porteur, Unite.RENCONTRES, gardees, dimensions),
        besoins,
    )


def _expressions(
    selection: Selection,
    porteur: Porteur,
    dimensions: tuple[Dimension, ...],
    coupe: Coupe,
    en_texte: bool,
) -> list[Any]:
    """As text in a union, so that codes and TOUT share one column on both databases."""
    lues = [une.expression(porteur, selection) for une in dimensions]
    ecrites = [Cast(une, CharField()) for une in lues] if en_texte else lues
    return [
        une if gardee else Value(TOUT, CharField())
        for une, gardee in zip(ecrites, coupe, strict=True)
    ]


def _groupes(lignes: "QuerySet[Any]", cles: list[Any], *comptes: Any) -> "QuerySet[Any, Any]":
    nommees = {f"cle_{rang}": cle for rang, cle in enumerate(cles)}
    comptees = {f"compte_{rang}": compte for rang, compte in enumerate(comptes)}
    groupes: QuerySet[Any, Any] = lignes.values(**nommees).annotate(**comptees)
    return groupes.values_list(*nommees, *comptees)


def _reunies(parts: "Sequence[QuerySet[Any, Any]]") -> "QuerySet[Any, Any]":
    premiere, *autres = parts
    return premiere.union(*autres, all=True) if autres else premiere
