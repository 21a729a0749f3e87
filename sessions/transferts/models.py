"""Transfert: a file of past sorties and rencontres that was imported, and may be undone."""

import uuid
from datetime import date, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from medlove.models import Equipe, Utilisateur

# Days during which a whole import may be undone.
JOURS_POUR_ANNULER = 30


class TransfertQuerySet(models.QuerySet["Transfert"]):
    def de(self, equipe: Equipe) -> "TransfertQuerySet":
        return self.filter(equipe=equipe)

    def en_place(self) -> "TransfertQuerySet":
        """Those that were not undone."""
        return self.filter(annule_le=None)

    def pour_la_liste(self) -> "TransfertQuerySet":
        """The last first, without the ids, of which there may be tens of thousands."""
        return self.select_related("par").defer("crees").order_by("-cree_le", "pk")

    def oublier_les_anciens(self) -> int:
        """Let go of the ids of those that can no longer be undone; how many."""
        limite = timezone.localdate() - timedelta(days=JOURS_POUR_ANNULER)
        return self.filter(cree_le__lt=limite).exclude(crees={}).update(crees={})


class Transfert(models.Model):
    """An import. `empreinte` is the SHA-256 (hex) of the file, which is not kept.

    `crees` are the ids of what it wrote, by type of record, as long as it may be undone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    equipe = models.ForeignKey(Equipe, on_delete=models.CASCADE, related_name="+")
    par = models.ForeignKey(Utilisateur, null=True, on_delete=models.SET_NULL, related_name="+")
    cree_le = models.DateField("importé le", default=timezone.localdate)
    annule_le = models.DateField("annulé le", null=True)
    nom = models.CharField("nom du fichier", max_length=120)
    empreinte = models.CharField("empreinte du fichier", max_length=64)
    lignes = models.PositiveIntegerField("lignes lues")
    sorties = models.PositiveIntegerField("sorties")
    haltes = models.PositiveIntegerField("haltes")
    rencontres = models.PositiveIntegerField("rencontres")
    besoins = models.PositiveIntegerField("besoins")
    crees = models.JSONField("ce qui a été créé", default=dict)

    objects = TransfertQuerySet.as_manager()

    class Meta:
        verbose_name = "transfert"
        ordering = ["-cree_le", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["equipe", "empreinte"],
                condition=Q(annule_le__isnull=True),
                name="transfert_fichier_unique",
                violation_error_message="Ce fichier est déjà importé.",
            ),
        ]

    def __str__(self) -> str:
        return self.nom

    @property
    def s_annule_jusqu_au(self) -> date:
        return self.cree_le + timedelta(days=JOURS_POUR_ANNULER)

    @property
    def s_annule(self) -> bool:
        """Whether it can still be undone today."""
        return self.annule_le is None and timezone.localdate() <= self.s_annule_jusqu_au
