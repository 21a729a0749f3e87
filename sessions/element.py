"""What every record of the field has in common: a client-minted id, an owner, an author."""

import uuid

from django.db import models

from medlove.models import Equipe, Utilisateur


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
