"""A record deleted for good leaves nothing of its content in the raw receptions."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.dispatch import receiver
from django.utils import timezone

from sessions.element import elements_supprimes
from sessions.terrain.models import Reception


@receiver(elements_supprimes)
def effacer_les_bruts(ids: Sequence[UUID], **kwargs: Any) -> None:
    """Verdict and empreinte stay: a tablet that asks again is answered as before.

    Nothing of it is left to mend.
    """
    receptions = Reception.objects.filter(element__in=[str(pk) for pk in ids])
    receptions.a_corriger().update(traitee_le=timezone.now())
    receptions.update(brut=None)
