"""Editions: the PDF files of a cahier, made aside while people go on."""

import uuid

from django.db import models
from django.db.models import Q

from medlove.models import Equipe, Utilisateur
from sessions.cahiers.models import Cahier


class Variante(models.TextChoices):
    """One content, three makings."""

    NUMERIQUE = "numerique", "Pour diffusion numérique"
    IMPRESSION = "impression", "Pour impression"
    LIVRET = "livret", "En livret A5"


class Etat(models.TextChoices):
    ATTENTE = "attente", "En attente"
    EN_COURS = "en_cours", "En fabrication"
    PRETE = "prete", "Prête"
    ECHEC = "echec", "Pas faite"
    ANNULEE = "annulee", "Annulée"


class EditionQuerySet(models.QuerySet["Edition"]):
    def de(self, equipe: Equipe) -> "EditionQuerySet":
        return self.filter(cahier__equipe=equipe)

    def pretes(self) -> "EditionQuerySet":
        return self.filter(etat=Etat.PRETE)

    def a_venir(self) -> "EditionQuerySet":
        return self.filter(etat__in=[Etat.ATTENTE, Etat.EN_COURS])


class Edition(models.Model):
    """One making of a cahier. `empreinte` is the SHA-256 of the file, `donnees` that of the
    figures it prints; `publiee` says whether these were published ones; `lien` is the secret
    of its public address, empty when it has none."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cahier = models.ForeignKey(Cahier, on_delete=models.CASCADE, related_name="editions")
    variante = models.CharField("variante", max_length=10, choices=Variante.choices)
    etat = models.CharField("état", max_length=10, choices=Etat.choices, default=Etat.ATTENTE.value)
    demandee_par = models.ForeignKey(
        Utilisateur, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    demandee_le = models.DateTimeField("demandée le", auto_now_add=True)
    commencee_le = models.DateTimeField("commencée le", null=True)
    finie_le = models.DateTimeField("finie le", null=True)
    message = models.CharField("message", max_length=500, blank=True)
    fichier = models.FileField("fichier", upload_to="cahiers/editions", blank=True)
    empreinte = models.CharField("empreinte", max_length=64, blank=True)
    donnees = models.CharField("empreinte des chiffres", max_length=64, blank=True)
    publiee = models.BooleanField("chiffres publiés", default=False)
    pages = models.PositiveSmallIntegerField("pages", null=True)
    octets = models.PositiveIntegerField("octets", null=True)
    lien = models.CharField("lien public", max_length=43, blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = "édition"
        ordering = ["-demandee_le", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["lien"], condition=~Q(lien=""), name="edition_lien_unique"
            ),
            models.UniqueConstraint(
                fields=["cahier", "variante"],
                condition=Q(etat__in=["attente", "en_cours"]),
                name="edition_une_a_la_fois",
                violation_error_message="Cette édition est déjà en fabrication.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cahier}, {self.get_variante_display()}"
