"""Editions: the PDF files of a cahier, made aside while people go on."""

import uuid
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone
from django.utils.text import slugify

from medlove.models import Appartenance, Equipe, Utilisateur
from sessions.cahiers.models import Cahier

# Past its time a making is stopped; so long after, nobody was there to stop it.
GRACE = timedelta(seconds=60)
DOSSIER = "cahiers/editions"


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

    def abandonnees(self) -> "EditionQuerySet":
        """Begun by a worker that died since: nobody is making them."""
        return self.filter(etat=Etat.EN_COURS, commencee_le__lt=abandon())

    def montrees(self) -> "EditionQuerySet":
        """Those whose public address is open."""
        return self.exclude(lien="")

    def lisibles_par(self, appartenance: Appartenance | None) -> "EditionQuerySet":
        """The files that a person may read: of published figures, every member those of the
        équipe, the administrator of the instance (who belongs to none) all of them; working
        versions, the coordination only."""
        pretes = self.pretes()
        if appartenance is None:
            return pretes.filter(publiee=True)
        pretes = pretes.de(appartenance.equipe)
        return pretes if appartenance.coordonne else pretes.filter(publiee=True)


def abandon() -> datetime:
    """What was begun before that is no longer being made."""
    return timezone.now() - timedelta(seconds=settings.MEDLOVE_EDITION_SECONDES) - GRACE


class Edition(models.Model):
    """One making of a cahier. `empreinte` is the SHA-256 of the file, `donnees` that of the
    figures it prints; `publiee` says whether these were published ones; `lien` is the SHA-256
    of the secret of its public address (`lien.py`), empty when it has none."""

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
    fichier = models.FileField("fichier", upload_to=DOSSIER, blank=True)
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
            models.CheckConstraint(
                condition=Q(lien="") | Q(etat="prete", publiee=True),
                name="edition_lien_de_chiffres_publies",
                violation_error_message="Une version de travail ne se montre pas au dehors : "
                "publier d’abord ses chiffres.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cahier}, {self.get_variante_display()}"

    @property
    def abandonnee(self) -> bool:
        return self.etat == Etat.EN_COURS and bool(
            self.commencee_le and self.commencee_le < abandon()
        )

    @property
    def place(self) -> str:
        """Where its making puts its file."""
        return f"{DOSSIER}/{self.pk}.pdf"

    @property
    def depassee(self) -> bool:
        """The cahier changed since its making began."""
        return bool(self.commencee_le and self.cahier.modifie_le > self.commencee_le)

    @property
    def duree(self) -> int | None:
        """How long its making took, or has taken so far, in whole seconds."""
        if self.commencee_le is None:
            return None
        return round(((self.finie_le or timezone.now()) - self.commencee_le).total_seconds())

    @property
    def poids(self) -> str:
        """« 2,1 Mo », « 340 Ko »."""
        octets = self.octets or 0
        if octets < 1_000_000:
            return f"{octets // 1000}\u00a0Ko"
        return f"{octets / 1_000_000:.1f}\u00a0Mo".replace(".", ",")

    @property
    def nom_de_fichier(self) -> str:
        """That of the download: a working version says that it is one."""
        cahier = self.cahier
        travail = "" if self.publiee else "version de travail"
        return f"{slugify(f'{cahier.titre} {cahier.periode} {self.variante} {travail}')}.pdf"


@receiver(post_delete, sender=Edition)
def effacer_le_fichier(instance: Edition, **autres: Any) -> None:
    """A file leaves with its row, however that one was deleted, once it is sure; that of a
    making which ended after the row was read too."""
    for nom in filter(None, {instance.fichier.name, instance.place}):
        transaction.on_commit(partial(instance.fichier.storage.delete, nom), robust=True)
