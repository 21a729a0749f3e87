"""Notes drawn at random, once a year: what the détecteur misses is counted on them."""

import uuid

from django.db import models
from django.db.models import Count, Q
from django.utils import timezone

from medlove.models import Equipe
from sessions.rencontres.models import Rencontre


class TirageQuerySet(models.QuerySet["Tirage"]):
    def de(self, equipe: Equipe) -> "TirageQuerySet":
        return self.filter(equipe=equipe)

    def avec_comptes(self) -> "TirageQuerySet":
        """With how many notes were drawn, `lues` of them, and `manquees` where somebody is
        recognised."""
        return self.annotate(
            tirees=Count("notes"),
            lues=Count("notes", filter=~Q(notes__reponse="")),
            manquees=Count("notes", filter=Q(notes__reponse=NoteTiree.RECONNAISSABLE)),
        )


class Tirage(models.Model):
    """Those of one year, for the coordination to read with its own eyes. Never drawn again.

    Notes live ninety days: it is drawn among those that are there, `parmi` so many.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    equipe = models.ForeignKey(Equipe, on_delete=models.CASCADE, related_name="+")
    annee = models.PositiveSmallIntegerField("année")
    tire_le = models.DateField("tiré le", default=timezone.localdate)
    # Read with `avec_comptes`.
    tirees: int
    lues: int
    manquees: int

    parmi = models.PositiveIntegerField("notes présentes ce jour-là")

    objects = TirageQuerySet.as_manager()

    class Meta:
        verbose_name = "tirage de notes"
        ordering = ["-annee"]
        constraints = [
            models.UniqueConstraint(
                fields=["equipe", "annee"],
                name="tirage_une_fois_par_an",
                violation_error_message="Les notes de cette année sont déjà tirées.",
            ),
        ]

    def __str__(self) -> str:
        return f"Notes tirées en {self.annee}"


class NoteTireeQuerySet(models.QuerySet["NoteTiree"]):
    def de(self, equipe: Equipe) -> "NoteTireeQuerySet":
        return self.filter(tirage__equipe=equipe)

    def lisibles(self) -> "NoteTireeQuerySet":
        """Those whose note is still there."""
        return self.exclude(rencontre=None).exclude(rencontre__note="")


class NoteTiree(models.Model):
    """A note of a draw, and what was found in it. When the note goes, the answer stays."""

    RIEN, RECONNAISSABLE = "rien", "reconnaissable"
    REPONSES = [(RIEN, "Rien"), (RECONNAISSABLE, "Une personne y est reconnaissable")]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tirage = models.ForeignKey(Tirage, on_delete=models.CASCADE, related_name="notes")
    rang = models.PositiveSmallIntegerField("rang")
    rencontre = models.ForeignKey(Rencontre, null=True, on_delete=models.SET_NULL, related_name="+")
    reponse = models.CharField("réponse", max_length=15, choices=REPONSES, blank=True)

    objects = NoteTireeQuerySet.as_manager()

    class Meta:
        verbose_name = "note tirée"
        verbose_name_plural = "notes tirées"
        ordering = ["tirage", "rang"]
        constraints = [
            models.UniqueConstraint(fields=["tirage", "rang"], name="note_tiree_rang_unique"),
            models.CheckConstraint(
                condition=Q(reponse__in=["", "rien", "reconnaissable"]),
                name="note_tiree_reponse_connue",
                violation_error_message="Cette réponse n’existe pas.",
            ),
        ]

    @property
    def texte(self) -> str:
        """The note, as long as it is there."""
        return self.rencontre.note if self.rencontre else ""
