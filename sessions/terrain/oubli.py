"""A record deleted for good leaves nothing of its content in the raw receptions; an orientation
that was cut, nothing that leads back to it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.dispatch import receiver
from django.utils import timezone

from sessions.element import elements_supprimes
from sessions.orientations.coupure import orientations_coupees
from sessions.terrain.bruts import sans
from sessions.terrain.models import Reception


@receiver(elements_supprimes)
def effacer_les_bruts(ids: Sequence[UUID], **kwargs: Any) -> None:
    """Verdict and empreinte stay: a tablet that asks again is answered as before.

    Nothing of it is left to mend.
    """
    receptions = Reception.objects.filter(element__in=[str(pk) for pk in ids])
    receptions.a_corriger().update(traitee_le=timezone.now())
    receptions.update(brut=None)


@receiver(orientations_coupees)
def retirer_des_bruts(equipe: UUID, mots: Sequence[str], **kwargs: Any) -> None:
    """Wherever the équipe's raw elements name it, under whatever id they came.

    Verdict, id and empreinte stay.
    """
    nommee = Q()
    for mot in mots:
        nommee |= Q(texte__icontains=mot)
    receptions = Reception.objects.filter(equipe=equipe, brut__isnull=False)
    for reception in receptions.annotate(texte=Cast("brut", TextField())).filter(nommee):
        reception.brut = sans(reception.brut, mots)
        reception.save(update_fields=["brut"])
