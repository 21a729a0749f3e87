"""What each purge did: counts, never what they count."""

import uuid
from typing import Any

from django.db import models
from django.utils import timezone


class Purge(models.Model):
    """A purge that went to its end. `comptes`: how much, by code of its step; `texte`: the
    report as it was printed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    faite_le = models.DateTimeField("faite le", default=timezone.now)
    apres_restauration = models.BooleanField("après une restauration", default=False)
    comptes = models.JSONField("comptes", default=dict)
    texte = models.TextField("rapport")

    objects: Any = models.Manager()

    class Meta:
        verbose_name = "purge"
        ordering = ["-faite_le", "pk"]

    def __str__(self) -> str:
        return f"Purge du {timezone.localtime(self.faite_le):%d/%m/%Y}"
