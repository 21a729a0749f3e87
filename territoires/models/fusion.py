"""Fusion: an entry of the directory that another one took in. A tablet may still name it."""

from django.db import models

from territoires.models.partenaire import Partenaire


class Fusion(models.Model):
    absorbe = models.UUIDField("partenaire absorbé", primary_key=True, editable=False)
    garde = models.ForeignKey(Partenaire, on_delete=models.CASCADE, related_name="fusions")

    class Meta:
        verbose_name = "fusion de partenaires"
        verbose_name_plural = "fusions de partenaires"

    def __str__(self) -> str:
        return f"{self.absorbe} → {self.garde_id}"
