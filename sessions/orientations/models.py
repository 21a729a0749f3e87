"""Orientations and what came of them; calls to a professional; directory entries checked."""

import uuid
from datetime import date, timedelta

from django.db import models
from django.db.models import Exists, OuterRef, Q

from medlove.models import Equipe
from sessions.element import Element
from sessions.nomenclatures.listes import Choix, parmi
from sessions.nomenclatures.models import CategorieBesoin
from sessions.rencontres.models import Besoin, Rencontre
from sessions.sorties.models import Sortie
from territoires.models import Partenaire, Professionnel, Quartier

# An outcome is asked again after thirty days, and awaited for sixty.
RELANCE, ATTENTE = timedelta(days=30), timedelta(days=60)


class OrientationQuerySet(models.QuerySet["Orientation"]):
    def de(self, equipe: Equipe) -> "OrientationQuerySet":
        return self.filter(equipe=equipe)

    def pendant(self, du: date, au: date) -> "OrientationQuerySet":
        return self.filter(jour__range=(du, au))

    def avec_suite(self) -> "OrientationQuerySet":
        """Those whose outcome is known, were it « suite inconnue »."""
        return self.exclude(statut=Orientation.REMISE)

    def attendues(self, jour: date) -> "OrientationQuerySet":
        """Those whose outcome may still be told on that day."""
        return self.filter(statut=Orientation.REMISE, jour__gte=jour - ATTENTE)

    def perdues_de_vue(self, jour: date) -> "OrientationQuerySet":
        """Those nobody told of in time."""
        return self.filter(statut=Orientation.REMISE, jour__lt=jour - ATTENTE)

    def a_relancer(self, jour: date) -> "OrientationQuerySet":
        """Awaited for thirty days, by a partenaire that agreed to be asked again, once."""
        return self.attendues(jour).filter(
            jour__lte=jour - RELANCE,
            relancee_le=None,
            partenaire__is_active=True,
            partenaire__accepte_les_rappels=True,
        )

    def a_couper(self) -> "OrientationQuerySet":
        """Those whose outcome is known and that still hold on to a rencontre, or to a day."""
        retenues = Q(besoin__isnull=False) | Q(jeton_sha256__isnull=False)
        datees = Q(relancee_le__isnull=False) | ~Q(jour__day=1)
        suites = Suite.objects.filter(orientation=OuterRef("pk")).exclude(jour__day=1)
        return self.avec_suite().filter(retenues | datees | Exists(suites))


class Orientation(models.Model):
    """A referral to a partenaire.

    Once its outcome is known, or after sixty days, its besoin and the empreinte of its token
    are forgotten and `jour` is the first of its month: nothing leads back to a rencontre.
    """

    REMISE, ACCUEILLIE, REFUSEE = "remise", "accueillie", "refusee"
    NON_VENUE, EXPIREE = "non_venue", "expiree"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    equipe = models.ForeignKey(Equipe, on_delete=models.PROTECT, related_name="+")
    besoin = models.ForeignKey(
        Besoin, null=True, blank=True, on_delete=models.CASCADE, related_name="orientations"
    )
    partenaire = models.ForeignKey(
        Partenaire, on_delete=models.PROTECT, related_name="orientations"
    )
    categorie = models.ForeignKey(CategorieBesoin, on_delete=models.PROTECT, related_name="+")
    quartier = models.ForeignKey(Quartier, on_delete=models.PROTECT, related_name="+")
    jour = models.DateField("jour", editable=False)
    modalite = models.CharField("modalité", max_length=40, choices=Choix("modalite"))
    jeton_sha256 = models.CharField(
        "empreinte du jeton", max_length=64, null=True, blank=True, unique=True
    )
    statut = models.CharField(
        "suite", max_length=20, choices=Choix("statut_orientation"), default=REMISE
    )
    # What remains of the days between the orientation and its outcome.
    delai = models.CharField("délai", max_length=20, choices=Choix("delai_de_suite"), blank=True)
    relancee_le = models.DateField("relancée le", null=True, blank=True, editable=False)

    objects = OrientationQuerySet.as_manager()

    class Meta:
        verbose_name = "orientation"
        ordering = ["-jour", "id"]
        indexes = [models.Index(fields=["equipe", "jour"], name="orientation_equipe_jour")]
        constraints = [
            models.CheckConstraint(
                condition=parmi("statut", "statut_orientation"),
                name="orientation_statut_connu",
                violation_error_message="Cette suite n’existe pas.",
            ),
            models.CheckConstraint(
                condition=~Q(statut="non_venue") | Q(modalite="rendez_vous_pris"),
                name="orientation_non_venue_sur_rendez_vous",
                violation_error_message="« Non venue » ne se dit que d’un rendez-vous pris.",
            ),
        ]

    def __str__(self) -> str:
        return f"Orientation vers {self.partenaire}"

    @property
    def sur_rendez_vous(self) -> bool:
        return self.modalite == "rendez_vous_pris"


class Suite(models.Model):
    """One dated step of what came of an orientation, and who told.

    Its id is drawn: numbered in order, outcomes would tell in which order they came.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    orientation = models.ForeignKey(Orientation, on_delete=models.CASCADE, related_name="suites")
    statut = models.CharField("suite", max_length=20, choices=Choix("statut_orientation"))
    jour = models.DateField("jour")
    source = models.CharField("dite par", max_length=20, choices=Choix("source_suite"))
    motif = models.CharField("motif", max_length=40, choices=Choix("motif_de_refus"), blank=True)

    class Meta:
        verbose_name = "suite d’une orientation"
        verbose_name_plural = "suites des orientations"
        ordering = ["jour", "id"]


class RetourGroupe(models.Model):
    """How many of the people sent in a month a partenaire says it received, without saying who."""

    equipe = models.ForeignKey(Equipe, on_delete=models.PROTECT, related_name="+")
    partenaire = models.ForeignKey(
        Partenaire, on_delete=models.CASCADE, related_name="retours_groupes"
    )
    mois = models.DateField("mois", help_text="Son premier jour.")
    accueillies = models.PositiveSmallIntegerField("personnes accueillies")
    source = models.CharField("dit par", max_length=20, choices=Choix("source_suite"))
    dit_le = models.DateField("dit le")

    class Meta:
        verbose_name = "retour groupé"
        verbose_name_plural = "retours groupés"
        ordering = ["-mois", "partenaire"]
        constraints = [
            models.UniqueConstraint(
                fields=["partenaire", "mois"],
                name="retour_groupe_un_par_mois",
                violation_error_message="Ce partenaire a déjà un retour pour ce mois.",
            ),
        ]


class Appel(Element):
    """« Un coup de fil à un ami »: a professional called during a sortie."""

    sortie = models.ForeignKey(Sortie, on_delete=models.CASCADE, related_name="appels")
    rencontre = models.ForeignKey(
        Rencontre, null=True, blank=True, on_delete=models.SET_NULL, related_name="appels"
    )
    professionnel = models.ForeignKey(
        Professionnel, on_delete=models.PROTECT, related_name="appels"
    )
    debloque = models.BooleanField("a débloqué", null=True)

    class Meta:
        verbose_name = "appel"


class Verification(Element):
    """« Toujours exact ? »: someone says whether a directory entry is still true."""

    partenaire = models.ForeignKey(
        Partenaire, on_delete=models.CASCADE, related_name="verifications"
    )
    exact = models.BooleanField("exact")

    class Meta:
        verbose_name = "vérification"
        verbose_name_plural = "vérifications"
