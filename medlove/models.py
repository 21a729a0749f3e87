"""The people who use the product: équipes, their members, and the journal of what was done."""

import uuid
from collections.abc import Iterator
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.sessions.models import Session
from django.db import models
from django.utils import timezone

from medlove.journal.models import Journal, JournalFerme

__all__ = [
    "Appartenance",
    "Compteur",
    "Connexion",
    "Equipe",
    "Journal",
    "JournalFerme",
    "Metier",
    "Role",
    "Utilisateur",
]


class Equipe(models.Model):
    """The owner of sorties and data: one per organisation and territory."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nom = models.CharField("nom", max_length=120)
    slug = models.SlugField("nom court", unique=True)
    code_insee = models.CharField("code Insee de la commune", max_length=5)
    premiers_pas = models.BooleanField("montrer les premiers pas", default=True, editable=False)

    class Meta:
        verbose_name = "équipe"
        ordering = ["nom"]

    def __str__(self) -> str:
        return self.nom


class UtilisateurManager(BaseUserManager["Utilisateur"]):
    def create_user(self, email: str, password: str | None = None, **champs: Any) -> "Utilisateur":
        utilisateur = self.model(email=self.normalize_email(email).lower(), **champs)
        utilisateur.set_password(password)
        utilisateur.save(using=self._db)
        return utilisateur

    def create_superuser(self, email: str, password: str, **champs: Any) -> "Utilisateur":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **champs)


class Utilisateur(AbstractBaseUser, PermissionsMixin):
    """Someone who signs in. What they may do hangs on their appartenances."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField("adresse électronique", unique=True)
    nom = models.CharField("nom affiché", max_length=80)
    is_active = models.BooleanField("actif", default=True)
    is_staff = models.BooleanField("administre l’instance", default=False)
    date_joined = models.DateTimeField("créé le", default=timezone.now, editable=False)
    # Raised to end every session of the account at once, wherever it was opened.
    epoque = models.PositiveIntegerField("époque des connexions", default=0, editable=False)

    objects = UtilisateurManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["nom"]

    class Meta:
        verbose_name = "utilisateur"
        ordering = ["nom"]

    def __str__(self) -> str:
        return self.nom

    def get_full_name(self) -> str:
        return self.nom

    def get_short_name(self) -> str:
        return self.nom

    def get_session_auth_hash(self) -> str:
        return self._a_cette_epoque(super().get_session_auth_hash())

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        for empreinte in super().get_session_auth_fallback_hash():
            yield self._a_cette_epoque(empreinte)

    def _a_cette_epoque(self, empreinte: str) -> str:
        """A session opened before the current epoch has another fingerprint, and is refused."""
        return f"{empreinte}.{self.epoque}" if self.epoque else empreinte


class Role(models.TextChoices):
    """What a member may see of the équipe.

    Mediation reads every sortie, its own rencontres and those of today; coordination reads
    every rencontre; pilotage reads no rencontre, only totals, none of them under eleven.
    """

    MEDIATION = "mediation", "Médiation"
    COORDINATION = "coordination", "Coordination"
    PILOTAGE = "pilotage", "Pilotage"


class Metier(models.TextChoices):
    MEDIATION_SOCIALE = "mediation_sociale", "Médiation sociale"
    MEDIATION_NUMERIQUE = "mediation_numerique", "Médiation numérique"
    TRAVAIL_SOCIAL = "travail_social", "Travail social"
    ACCUEIL = "agent_accueil_ou_administratif", "Agent d’accueil ou administratif"
    SERVICE_CIVIQUE = "service_civique", "Service civique"
    BENEVOLE = "benevole", "Bénévole"
    AUTRE = "autre", "Autre"


class AppartenanceQuerySet(models.QuerySet["Appartenance"]):
    def de(self, equipe: Equipe) -> "AppartenanceQuerySet":
        return self.filter(equipe=equipe)

    def en_cours(self) -> "AppartenanceQuerySet":
        return self.filter(is_active=True, a_accepter=False, utilisateur__is_active=True)

    def sur_le_terrain(self) -> "AppartenanceQuerySet":
        """Those who may go out and log: mediators and coordinators."""
        return self.en_cours().filter(role__in=[Role.MEDIATION, Role.COORDINATION])


class Appartenance(models.Model):
    """A member of an équipe, with one role in it."""

    utilisateur = models.ForeignKey(
        Utilisateur, on_delete=models.CASCADE, related_name="appartenances"
    )
    equipe = models.ForeignKey(Equipe, on_delete=models.CASCADE, related_name="appartenances")
    role = models.CharField("rôle", max_length=20, choices=Role.choices)
    metier = models.CharField("métier", max_length=40, choices=Metier.choices, blank=True)
    is_active = models.BooleanField("en cours", default=True)
    # An account that exists is invited by its address: whoever opened it need not be its owner.
    a_accepter = models.BooleanField("attend son accord", default=False, editable=False)

    objects = AppartenanceQuerySet.as_manager()

    class Meta:
        verbose_name = "appartenance"
        ordering = ["utilisateur__nom"]
        constraints = [
            models.UniqueConstraint(
                fields=["utilisateur", "equipe"],
                name="appartenance_unique",
                violation_error_message="Cette personne fait déjà partie de l’équipe.",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values),
                name="appartenance_role_connu",
                violation_error_message="Ce rôle n’existe pas.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.utilisateur} ({self.get_role_display()}, {self.equipe})"

    @property
    def coordonne(self) -> bool:
        return self.role == Role.COORDINATION

    @property
    def va_sur_le_terrain(self) -> bool:
        return self.role in {Role.MEDIATION, Role.COORDINATION}


class Connexion(models.Model):
    """A browser somebody is signed in with: what kind of machine, since which day.

    Neither its network address nor what it says of itself in full is written anywhere.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="+")
    utilisateur = models.ForeignKey(
        Utilisateur, on_delete=models.CASCADE, related_name="connexions"
    )
    machine = models.CharField("machine", max_length=40)
    ouverte_le = models.DateField("ouverte le")

    class Meta:
        verbose_name = "connexion"
        ordering = ["-ouverte_le", "pk"]

    def __str__(self) -> str:
        return f"{self.machine}, {self.ouverte_le:%Y-%m-%d}"


class Compteur(models.Model):
    """The table of the cache where attempts are counted, in Django's own columns."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "compteur"
        db_table = "medlove_limites"

    def __str__(self) -> str:
        return self.cache_key
