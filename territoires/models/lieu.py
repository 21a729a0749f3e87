"""Lieu: a public place where the bike stops."""

from django.db import models
from django.db.models import Q

from territoires.models.appartenant import Appartenant, AppartenantQuerySet
from territoires.models.position import champ_latitude, champ_longitude, position_bornee
from territoires.models.quartier import Quartier
from territoires.nomenclatures import genres_de_lieu


class Lieu(Appartenant):
    genre = models.CharField("genre de lieu", max_length=40, choices=genres_de_lieu)
    latitude = champ_latitude(verbose_name="latitude")
    longitude = champ_longitude(verbose_name="longitude")
    quartier = models.ForeignKey(Quartier, on_delete=models.PROTECT, verbose_name="quartier")
    quartier_confirme = models.BooleanField("quartier confirmé", default=False)
    # Null means "not known": being in a QPV is never guessed.
    en_qpv = models.BooleanField("en quartier prioritaire", null=True, blank=True)
    qpv_code = models.CharField("code du quartier prioritaire", max_length=12, blank=True)
    qpv_nom = models.CharField("nom du quartier prioritaire", max_length=120, blank=True)
    qpv_annee = models.PositiveSmallIntegerField(
        "année de la géographie prioritaire", null=True, blank=True
    )

    objects = AppartenantQuerySet.as_manager()

    class Meta(Appartenant.Meta):
        verbose_name = "lieu"
        verbose_name_plural = "lieux"
        default_related_name = "lieux"
        constraints = [
            models.UniqueConstraint(
                fields=["equipe", "nom"],
                name="territoires_lieu_nom",
                violation_error_message="Votre équipe a déjà un lieu de ce nom.",
            ),
            models.CheckConstraint(
                condition=Q(qpv_code="") | Q(en_qpv=True, en_qpv__isnull=False),
                name="territoires_lieu_qpv",
                violation_error_message=(
                    "Un code de quartier prioritaire ne va qu’à un lieu situé dans ce quartier."
                ),
            ),
            *position_bornee(),
        ]
