"""Paroles: what was heard, rewritten so that nobody is recognised. Only they are quoted."""

import uuid

from django.db import models
from django.db.models import Q

from medlove.models import Equipe
from sessions.nomenclatures.listes import domaines
from sessions.periodes import Trimestre
from sessions.rencontres.models import Rencontre
from sessions.sorties.models import Bilan
from territoires.models import Quartier

LONGUEUR_PAROLE = 140


def choix_de_domaine() -> list[tuple[str, str]]:
    return [(code, domaine.libelle) for code, domaine in domaines().items()]


class ParoleQuerySet(models.QuerySet["Parole"]):
    def de(self, equipe: Equipe) -> "ParoleQuerySet":
        return self.filter(equipe=equipe)

    def pour_la_liste(self) -> "ParoleQuerySet":
        """With the quartier at hand, without its outline."""
        return self.select_related("quartier").defer(
            "quartier__contour", "quartier__contour_simplifie"
        )

    def pendant(self, premier: Trimestre, dernier: Trimestre) -> "ParoleQuerySet":
        """Both trimestres included."""
        return self.filter(trimestre__range=(str(premier), str(dernier)))


class Parole(models.Model):
    """Words noted from memory, then rewritten by a coordinator.

    Nothing leads from it back to a rencontre: no author, no day, not even that of its writing,
    which the journal would match; a drawn id, and an order that is not that of its coming.
    """

    NOTE, BILAN = "note", "bilan"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    equipe = models.ForeignKey(Equipe, on_delete=models.PROTECT, related_name="+")
    texte = models.CharField("parole", max_length=LONGUEUR_PAROLE)
    trimestre = models.CharField("trimestre", max_length=7, editable=False)
    quartier = models.ForeignKey(
        Quartier, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    domaine = models.CharField("domaine", max_length=20, blank=True, choices=choix_de_domaine)
    source = models.CharField(
        "source", max_length=10, choices=[(NOTE, "Une note"), (BILAN, "Un bilan")], editable=False
    )

    objects = ParoleQuerySet.as_manager()

    class Meta:
        verbose_name = "parole"
        ordering = ["-trimestre", "texte", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(texte=""),
                name="parole_avec_texte",
                violation_error_message="Une parole a des mots : les écrire.",
            ),
            models.CheckConstraint(
                condition=Q(source__in=["note", "bilan"]),
                name="parole_source_connue",
                violation_error_message="Une parole vient d’une note ou d’un bilan.",
            ),
        ]

    @classmethod
    def de_la_note(cls, rencontre: Rencontre) -> "Parole":
        """Yet to be written; of the rencontre it keeps the trimestre and no more."""
        trimestre = str(Trimestre.du_jour(rencontre.jour))
        return cls(equipe=rencontre.equipe, trimestre=trimestre, source=cls.NOTE)

    @classmethod
    def du_bilan(cls, bilan: Bilan) -> "Parole":
        """The same, from the parole that the crew noted."""
        trimestre = str(Trimestre.du_jour(bilan.sortie.date))
        return cls(equipe=bilan.equipe, trimestre=trimestre, source=cls.BILAN)

    def __str__(self) -> str:
        return f"«\u202f{self.texte}\u202f»"

    @property
    def libelle_du_trimestre(self) -> str:
        return Trimestre.lire(self.trimestre).libelle
