"""What belongs to an équipe: the key minted by us, the owner, and the wall."""

import uuid
from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from medlove.models import Appartenance, Equipe


class AppartenantQuerySet(models.QuerySet):
    def de(self, equipe: "Equipe") -> Self:
        return self.filter(equipe=equipe)

    def visible_to(self, appartenance: "Appartenance | None") -> Self:
        """The rows of the member's équipe; nothing for someone without an équipe."""
        return self.de(appartenance.equipe) if appartenance else self.none()

    def actifs(self) -> Self:
        return self.filter(is_active=True)


class Appartenant(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    equipe = models.ForeignKey("medlove.Equipe", on_delete=models.PROTECT, verbose_name="équipe")
    nom = models.CharField("nom", max_length=200)
    is_active = models.BooleanField("en service", default=True)

    class Meta:
        abstract = True
        ordering = ["nom", "id"]

    def __str__(self) -> str:
        return self.nom
