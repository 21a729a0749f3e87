"""What every record of the field has in common: a client-minted id, an owner, an author.

And what is left of one that was deleted: its id.
"""

import uuid
from collections.abc import Iterable

from django.db import models
from django.dispatch import Signal
from django.utils import timezone

from medlove.models import Equipe, Utilisateur

# Sent with `ids` when records were deleted for good: whoever keeps a copy lets go of it.
elements_supprimes = Signal()


class Element(models.Model):
    """A record that a tablet may create, replace and send again.

    `empreinte` is the SHA-256 (hex) of the canonical JSON of the record's `donnees`, as
    docs/contrat-terrain.md defines it; `edition` counts its versions. The time of entry
    is kept to the day.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    equipe = models.ForeignKey(Equipe, on_delete=models.PROTECT, related_name="+")
    auteur = models.ForeignKey(
        Utilisateur, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    saisi_le = models.DateField("saisi le")
    edition = models.PositiveIntegerField("version", default=1)
    empreinte = models.CharField("empreinte", max_length=64, blank=True)

    class Meta:
        abstract = True


class Suppression(models.Model):
    """The id of a record deleted for good: neither a tablet nor a restore brings it back."""

    id = models.UUIDField(primary_key=True, editable=False)
    equipe = models.ForeignKey(Equipe, on_delete=models.CASCADE, related_name="+")
    type = models.CharField("type", max_length=40)
    jour = models.DateField("supprimé le", default=timezone.localdate)

    class Meta:
        verbose_name = "suppression"

    @staticmethod
    def noter(equipe: Equipe, type_: str, ids: Iterable[uuid.UUID]) -> None:
        """Remember these ids, of records of a type that were just deleted."""
        lignes = [Suppression(id=pk, equipe=equipe, type=type_) for pk in ids]
        Suppression.objects.bulk_create(lignes, ignore_conflicts=True)
        elements_supprimes.send(Suppression, ids=[ligne.id for ligne in lignes])
