"""Which records of the field a cahier may gather: its équipe's, its period's, its quartiers'."""

import hashlib
from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Q

from sessions.cahiers.models import Cahier
from sessions.sorties.models import Halte, HalteQuerySet, Sortie, SortieQuerySet

T = TypeVar("T")


def quartiers(cahier: Cahier) -> set[int]:
    """The ids of those the cahier was narrowed to; empty when it speaks of all."""
    return set(cahier.quartiers.values_list("pk", flat=True))


def dans(cahier: Cahier, chemin: str) -> Q:
    """The condition on the quartier at the end of `chemin`; none when all are told."""
    choisis = quartiers(cahier)
    return Q(**{f"{chemin}__in": choisis}) if choisis else Q()


def sorties(cahier: Cahier) -> SortieQuerySet:
    """Those that took place in the period, bound for a quartier of the cahier."""
    periode = cahier.jours
    faites = Sortie.objects.de(cahier.equipe).faites().pendant(periode.du, periode.au)
    return faites.filter(dans(cahier, "quartier"))


def haltes(cahier: Cahier) -> HalteQuerySet:
    """The stops made in the period, in a quartier of the cahier, wherever the sortie went."""
    periode = cahier.jours
    faites = Sortie.objects.de(cahier.equipe).faites().pendant(periode.du, periode.au)
    return Halte.objects.filter(dans(cahier, "quartier"), sortie__in=faites)


def sans_ordre(textes: Iterable[tuple[str, T]]) -> list[T]:
    """What goes with each text, in an order that is always the same and tells nothing.

    That of the database would tell which came first. A text told twice is kept once.
    """
    uniques: dict[str, T] = {}
    for texte, avec in textes:
        uniques.setdefault(" ".join(texte.split()), avec)
    return [uniques[texte] for texte in sorted(uniques, key=_tirage)]


def _tirage(texte: str) -> str:
    return hashlib.sha256(texte.encode()).hexdigest()
