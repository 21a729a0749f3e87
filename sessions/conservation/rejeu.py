"""On a base that comes back from a backup: what its age condemned since leaves again."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.dispatch import receiver
from django.utils import timezone
from django.utils.dateparse import parse_date

from sessions.conservation.rencontres import figer_les_annees
from sessions.conservation.services import purger
from sessions.rencontres.models import Rencontre
from sessions.sauvegarde.rejeu import LOT, base_a_rejouer, base_restauree
from sessions.sauvegarde.suppressions import Retrait


@receiver(base_a_rejouer)
def figer_avant_de_supprimer(retraits: Iterable[Retrait], **kwargs: Any) -> None:
    """The purge of a year is told in the list of deletions as what people deleted is: before
    both are done again the year is counted, as it was, without the latter."""
    jours = {un.id: parse_date(un.jour) for un in retraits}
    ids, avant_terme = list(jours), list[UUID]()
    for debut in range(0, len(ids), LOT):
        avant_terme += _avant_terme(ids[debut : debut + LOT], jours)
    figer_les_annees(timezone.localdate(), avant_terme)


def _avant_terme(ids: list[UUID], jours: dict[UUID, date | None]) -> list[UUID]:
    """Of these rencontres, those that were deleted before their year left."""
    terme = settings.MEDLOVE_DELAIS.depart_des_rencontres
    presentes = Rencontre.objects.filter(pk__in=ids).values_list("pk", "jour")
    return [pk for pk, jour in presentes if (jours[pk] or jour) < terme(jour.year)]


@receiver(base_restauree)
def purger_de_nouveau(**kwargs: Any) -> None:
    purger(apres_restauration=True)
