"""Categories of besoins: the national ones, and those an équipe adds."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from medlove.models import Equipe
from sessions.nomenclatures.listes import codes_nationaux


class CategorieBesoinQuerySet(models.QuerySet["CategorieBesoin"]):
    def nationales(self) -> "CategorieBesoinQuerySet":
        return self.filter(equipe=None)

    def pour(self, equipe: Equipe) -> "CategorieBesoinQuerySet":
        """The national categories and the équipe's own, closed ones included."""
        return self.filter(Q(equipe=None) | Q(equipe=equipe))

    def proposees(self) -> "CategorieBesoinQuerySet":
        return self.filter(is_active=True)


class CategorieBesoin(models.Model):
    """An entry of the nomenclature of besoins; shared when it has no équipe."""

    equipe = models.ForeignKey(
        Equipe, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    code = models.SlugField("code", max_length=40)
    domaine = models.CharField("domaine", max_length=20)
    libelle = models.CharField("libellé", max_length=80)
    famille = models.CharField("famille", max_length=40)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="sous_categories"
    )
    ordre = models.PositiveSmallIntegerField("ordre", default=0)
    par_defaut = models.BooleanField("montrée d’emblée", default=True)
    is_active = models.BooleanField("proposée", default=True)
    code_coop = models.CharField("code de La Coop", max_length=60, blank=True)
    code_data_inclusion = models.CharField("code data·inclusion", max_length=60, blank=True)
    partenaires = models.ManyToManyField(
        "territoires.Partenaire", blank=True, related_name="categories"
    )

    objects = CategorieBesoinQuerySet.as_manager()

    class Meta:
        verbose_name = "catégorie de besoin"
        verbose_name_plural = "catégories de besoin"
        ordering = ["ordre", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(equipe__isnull=True),
                name="categorie_nationale_unique",
                violation_error_message="Ce code est déjà celui d’une catégorie nationale.",
            ),
            models.UniqueConstraint(
                fields=["equipe", "code"],
                name="categorie_d_equipe_unique",
                violation_error_message="L’équipe a déjà une catégorie de ce code.",
            ),
        ]

    def __str__(self) -> str:
        return self.libelle

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A national code never names a sub-category: counts of a category lean on it."""
        if self.parent_id and self.code in codes_nationaux():
            raise ValidationError(
                f"« {self.code} » est déjà le code d’une catégorie nationale : en choisir un autre."
            )
        super().save(*args, **kwargs)

    @property
    def principale(self) -> str:
        """The code of the category in which it counts."""
        return self.parent.code if self.parent else self.code
