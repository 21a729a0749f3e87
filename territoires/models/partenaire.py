"""Partenaire: a structure, or an informal network, that answers to needs."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

from territoires.models.appartenant import Appartenant, AppartenantQuerySet
from territoires.models.position import champ_latitude, champ_longitude, position_bornee
from territoires.models.quartier import Quartier
from territoires.models.web import AdresseWeb
from territoires.nomenclatures import genres_de_structure
from territoires.recherche import ChampDeRecherche, normaliser


class PartenaireQuerySet(AppartenantQuerySet):
    def hors_pause(self, jour: date) -> Self:
        """Those who take people in on that day: a pause lasts through its last day."""
        return self.filter(Q(en_pause_jusqu_au__isnull=True) | Q(en_pause_jusqu_au__lt=jour))

    def nommes(self, recherche: str) -> Self:
        """Those whose name holds what was typed, whatever its case and accents."""
        return self.filter(nom_recherche__contains=normaliser(recherche))


class Partenaire(Appartenant):
    nom_recherche = ChampDeRecherche(source="nom", max_length=200, db_index=True)
    genre_de_structure = models.CharField(
        "genre de structure", max_length=40, choices=genres_de_structure, default="autre"
    )
    informel = models.BooleanField("réseau informel", default=False)
    adresse = models.CharField("adresse", max_length=200, blank=True)
    code_postal = models.CharField("code postal", max_length=5, blank=True)
    commune = models.CharField("commune", max_length=120, blank=True)
    telephone = models.CharField("téléphone", max_length=30, blank=True)
    courriel = models.EmailField("courriel", blank=True)
    site_web = AdresseWeb("site web", blank=True)
    horaires = models.CharField(
        "horaires",
        max_length=500,
        blank=True,
        help_text="Au format OpenStreetMap, par exemple « Mo-Fr 09:00-12:30 ».",
    )
    presentation = models.TextField("présentation", blank=True)
    quartier = models.ForeignKey(
        Quartier,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="quartier",
    )
    latitude = champ_latitude(verbose_name="latitude", null=True, blank=True)
    longitude = champ_longitude(verbose_name="longitude", null=True, blank=True)
    en_pause_jusqu_au = models.DateField("en pause jusqu’au", null=True, blank=True)
    motif_de_pause = models.CharField("motif de la pause", max_length=200, blank=True)
    verifie_le = models.DateField("vérifié le", null=True, blank=True)

    objects = PartenaireQuerySet.as_manager()

    class Meta(Appartenant.Meta):
        verbose_name = "partenaire"
        verbose_name_plural = "partenaires"
        default_related_name = "partenaires"
        ordering = ["nom_recherche", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="territoires_partenaire_position",
                violation_error_message="La latitude et la longitude vont ensemble.",
            ),
            *position_bornee(),
        ]

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **options: Any) -> None:
        if update_fields is not None and "nom" in update_fields:
            update_fields = {*update_fields, "nom_recherche"}
        super().save(*args, update_fields=update_fields, **options)

    def est_en_pause(self, jour: date) -> bool:
        return self.en_pause_jusqu_au is not None and jour <= self.en_pause_jusqu_au
