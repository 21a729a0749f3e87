"""Mot courant: a word that the équipe says is nobody's name. Proposed, then accepted or refused."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from medlove.models import Equipe
from sessions.element import Element

LONGUEUR_MOT = 40


class MotCourantQuerySet(models.QuerySet["MotCourant"]):
    def de(self, equipe: Equipe) -> "MotCourantQuerySet":
        return self.filter(equipe=equipe)

    def acceptes(self) -> "MotCourantQuerySet":
        return self.filter(accepte=True)

    def proposes(self) -> "MotCourantQuerySet":
        """What tablets proposed and nobody has answered, however they capitalise it."""
        acceptes = MotCourant.objects.acceptes().filter(
            equipe=OuterRef("equipe"), forme=OuterRef("forme")
        )
        return self.filter(~Exists(acceptes), accepte=False)

    def du_mot(self, mot: str) -> "MotCourantQuerySet":
        """Those that say it, however it is capitalised."""
        return self.filter(forme=forme(mot))


def forme(mot: str) -> str:
    """What two writings of one word share. By Python, whose lower case is that of no database."""
    return mot.casefold()


class MotCourant(Element):
    """One word, in one writing. A mediator proposes, a coordinator answers: nothing is learned
    alone. What is refused goes, its word with it."""

    mot = models.CharField("mot", max_length=LONGUEUR_MOT)
    # A letter may be several once lowered (ß, ŉ): three at most, says Unicode.
    forme = models.CharField("mot, en minuscules", max_length=3 * LONGUEUR_MOT, editable=False)
    accepte = models.BooleanField("accepté", default=False)

    objects = MotCourantQuerySet.as_manager()

    class Meta:
        verbose_name = "mot courant"
        verbose_name_plural = "mots courants"
        ordering = ["forme", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(mot=""),
                name="mot_courant_ecrit",
                violation_error_message="Un mot courant a des lettres : les écrire.",
            ),
            models.UniqueConstraint(
                fields=["equipe", "forme"],
                condition=Q(accepte=True),
                name="mot_courant_accepte_une_fois",
                violation_error_message="Ce mot est déjà dans la liste de l’équipe.",
            ),
        ]

    def __str__(self) -> str:
        return self.mot
