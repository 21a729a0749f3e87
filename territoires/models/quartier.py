"""Quartier: the shared reference of the territory, known by commune code and number."""

import re
from collections.abc import Collection
from typing import Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Value
from django.db.models.functions import Cast, Concat

from territoires.contours import ContourField
from territoires.models.position import champ_latitude, champ_longitude, position_bornee

FORME_DU_CODE_INSEE = r"[0-9AB][0-9AB][0-9]{3}"
FORME_DE_LA_CLE = re.compile(rf"({FORME_DU_CODE_INSEE})-([1-9][0-9]{{0,3}})")


class QuartierQuerySet(models.QuerySet["Quartier"]):
    def de_commune(self, code_insee: str) -> Self:
        return self.filter(code_insee=code_insee)

    def de_cle(self, cle: str) -> "Quartier":
        """The quartier of a key such as "35238-11"; `Quartier.DoesNotExist` otherwise."""
        if not (forme := FORME_DE_LA_CLE.fullmatch(cle)):
            raise self.model.DoesNotExist(f"{cle!r} is not the key of a quartier.")
        return self.get(code_insee=forme[1], numero=int(forme[2]))

    def par_cle(self, cles: Collection[str]) -> models.QuerySet["Quartier", tuple[str, int]]:
        """The key and the id of those that have one of these keys."""
        cle = Concat("code_insee", Value("-"), Cast("numero", models.CharField()))
        return self.annotate(cle=cle).filter(cle__in=cles).order_by().values_list("cle", "pk")

    def sans_contour(self) -> Self:
        """For lists and counts: the exact outline alone weighs tens of kilobytes."""
        return self.defer("contour", "contour_simplifie")


class Quartier(models.Model):
    code_insee = models.CharField(
        "code de la commune",
        max_length=5,
        validators=[
            RegexValidator(
                rf"^{FORME_DU_CODE_INSEE}$",
                "Le code de la commune compte cinq caractères, comme 35238.",
            )
        ],
    )
    numero = models.PositiveIntegerField("numéro")
    nom = models.CharField("nom", max_length=120)
    alias = models.JSONField("autres noms rencontrés", default=list, blank=True)
    contour = ContourField("contour")
    contour_simplifie = ContourField("contour simplifié", null=True, blank=True)
    latitude = champ_latitude(verbose_name="latitude de l’étiquette")
    longitude = champ_longitude(verbose_name="longitude de l’étiquette")
    superficie_m2 = models.PositiveBigIntegerField("superficie en m²")
    population = models.PositiveIntegerField("population", null=True, blank=True)
    secteur = models.CharField("secteur de publication", max_length=60, blank=True)
    schematique = models.BooleanField("contour schématique", default=False)

    objects = QuartierQuerySet.as_manager()

    class Meta:
        verbose_name = "quartier"
        verbose_name_plural = "quartiers"
        ordering = ["code_insee", "numero"]
        constraints = [
            models.UniqueConstraint(
                fields=["code_insee", "numero"],
                name="territoires_quartier_cle",
                violation_error_message="Cette commune a déjà un quartier portant ce numéro.",
            ),
            models.CheckConstraint(
                condition=models.Q(numero__gte=1, numero__lte=9999),
                name="territoires_quartier_numero",
                violation_error_message="Le numéro d’un quartier va de 1 à 9999.",
            ),
            models.CheckConstraint(
                condition=models.Q(superficie_m2__gt=0),
                name="territoires_quartier_superficie",
                violation_error_message="La superficie d’un quartier doit être positive.",
            ),
            *position_bornee(),
        ]

    def __str__(self) -> str:
        return self.nom

    @property
    def cle(self) -> str:
        return f"{self.code_insee}-{self.numero}"
