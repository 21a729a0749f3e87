"""A record deleted for good leaves nothing of its content in the raw receptions; an orientation
that was cut, nothing that leads back to it; a note that was erased, nothing of its text."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.dispatch import receiver
from django.utils import timezone

from sessions.element import elements_supprimes
from sessions.orientations.coupure import orientations_coupees
from sessions.rencontres.models import Rencontre, notes_retirees
from sessions.terrain.bruts import sans, sans_note
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


@receiver(notes_retirees)
def retirer_les_notes_des_bruts(textes: Mapping[Rencontre, str], **kwargs: Any) -> None:
    """From all that was received of these rencontres. What is still to be mended loses this text
    only: another note, nobody has read it yet."""
    retires = {(une.equipe_id, str(une.pk)): texte for une, texte in textes.items()}
    recues = Reception.objects.filter(
        element__in=[element for _, element in retires], brut__isnull=False
    )
    en_suspens = set(recues.a_corriger().values_list("pk", flat=True))
    siennes = [une for une in recues if (une.equipe_id, une.element) in retires]
    for une in siennes:
        texte = retires[une.equipe_id, une.element]
        une.brut = sans_note(une.brut, texte if une.pk in en_suspens else None)
    Reception.objects.bulk_update(siennes, ["brut"])
