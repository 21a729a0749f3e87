"""What remains of a year whose rencontres are erased: counts of eleven and more, frozen."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q

from medlove.models import Equipe
from sessions.publication.models import Immuable, ImmuableQuerySet

# Under this, a count could tell of somebody: it leaves with the rencontres.
AU_MOINS = 11


class ArchiveQuerySet(ImmuableQuerySet):
    def de(self, equipe: Equipe) -> "ArchiveQuerySet":
        return self.filter(equipe=equipe)


class Archive(Immuable):
    """A year of an équipe, counted once, the day its rencontres left."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    equipe = models.ForeignKey(Equipe, on_delete=models.PROTECT, related_name="+")
    annee = models.PositiveSmallIntegerField("année")
    figee_le = models.DateField("figée le")

    objects = ArchiveQuerySet.as_manager()

    class Meta:
        verbose_name = "archive figée"
        verbose_name_plural = "archives figées"
        ordering = ["-annee"]
        constraints = [
            models.UniqueConstraint(
                fields=["equipe", "annee"],
                name="archive_annee_unique",
                violation_error_message="Cette année est déjà figée.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.equipe}, {self.annee}"


class EffectifFige(Immuable):
    """One count of rencontres: by `ligne`, and by `colonne` in a table of two entries.

    Both are codes; a quartier is named by its key (« 35238-3 »). Empty: all of them.
    """

    archive = models.ForeignKey(Archive, on_delete=models.PROTECT, related_name="effectifs")
    table = models.CharField("table", max_length=30)
    ligne = models.CharField("ligne", max_length=60, blank=True)
    colonne = models.CharField("colonne", max_length=60, blank=True)
    nombre = models.PositiveIntegerField("rencontres")

    objects: Any = ImmuableQuerySet.as_manager()

    class Meta:
        verbose_name = "effectif figé"
        verbose_name_plural = "effectifs figés"
        ordering = ["archive", "table", "ligne", "colonne"]
        constraints = [
            models.UniqueConstraint(
                fields=["archive", "table", "ligne", "colonne"], name="effectif_fige_unique"
            ),
            models.CheckConstraint(
                condition=Q(nombre__gte=AU_MOINS),
                name="effectif_fige_assez_grand",
                violation_error_message="Un nombre sous 11 ne s’archive pas.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.ligne} {self.colonne}".strip()
