"""The first besoin of each kind in its rencontre.

A rencontre with two besoins of a domain counts once in it. Which besoin stands for it is
written when it is entered, so that a count of rencontres is one of rows: telling rencontres
apart takes a database ten times as long.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

if TYPE_CHECKING:
    from sessions.rencontres.models import Besoin

EN_TOUT = "premier"
DU_DOMAINE, DE_LA_FAMILLE = "premier_du_domaine", "premier_de_la_famille"
DE_LA_CATEGORIE = "premier_de_la_categorie"
MARQUES = (EN_TOUT, DU_DOMAINE, DE_LA_FAMILLE, DE_LA_CATEGORIE)
Marques = dict[str, bool]
PAQUET = 500


class Classee(Protocol):
    """A category, as far as counts go: a sub-category counts in its parent."""

    @property
    def domaine(self) -> str: ...
    @property
    def famille(self) -> str: ...
    @property
    def principale(self) -> str: ...


def marques(categories: Iterable[Classee]) -> Iterator[Marques]:
    """For each besoin of one rencontre, in order, of which kinds it is the first."""
    vus: set[tuple[str, Hashable]] = set()
    for une in categories:
        sienne = {
            EN_TOUT: None,
            DU_DOMAINE: une.domaine,
            DE_LA_FAMILLE: une.famille,
            DE_LA_CATEGORIE: une.principale,
        }
        yield {marque: (marque, sorte) not in vus for marque, sorte in sienne.items()}
        vus.update(sienne.items())


class _Ligne(NamedTuple):
    rencontre: Any
    pk: Any
    domaine: str
    famille: str
    principale: str
    ecrites: tuple[bool, ...]


def remarquer(besoins: "QuerySet[Besoin]") -> None:
    """Mark anew all the besoins of whole rencontres, writing those that change only."""
    lignes = (
        besoins.annotate(principale=Coalesce(F("categorie__parent__code"), F("categorie__code")))
        .order_by("rencontre", "rang", "pk")
        .values_list(
            *("rencontre", "pk", "categorie__domaine", "categorie__famille", "principale"),
            *MARQUES,
        )
    )
    fausses: dict[tuple[str, bool], list[Any]] = defaultdict(list)
    rangees = (
        _Ligne(rencontre, pk, domaine, famille, principale, tuple(ecrites))
        for rencontre, pk, domaine, famille, principale, *ecrites in lignes.iterator()
    )
    for _, groupe in groupby(rangees, key=lambda ligne: ligne.rencontre):
        siennes = list(groupe)
        for ligne, justes in zip(siennes, marques(siennes), strict=True):
            for (marque, juste), ecrite in zip(justes.items(), ligne.ecrites, strict=True):
                if juste != ecrite:
                    fausses[marque, juste].append(ligne.pk)
    for (marque, juste), pks in fausses.items():
        for debut in range(0, len(pks), PAQUET):
            besoins.model._default_manager.filter(pk__in=pks[debut : debut + PAQUET]).update(
                **{marque: juste}
            )
