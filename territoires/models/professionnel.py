"""Professionnel: « un coup de fil à un ami », someone a mediator may ring from the street."""

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models

from territoires.models.appartenant import Appartenant, AppartenantQuerySet
from territoires.models.partenaire import Partenaire


class ProfessionnelQuerySet(AppartenantQuerySet):
    def a_appeler(self) -> Self:
        """Those in service who agreed to be called."""
        return self.actifs().filter(accord_le__isnull=False)


class Professionnel(Appartenant):
    telephone = models.CharField("téléphone", max_length=30)
    metier = models.CharField("métier", max_length=80, blank=True)
    structure = models.CharField("structure", max_length=120, blank=True)
    sujet = models.CharField("sujet", max_length=200, help_text="Ce pour quoi l’appeler.")
    quand = models.CharField(
        "quand appeler", max_length=120, blank=True, help_text="« Mardi et jeudi matin »."
    )
    accord_le = models.DateField("a donné son accord le", null=True, blank=True)
    partenaire = models.ForeignKey(
        Partenaire,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        verbose_name="partenaire",
    )

    objects = ProfessionnelQuerySet.as_manager()

    class Meta(Appartenant.Meta):
        verbose_name = "professionnel à appeler"
        verbose_name_plural = "professionnels à appeler"
        default_related_name = "professionnels"

    def clean(self) -> None:
        if self.partenaire and self.partenaire.equipe_id != self.equipe_id:
            raise ValidationError(
                {"partenaire": "Ce partenaire n’est pas dans l’annuaire de votre équipe."}
            )
