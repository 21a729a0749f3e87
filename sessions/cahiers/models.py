"""The cahier d'expérience: written by people, counted by the machine, left behind by the team."""

import uuid
from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from medlove.models import Equipe, Utilisateur
from sessions.cahiers.plan import Genre, choix_de_genre, genre
from sessions.periodes import Periode
from territoires.models import Quartier

PERIODE = RegexValidator(
    r"\A[0-9]{4}(-T[1-4])?\Z", "Choisir un trimestre (2026-T3) ou une année (2025)."
)
LONGUEUR_TEXTE = 20_000
ALTERNATIVE_AU_MOINS = 20


class CahierQuerySet(models.QuerySet["Cahier"]):
    def de(self, equipe: Equipe) -> "CahierQuerySet":
        return self.filter(equipe=equipe)


class Cahier(models.Model):
    """A cahier of one period: « 2026-T3 » or « 2025 », that of one publication.

    Without quartiers it speaks of all of them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    equipe = models.ForeignKey(Equipe, on_delete=models.PROTECT, related_name="cahiers")
    titre = models.CharField("titre", max_length=120)
    sous_titre = models.CharField("sous-titre", max_length=200, blank=True)
    periode = models.CharField("période", max_length=7, validators=[PERIODE])
    quartiers = models.ManyToManyField(Quartier, related_name="+", blank=True)
    licence = models.CharField("licence", max_length=80, default="CC BY-SA 4.0")
    cree_par = models.ForeignKey(
        Utilisateur, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    cree_le = models.DateField("créé le", default=timezone.localdate)
    modifie_le = models.DateTimeField("modifié le", auto_now=True)

    objects = CahierQuerySet.as_manager()

    class Meta:
        verbose_name = "cahier"
        ordering = ["-periode", "titre", "id"]

    def __str__(self) -> str:
        return self.titre

    @property
    def jours(self) -> Periode:
        return Periode.lire(self.periode)


class SectionQuerySet(models.QuerySet["Section"]):
    def du(self, cahier: Cahier) -> "SectionQuerySet":
        return self.filter(cahier=cahier)

    def imprimees(self) -> "SectionQuerySet":
        return self.filter(imprimee=True)


class Section(models.Model):
    """A part of a cahier: its words in Markdown, then what its genre counts or gathers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cahier = models.ForeignKey(Cahier, on_delete=models.CASCADE, related_name="sections")
    rang = models.PositiveSmallIntegerField("rang", default=0)
    code = models.CharField("genre", max_length=20, choices=choix_de_genre)
    titre = models.CharField("titre", max_length=120)
    texte = models.TextField("texte", max_length=LONGUEUR_TEXTE, blank=True)
    imprimee = models.BooleanField("imprimée", default=True)
    modifiee_le = models.DateTimeField("modifiée le", auto_now=True)

    objects = SectionQuerySet.as_manager()

    class Meta:
        verbose_name = "section de cahier"
        verbose_name_plural = "sections de cahier"
        ordering = ["rang", "id"]

    def __str__(self) -> str:
        return self.titre

    @property
    def genre(self) -> Genre:
        return genre(self.code)


class Image(models.Model):
    """A picture of a section, encoded again by us: no metadata is left in it.

    `empreinte` is the SHA-256 of the file, `largeur` and `hauteur` in px.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="images")
    rang = models.PositiveSmallIntegerField("rang", default=0)
    fichier = models.FileField("image", upload_to="cahiers/images")
    largeur = models.PositiveIntegerField("largeur", editable=False)
    hauteur = models.PositiveIntegerField("hauteur", editable=False)
    empreinte = models.CharField("empreinte", max_length=64, editable=False)
    alternative = models.CharField("ce que l’image montre", max_length=300)
    legende = models.CharField("légende", max_length=200, blank=True)
    credit = models.CharField("crédit", max_length=120)
    licence = models.CharField("licence", max_length=80)

    class Meta:
        verbose_name = "image de cahier"
        verbose_name_plural = "images de cahier"
        ordering = ["rang", "id"]

    def __str__(self) -> str:
        return self.legende or self.alternative


class SignataireQuerySet(models.QuerySet["Signataire"]):
    def nommes(self) -> "SignataireQuerySet":
        """Those who agreed to be named."""
        return self.filter(accord=True)


class Signataire(models.Model):
    """Somebody who carried the work, named only with their consent."""

    PILOTAGE, COORDINATION, MEDIATION, COMPLICE = (
        "pilotage",
        "coordination",
        "mediation",
        "complice",
    )
    ROLES = [
        (PILOTAGE, "Pilotage"),
        (COORDINATION, "Coordination"),
        (MEDIATION, "Médiation"),
        (COMPLICE, "Complice"),
    ]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cahier = models.ForeignKey(Cahier, on_delete=models.CASCADE, related_name="signataires")
    role = models.CharField("rôle", max_length=20, choices=ROLES)
    nom = models.CharField("nom", max_length=120)
    structure = models.CharField("structure", max_length=120, blank=True)
    accord = models.BooleanField("accepte d’être nommé·e", default=False)

    objects = SignataireQuerySet.as_manager()

    class Meta:
        verbose_name = "signataire"
        ordering = ["role", "nom", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(nom=""),
                name="signataire_avec_nom",
                violation_error_message="Un signataire a un nom : l’écrire.",
            )
        ]

    def __str__(self) -> str:
        return self.nom

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.nom = self.nom.strip()
        super().save(*args, **kwargs)
