"""Rencontres, two years after the end of theirs: counted for good, then gone."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from medlove.models import Equipe
from sessions.archives.services import annees_a_figer, figer
from sessions.conservation.lots import par_lots
from sessions.conservation.textes import AUTRE_VERSION
from sessions.element import Suppression
from sessions.orientations.models import Orientation
from sessions.rencontres.models import Rencontre
from sessions.sorties.models import Bilan
from sessions.terrain.models import Reception

TYPE = "rencontre"


def premier_jour_garde(jour: date) -> date:
    return date(settings.MEDLOVE_DELAIS.premiere_annee(jour), 1, 1)


def anciennes(jour: date) -> "QuerySet[Rencontre]":
    """A year leaves whole, the besoins and all that hangs from its rencontres with them. One of a
    sortie that a tablet dated in the future has the year of its entry."""
    return Rencontre.objects.filter(_d_avant(premier_jour_garde(jour), "jour"))


def _d_avant(premier: date, champ: str) -> Q:
    return Q(**{f"{champ}__lt": premier}) | Q(saisi_le__lt=premier)


def figer_les_annees(jour: date, sans: Sequence[UUID] = ()) -> int:
    """Before any of their rencontres leaves, and never again: how many years. `sans` are not
    counted."""
    a_figer = annees_a_figer(premier_jour_garde(jour).year)
    for equipe, annee in a_figer:
        figer(equipe, annee, timezone.localdate(), sans)
    return len(a_figer)


def compter_les_annees(jour: date) -> int:
    return len(annees_a_figer(premier_jour_garde(jour).year))


def supprimer_les_anciennes(jour: date) -> int:
    """Their ids go to the list of deletions: neither a tablet nor a restore brings them back."""
    return par_lots(anciennes(jour), supprimer)


def supprimer(cles: Sequence[UUID]) -> int:
    """These rencontres, within the transaction under way."""
    retenues = Rencontre.objects.filter(pk__in=cles).select_for_update().order_by("pk")
    par_equipe: dict[UUID, list[UUID]] = defaultdict(list)
    for pk, equipe in retenues.values_list("pk", "equipe"):
        par_equipe[equipe].append(pk)
    equipes = Equipe.objects.in_bulk(par_equipe)
    for equipe, ids in par_equipe.items():
        # Those still tied are cut before; told late, they stay all the same.
        Orientation.objects.filter(besoin__rencontre__in=ids).update(besoin=None)
        Rencontre.objects.filter(pk__in=ids).delete()
        Suppression.noter(equipes[equipe], TYPE, ids)
        # Empreinte and verdict stay as long as the record: the deletion answers from now on.
        Reception.objects.filter(element__in=[str(pk) for pk in ids]).delete()
    return sum(map(len, par_equipe.values()))


def totaux(jour: date) -> "QuerySet[Bilan]":
    """How many rencontres a bilan confirms: a small count, that leaves with them."""
    anciens = Bilan.objects.filter(_d_avant(premier_jour_garde(jour), "sortie__date"))
    return anciens.exclude(rencontres=None)


def effacer_les_totaux(jour: date) -> int:
    def un_lot(cles: Sequence[Any]) -> int:
        return Bilan.objects.filter(pk__in=cles).update(rencontres=None, **AUTRE_VERSION)

    return par_lots(totaux(jour), un_lot)
