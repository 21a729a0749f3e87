"""Context figures: what others measured, with source and year, to read ours against."""

import uuid

from django.core.validators import (
    MaxValueValidator,
    MinValueValidator,
    RegexValidator,
    URLValidator,
)
from django.db import models
from django.db.models import Q

from medlove.models import Equipe
from territoires.models.web import AdresseWeb

ANNEES = (1990, 2100)
SANS_ADRESSE = "Écrire l’adresse entière, avec https://."


class Hypothese(models.TextChoices):
    """What the experiment tests, in the order of the page."""

    ALLER_VERS = "aller_vers", "Aller vers"
    CONFIANCE = "confiance", "Confiance"
    BESOINS = "besoins", "Besoins"


class ChiffreDeContexteQuerySet(models.QuerySet["ChiffreDeContexte"]):
    def de(self, equipe: Equipe) -> "ChiffreDeContexteQuerySet":
        return self.filter(equipe=equipe)


class ChiffreDeContexte(models.Model):
    """A figure of somebody else's study. `valeur` is a text, as its source writes it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    equipe = models.ForeignKey(Equipe, on_delete=models.CASCADE, related_name="chiffres")
    hypothese = models.CharField("hypothèse", max_length=20, choices=Hypothese.choices)
    valeur = models.CharField(
        "valeur",
        max_length=20,
        validators=[
            RegexValidator("[0-9]", "Écrire le nombre tel que la source le donne, en chiffres.")
        ],
    )
    libelle = models.CharField(
        "ce que dit le chiffre",
        max_length=160,
    )
    territoire = models.CharField("territoire", max_length=80)
    source = models.CharField("source", max_length=120)
    annee = models.PositiveSmallIntegerField(
        "année",
        validators=[
            MinValueValidator(ANNEES[0], "Choisir une année depuis 1990."),
            MaxValueValidator(ANNEES[1], "Choisir une année avant 2101."),
        ],
    )
    lien = AdresseWeb(
        "lien",
        blank=True,
        validators=[URLValidator(["http", "https"], message=SANS_ADRESSE, code="adresse")],
    )
    ordre = models.PositiveSmallIntegerField("rang", default=1)

    objects = ChiffreDeContexteQuerySet.as_manager()

    class Meta:
        verbose_name = "chiffre de contexte"
        verbose_name_plural = "chiffres de contexte"
        ordering = ["ordre", "annee", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(hypothese__in=Hypothese.values),
                name="chiffre_hypothese_connue",
                violation_error_message="Cette hypothèse n’existe pas.",
            ),
            models.CheckConstraint(
                condition=Q(annee__range=ANNEES),
                name="chiffre_annee_plausible",
                violation_error_message="L’année va de 1990 à 2100.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.valeur} {self.libelle}"
