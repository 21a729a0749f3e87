"""Counts by quartier of several selections at once: one query for all that maps show.

Two periods side by side, or a trimestre after the other, ask no more of the database in
trips than one map alone. What an index holds whole is counted quartier by quartier, each a
stretch of that index: nothing is sorted, nothing hashed.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, OuterRef, QuerySet, Subquery, Value

from sessions.orientations.models import Orientation
from sessions.rencontres.selection import Selection
from sessions.statistiques.mesures.croisement import (
    LIGNES,
    Unite,
    compte_de,
    lignes_de,
    posee_ou_repondue,
)
from sessions.statistiques.mesures.dimensions import DIMENSIONS, Dimension, Porteur
from sessions.statistiques.mesures.orientations import orientations
from territoires.models import Quartier

ParQuartier = dict[int, int]


@dataclass(frozen=True, slots=True)
class Compteur:
    """Rows, how they are counted, and the expression of their quartier.

    `couvert`: whether an index that starts with the équipe and the quartier holds all it reads.
    """

    lignes: "QuerySet[Any]"
    compte: Count
    quartier: Any = F("quartier_id")  # noqa: RUF009
    couvert: bool = False


Compteurs = Callable[[Selection], dict[str, Compteur]]


def compter_par_quartier(
    selections: Sequence[Selection], compteurs: Compteurs
) -> list[dict[str, ParQuartier]]:
    """For each selection, the counts by name of its compteur, by id of quartier, in one query."""
    parties: list[QuerySet[Any, Any]] = []
    lus: list[dict[str, ParQuartier]] = []
    for rang, selection in enumerate(selections):
        nommes = compteurs(selection)
        lus.append({nom: {} for nom in nommes})
        parties += [_partie(rang, nom, un) for nom, un in nommes.items()]
    premiere, *autres = parties
    for rang, nom, quartier, nombre in premiere.union(*autres, all=True) if autres else premiere:
        if nombre:
            lus[rang][nom][quartier] = nombre
    return lus


def _partie(rang: int, nom: str, compteur: Compteur) -> "QuerySet[Any, Any]":
    if compteur.couvert:
        ici = compteur.lignes.filter(quartier=OuterRef("pk")).values(toutes=Value(1))
        return Quartier.objects.order_by().values_list(
            Value(rang), Value(nom), "pk", Subquery(ici.annotate(n=compteur.compte).values("n"))
        )
    groupes: QuerySet[Any, Any] = compteur.lignes.values(
        laquelle=Value(rang), quoi=Value(nom), ou=compteur.quartier
    ).annotate(combien=compteur.compte)
    return groupes.values_list("laquelle", "quoi", "ou", "combien")


def toutes(selection: Selection) -> Compteur:
    """All the rencontres, whatever their besoins."""
    return Compteur(selection.rencontres(), LIGNES, couvert=not selection.joint)


def portant(selection: Selection) -> Compteur:
    """The rencontres that carry such a besoin, each once."""
    if not selection.porte_sur_un_besoin:
        return toutes(selection)
    if selection.marque:
        marques = selection.besoins().filter(**{selection.marque: True})
        return Compteur(marques, LIGNES, couvert=not selection.joint)
    return Compteur(selection.besoins(), compte_de(selection, Porteur.BESOIN, Unite.RENCONTRES))


def repondant(selection: Selection, dimension: Dimension, modalite: str) -> Compteur:
    """The rencontres with this answer, each once; with a besoin, this besoin's own answer."""
    porteur = dimension.porteur
    lue = dimension.expression(porteur, selection)
    return Compteur(
        lignes_de(selection, porteur).alias(lue=lue).filter(lue=modalite),
        compte_de(selection, porteur, Unite.RENCONTRES, [dimension]),
        DIMENSIONS["quartier"].expression(porteur, selection),
    )


def demandant(selection: Selection, question: str) -> Compteur:
    """The rencontres where the question was put, or answered without being put."""
    posees = selection.portant().filter(posee_ou_repondue(question))
    return Compteur(posees, LIGNES)


def orientees(selection: Selection, statuts: Iterable[str] = ()) -> Compteur:
    """Orientations by the quartier where they were given, those of some outcomes perhaps."""
    lignes = orientations(selection)
    if statuts:
        lignes = lignes.filter(statut__in=list(statuts))
    return Compteur(lignes, Count("pk"))


ACCUEILLIES = (Orientation.ACCUEILLIE,)
