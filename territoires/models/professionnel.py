"""Professionnel: « un coup de fil à un ami », someone a mediator may ring from the street."""

from django.core.exceptions import ValidationError
from django.db import models

from territoires.models.appartenant import Appartenant, AppartenantQuerySet
from territoires.models.partenaire import Partenaire


class Professionnel(Appartenant):
    telephone = models.CharField("téléphone", max_length=30)
    sujet = models.CharField("sujet", max_length=200, help_text="Ce pour quoi l’appeler.")
    partenaire = models.ForeignKey(
        Partenaire,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        verbose_name="partenaire",
    )

    objects = AppartenantQuerySet.as_manager()

    class Meta(Appartenant.Meta):
        verbose_name = "professionnel à appeler"
        verbose_name_plural = "professionnels à appeler"
        default_related_name = "professionnels"

    def clean(self) -> None:
        if self.partenaire and self.partenaire.equipe_id != self.equipe_id:
            raise ValidationError(
                {"partenaire": "Ce partenaire n’est pas dans l’annuaire de votre équipe."}
            )
