"""Partenaire: a structure, or an informal network, that answers to needs."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from territoires.horaires import Horaires
from territoires.models.appartenant import Appartenant, AppartenantQuerySet
from territoires.models.liste import ChampListe
from territoires.models.position import champ_latitude, champ_longitude, position_bornee
from territoires.models.quartier import Quartier
from territoires.models.web import AdresseWeb
from territoires.nomenclatures import genres_de_structure
from territoires.recherche import ChampDeRecherche, normaliser

# A directory entry is sure for six months after its check, worth nothing after two years.
FRAIS, PERIME = timedelta(days=182), timedelta(days=730)


class PartenaireQuerySet(AppartenantQuerySet):
    def hors_pause(self, jour: date) -> Self:
        """Those who take people in on that day: a pause lasts through its last day."""
        return self.filter(Q(en_pause_jusqu_au__isnull=True) | Q(en_pause_jusqu_au__lt=jour))

    @staticmethod
    def qui_dit(mot: str) -> Q:
        """A word, already normalised, in what is written of a partenaire or in its kind."""
        genres = [code for code, libelle in genres_de_structure() if mot in normaliser(libelle)]
        return Q(recherche__contains=mot) | Q(genre_de_structure__in=genres)

    def a_verifier(self, jour: date) -> Self:
        """Checked more than six months ago, never, or said to be no longer exact."""
        fraiche = Q(verifie_le__gt=jour - FRAIS, inexact_le=None)
        return self.exclude(fraiche)

    def les_plus_douteux_d_abord(self) -> Self:
        """Said inexact, then never checked, then checked long ago."""
        return self.order_by(
            F("inexact_le").desc(nulls_last=True),
            F("verifie_le").asc(nulls_first=True),
            "nom_recherche",
            "id",
        )

    def pour_la_liste(self) -> Self:
        """What a row shows, without the outlines nor the long texts."""
        return (
            self.select_related("quartier", "verifie_par")
            .defer("presentation_detail", "importe", "recherche", "services")
            .defer("quartier__contour", "quartier__contour_simplifie")
        )

    def pour_la_fiche(self) -> Self:
        return self.select_related("equipe", "quartier", "verifie_par").defer(
            "importe", "quartier__contour", "quartier__contour_simplifie"
        )

    def dire_exacts(self, jour: date, par: UUID | None) -> int:
        """Somebody checked them on that day; returns how many."""
        return self.update(verifie_le=jour, verifie_par=par, inexact_le=None)

    def dire_inexacts(self, jour: date) -> int:
        """Somebody says they are no longer exact: to be checked first. Returns how many."""
        return self.update(inexact_le=jour)


class Partenaire(Appartenant):
    nom_recherche = ChampDeRecherche(sources=["nom"], max_length=200, db_index=True)
    recherche = ChampDeRecherche(
        sources=["nom", "commune", "adresse", "presentation_resume", "services"], max_length=1000
    )
    genre_de_structure = models.CharField(
        "genre de structure", max_length=40, choices=genres_de_structure, default="autre"
    )
    informel = models.BooleanField("réseau informel", default=False)
    pivot = models.CharField("SIRET", max_length=14, blank=True)
    structure_parente = models.CharField("structure parente", max_length=200, blank=True)

    adresse = models.CharField("adresse", max_length=200, blank=True)
    complement_adresse = models.CharField("complément d’adresse", max_length=200, blank=True)
    code_postal = models.CharField("code postal", max_length=5, blank=True)
    commune = models.CharField("commune", max_length=120, blank=True)
    code_insee = models.CharField("code de la commune", max_length=5, blank=True)
    repere = models.CharField(
        "repère",
        max_length=140,
        blank=True,
        help_text="Comment le trouver : « derrière la poste ».",
    )
    itinerance = ChampListe("itinérance")

    telephone = models.CharField("téléphone", max_length=30, blank=True)
    courriels = ChampListe("courriels")
    sites_web = ChampListe("sites web")
    prise_rdv = AdresseWeb("prise de rendez-vous", blank=True)
    fiche_acces_libre = AdresseWeb("fiche Acceslibre", blank=True)
    horaires = models.CharField(
        "horaires",
        max_length=500,
        blank=True,
        help_text="Au format OpenStreetMap, par exemple « Mo-Fr 09:00-12:30 ».",
    )

    presentation_resume = models.CharField("présentation", max_length=280, blank=True)
    presentation_detail = models.TextField("présentation détaillée", blank=True)
    typologie = ChampListe("typologie")
    services = ChampListe("services")
    publics_specifiquement_adresses = ChampListe("publics accueillis")
    prise_en_charge_specifique = ChampListe("prise en charge particulière")
    frais_a_charge = ChampListe("frais")
    dispositif_programmes_nationaux = ChampListe("dispositifs nationaux")
    formations_labels = ChampListe("formations et labels")
    autres_formations_labels = ChampListe("autres formations et labels")
    modalites_acces = ChampListe("comment y accéder")
    modalites_accompagnement = ChampListe("accompagnement proposé")

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
    verifie_par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="vérifié par",
    )
    inexact_le = models.DateField("dit inexact le", null=True, blank=True)

    # Looked like the same place, and somebody said that they are two.
    distincts = models.ManyToManyField("self", blank=True, editable=False, verbose_name="distincts")

    # Where the entry comes from: what the file said of it, so that a correction made here is
    # told from a change made there.
    source = models.CharField("source", max_length=120, blank=True)
    identifiant_source = models.CharField("identifiant dans la source", max_length=120, blank=True)
    date_maj = models.DateField("mise à jour à la source", null=True, blank=True)
    importe = models.JSONField("tel qu’importé", default=dict, blank=True, editable=False)

    # What a partenaire holds instead of an account: its secret link, hashed; null, it has none.
    lien_sha256 = models.CharField(
        max_length=64, null=True, blank=True, unique=True, editable=False
    )
    accepte_les_rappels = models.BooleanField("accepte d’être relancé", default=False)

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
            models.UniqueConstraint(
                fields=["equipe", "source", "identifiant_source"],
                condition=~Q(identifiant_source=""),
                name="territoires_partenaire_source",
                violation_error_message="Ce lieu de cette source est déjà dans l’annuaire.",
            ),
            *position_bornee(),
        ]

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **options: Any) -> None:
        if update_fields is not None:
            changes = set(update_fields)
            copies = [un for un in self._meta.fields if isinstance(un, ChampDeRecherche)]
            update_fields = changes | {un.name for un in copies if changes & {*un.sources}}
        super().save(*args, update_fields=update_fields, **options)

    def est_en_pause(self, jour: date) -> bool:
        return self.en_pause_jusqu_au is not None and jour <= self.en_pause_jusqu_au

    def fraicheur(self, jour: date) -> float:
        """1 within six months of the last check, 0 after two years, a straight line between.

        0 also when somebody said since that the entry is no longer exact, or nobody checked it.
        """
        if self.verifie_le is None or self.inexact_le is not None:
            return 0.0
        reste = (self.verifie_le + PERIME - jour) / (PERIME - FRAIS)
        return min(1.0, max(0.0, reste))

    @property
    def ouvertures(self) -> Horaires | None:
        """The hours understood; None when there are none, or none that can be read."""
        return Horaires.lire(self.horaires)
