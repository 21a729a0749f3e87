"""The cahier d'expérience: what the team leaves behind, built from the very records."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from medlove.models import Equipe, Utilisateur


class CahierQuerySet(models.QuerySet["Cahier"]):
    def de(self, equipe: Equipe) -> "CahierQuerySet":
        return self.filter(equipe=equipe)


class Cahier(models.Model):
    """A cahier: a title and a period, both days included."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    equipe = models.ForeignKey(Equipe, on_delete=models.PROTECT, related_name="cahiers")
    titre = models.CharField("titre", max_length=120)
    du = models.DateField("du")
    au = models.DateField("au")
    cree_par = models.ForeignKey(
        Utilisateur, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    cree_le = models.DateField("créé le", default=timezone.localdate)

    objects = CahierQuerySet.as_manager()

    class Meta:
        verbose_name = "cahier"
        ordering = ["-au", "titre"]
        constraints = [
            models.CheckConstraint(
                condition=Q(au__gte=F("du")),
                name="cahier_periode_ordonnee",
                violation_error_message="La fin de la période vient après son début.",
            ),
        ]

    def __str__(self) -> str:
        return self.titre
