"""Sorties, their haltes, what was counted there, the bilan that closes them, the outils used."""

import uuid
from datetime import date, time, timedelta
from typing import Any

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from medlove.models import Appartenance, Equipe, Metier, Utilisateur
from sessions.element import Element
from sessions.nomenclatures.listes import Choix, parmi
from sessions.notes.marques import Morceau, decouper
from territoires.models import Lieu, Quartier

ORDRE_DES_SORTIES = ["-date", "creneau", "id"]
# Noted later than that after its day, a sortie comes from a spreadsheet: nobody is asked how it
# felt any more.
BILAN_ENCORE_FRAIS = timedelta(days=30)
TOTALISES = ("minutes", "rencontres", "passages", "refus")


class SortieQuerySet(models.QuerySet["Sortie"]):
    def de(self, equipe: Equipe) -> "SortieQuerySet":
        return self.filter(equipe=equipe)

    def visible_to(self, appartenance: Appartenance | None) -> "SortieQuerySet":
        """Every sortie of the équipe, for those who go out; steering reads figures only."""
        if appartenance is None or not appartenance.va_sur_le_terrain:
            return self.none()
        return self.de(appartenance.equipe)

    def avec_quartier(self) -> "SortieQuerySet":
        """With the quartier at hand, without its outline, which weighs tens of kilobytes."""
        return self.select_related("quartier").defer(
            "quartier__contour", "quartier__contour_simplifie"
        )

    def faites(self) -> "SortieQuerySet":
        return self.filter(statut__in=Sortie.FAITES)

    def pendant(self, du: date, au: date) -> "SortieQuerySet":
        """Both days included."""
        return self.filter(date__range=(du, au))

    def a_venir(self) -> "SortieQuerySet":
        return self.filter(date__gte=timezone.localdate()).exclude(statut=Sortie.ANNULEE)

    def pour_la_liste(self) -> "SortieQuerySet":
        """With what a row of the list shows: quartier, crew, bilan, `mixte`, what was counted."""
        return (
            self.avec_quartier()
            .avec_chiffres()
            .annotate(mixte=mixte())
            .select_related("bilan")
            .prefetch_related("equipage")
            .order_by(*ORDRE_DES_SORTIES)
        )

    def mixtes(self, oui: bool = True) -> "SortieQuerySet":
        """Those whose crew is mixed; False for the others."""
        return self.filter(mixte() if oui else ~mixte())

    def avec_chiffres(self) -> "SortieQuerySet":
        """What each came to: `nb_haltes`, `nb_minutes`, `nb_rencontres`, `nb_passages`,
        `nb_refus`."""
        return self.annotate(
            nb_haltes=_pour_une(Count("haltes")),
            nb_minutes=_pour_une(Sum("haltes__minutes", default=0)),
            nb_rencontres=_pour_une(Count("rencontres")),
            nb_passages=_pour_une(Sum("haltes__passages__passages", default=0)),
            nb_refus=_pour_une(Sum("haltes__passages__refus", default=0)),
        )

    def totaux(self) -> dict[str, int]:
        """What they came to together: minutes, rencontres, passages, refus. One query."""
        sommes = {nom: Sum(f"nb_{nom}", default=0) for nom in TOTALISES}
        totaux: dict[str, int] = self.avec_chiffres().order_by().aggregate(**sommes)
        return totaux

    def bilan_a_faire(self) -> "SortieQuerySet":
        """Past and told without one; not those that a spreadsheet brought long after."""
        return self.filter(
            date__lt=timezone.localdate(), bilan=None, saisi_le__lte=F("date") + BILAN_ENCORE_FRAIS
        ).exclude(statut=Sortie.ANNULEE)

    def que_doit(self, membre: Utilisateur) -> "SortieQuerySet":
        """Those whose bilan awaits this member: in the crew, or no crew was said."""
        equipages = Sortie.equipage.through.objects.filter(sortie=OuterRef("pk"))
        sien = Exists(equipages.filter(utilisateur=membre))
        return self.bilan_a_faire().filter(sien | ~Exists(equipages))


def mixte() -> Any:
    """Of a sortie: social and digital mediation in the same crew."""
    sociale, numerique = (
        Exists(
            Appartenance.objects.filter(
                equipe=OuterRef("equipe"), utilisateur__sorties=OuterRef("pk"), metier=metier
            )
        )
        for metier in (Metier.MEDIATION_SOCIALE, Metier.MEDIATION_NUMERIQUE)
    )
    return sociale & numerique


def _pour_une(compte: Any) -> Subquery:
    """An aggregate of one sortie by itself: two joins in one query would multiply its rows."""
    elle = Sortie.objects.filter(pk=OuterRef("pk")).order_by().values("pk")
    return Subquery(elle.annotate(compte=compte).values("compte"))


class Sortie(Element):
    """One outing: a date, a quartier, a crew, stops."""

    PLANIFIEE, EN_COURS, TERMINEE, ANNULEE = "planifiee", "en_cours", "terminee", "annulee"
    FAITES = (EN_COURS, TERMINEE)

    date = models.DateField("date")
    creneau = models.CharField("créneau", max_length=20, choices=Choix("creneau"))
    quartier = models.ForeignKey(Quartier, on_delete=models.PROTECT, related_name="sorties")
    equipage = models.ManyToManyField(
        Utilisateur, blank=True, related_name="sorties", verbose_name="équipage"
    )
    statut = models.CharField(
        "statut", max_length=20, choices=Choix("statut_sortie"), default=PLANIFIEE
    )
    motif_annulation = models.CharField("motif de l’annulation", max_length=140, blank=True)
    questions = models.JSONField("questions de la sortie", default=list, blank=True)
    intention = models.CharField("intention", max_length=280, blank=True)

    objects = SortieQuerySet.as_manager()

    class Meta:
        verbose_name = "sortie"
        ordering = ORDRE_DES_SORTIES
        indexes = [models.Index(fields=["equipe", "date"], name="sortie_equipe_date")]
        constraints = [
            models.CheckConstraint(
                condition=parmi("creneau", "creneau"),
                name="sortie_creneau_connu",
                violation_error_message="Ce créneau n’existe pas.",
            ),
            models.CheckConstraint(
                condition=parmi("statut", "statut_sortie"),
                name="sortie_statut_connu",
                violation_error_message="Ce statut n’existe pas.",
            ),
            models.CheckConstraint(
                condition=~Q(statut="annulee", motif_annulation=""),
                name="sortie_annulee_avec_motif",
                violation_error_message="Une sortie annulée dit pourquoi : ajouter le motif.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quartier}, {self.date:%d/%m/%Y}"

    @property
    def attend_son_bilan(self) -> bool:
        return (
            self.date < timezone.localdate()
            and self.saisi_le <= self.date + BILAN_ENCORE_FRAIS
            and self.statut != self.ANNULEE
            and not hasattr(self, "bilan")
        )


class HalteQuerySet(models.QuerySet["Halte"]):
    def de(self, equipe: Equipe) -> "HalteQuerySet":
        return self.filter(equipe=equipe)

    def racontees(self) -> "HalteQuerySet":
        """With lieu and quartier at hand, and what was counted: `nb_passages`, `nb_refus`."""
        return (
            self.select_related("lieu", "quartier")
            .defer("quartier__contour", "quartier__contour_simplifie")
            .annotate(
                nb_passages=Coalesce(Sum("passages__passages"), 0),
                nb_refus=Coalesce(Sum("passages__refus"), 0),
            )
        )

    def minutes(self) -> int:
        """Minutes of presence, over the haltes whose arrivée and départ are known."""
        return self.aggregate(total=Sum("minutes"))["total"] or 0


class Halte(Element):
    """One stop of a sortie at a lieu. Its times are the team's own public fact."""

    sortie = models.ForeignKey(Sortie, on_delete=models.CASCADE, related_name="haltes")
    rang = models.PositiveSmallIntegerField("rang", default=1)
    lieu = models.ForeignKey(
        Lieu, null=True, blank=True, on_delete=models.PROTECT, related_name="haltes"
    )
    quartier = models.ForeignKey(Quartier, on_delete=models.PROTECT, related_name="haltes")
    arrivee = models.TimeField("arrivée", null=True, blank=True)
    depart = models.TimeField("départ", null=True, blank=True)
    minutes = models.PositiveSmallIntegerField("minutes de présence", null=True, editable=False)

    objects = HalteQuerySet.as_manager()

    class Meta:
        verbose_name = "halte"
        ordering = ["sortie", "rang", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(depart__isnull=True)
                | Q(arrivee__isnull=True)
                | Q(depart__gt=F("arrivee")),
                name="halte_depart_apres_arrivee",
                violation_error_message="Le départ vient après l’arrivée.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.lieu or self.quartier)

    @staticmethod
    def duree(arrivee: time | None, depart: time | None) -> int | None:
        """Minutes between the two, the value of `minutes`; None when one is not known."""
        if arrivee is None or depart is None:
            return None
        return (depart.hour - arrivee.hour) * 60 + depart.minute - arrivee.minute

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.minutes = self.duree(self.arrivee, self.depart)
        super().save(*args, **kwargs)


class PassagesQuerySet(models.QuerySet["Passages"]):
    def de(self, equipe: Equipe) -> "PassagesQuerySet":
        return self.filter(equipe=equipe)

    def totaux(self) -> dict[str, int]:
        """{"passages": n, "refus": n}, zero when nothing was counted."""
        sommes: dict[str, Any] = self.aggregate(passages=Sum("passages"), refus=Sum("refus"))
        return {nom: somme or 0 for nom, somme in sommes.items()}


class Passages(Element):
    """A running total of passages and refus: one a halte and a tablet."""

    halte = models.ForeignKey(Halte, on_delete=models.CASCADE, related_name="passages")
    passages = models.PositiveSmallIntegerField("passages", default=0)
    refus = models.PositiveSmallIntegerField("refus", default=0)

    objects = PassagesQuerySet.as_manager()

    class Meta:
        verbose_name = "passages et refus"
        verbose_name_plural = "passages et refus"
        ordering = ["halte", "id"]


# Signs: what a card to cut out holds.
REGLES_AU_PLUS = 2_000


class OutilQuerySet(models.QuerySet["Outil"]):
    def de(self, equipe: Equipe) -> "OutilQuerySet":
        return self.filter(equipe=equipe)


class Outil(models.Model):
    """A playful tool, invented or identified, and how to use it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    equipe = models.ForeignKey(Equipe, on_delete=models.PROTECT, related_name="+")
    nom = models.CharField("nom", max_length=80)
    origine = models.CharField("origine", max_length=20, choices=Choix("origine_outil"))
    regles = models.TextField("règles", max_length=REGLES_AU_PLUS, blank=True)
    minutes = models.PositiveSmallIntegerField("durée (minutes)", null=True, blank=True)
    materiel = models.CharField("matériel", max_length=200, blank=True)
    licence = models.CharField("licence", max_length=80, blank=True)
    credit = models.CharField("crédit", max_length=120, blank=True)
    photo = models.FileField("photo", upload_to="outils", blank=True)
    photo_montre = models.CharField("ce que la photo montre", max_length=300, blank=True)
    a_imprimer = models.FileField("fichier à imprimer", upload_to="outils", blank=True)
    is_active = models.BooleanField("proposé", default=True)

    objects = OutilQuerySet.as_manager()

    class Meta:
        verbose_name = "outil ludique"
        verbose_name_plural = "outils ludiques"
        ordering = ["nom"]
        constraints = [
            models.UniqueConstraint(
                fields=["equipe", "nom"],
                name="outil_nom_unique",
                violation_error_message="L’équipe a déjà un outil de ce nom.",
            ),
        ]

    def __str__(self) -> str:
        return self.nom


class BilanQuerySet(models.QuerySet["Bilan"]):
    def de(self, equipe: Equipe) -> "BilanQuerySet":
        return self.filter(equipe=equipe)

    def a_relire(self) -> "BilanQuerySet":
        """Those with a scène or a parole, as it is now, that no coordinator has read."""
        scene = ~Q(scene="") & Q(choix_de_la_scene="")
        return self.filter(scene | ~Q(parole="") & Q(parole_relue=False))

    def scenes_gardees(self) -> "BilanQuerySet":
        """The scènes that a cahier may tell."""
        return self.exclude(scene="").filter(choix_de_la_scene=Bilan.GARDEE)

    def scenes_ecartees(self) -> "BilanQuerySet":
        return self.exclude(scene="").filter(choix_de_la_scene=Bilan.ECARTEE)

    def pour_la_relecture(self) -> "BilanQuerySet":
        """With the sortie and its quartier; the oldest come first."""
        lus = self.select_related("sortie__quartier").defer(
            "sortie__quartier__contour", "sortie__quartier__contour_simplifie"
        )
        return lus.order_by("sortie__date", "pk")


class Bilan(Element):
    """The crew's debrief: the totals confirmed, then what was seen and learnt."""

    GARDEE, ECARTEE = "gardee", "ecartee"
    CHOIX_DE_SCENE = [(GARDEE, "Gardée pour le cahier"), (ECARTEE, "Pas pour le cahier")]

    sortie = models.OneToOneField(Sortie, on_delete=models.CASCADE, related_name="bilan")
    rencontres = models.PositiveSmallIntegerField("rencontres confirmées", null=True)
    passages = models.PositiveSmallIntegerField("passages confirmés", null=True)
    refus = models.PositiveSmallIntegerField("refus confirmés", null=True)
    meteo = models.CharField("météo", max_length=20, choices=Choix("meteo"), blank=True)
    ambiance = models.CharField("ambiance", max_length=20, choices=Choix("ambiance"), blank=True)
    accroche = models.JSONField("accroche", default=list, blank=True)
    ce_qui_a_pris = models.TextField("ce qui a pris", max_length=500, blank=True)
    ce_qui_a_coince = models.TextField("ce qui a coincé", max_length=500, blank=True)
    scene = models.TextField("scène", max_length=1000, blank=True)
    parole = models.CharField("parole", max_length=140, blank=True)
    appris = models.TextField("appris", max_length=500, blank=True)
    a_faire = models.TextField("à faire", max_length=500, blank=True)
    invites = models.CharField("invités à bord", max_length=140, blank=True)
    besoin_formation = models.CharField("besoin de formation", max_length=280, blank=True)
    envie_d_en_parler = models.CharField("envie d’en parler", max_length=280, blank=True)
    affiche_visible = models.BooleanField("affiche visible", null=True)
    kilometres_dixiemes = models.PositiveSmallIntegerField("kilomètres (dixièmes)", null=True)
    preparation_minutes = models.PositiveSmallIntegerField("préparation (minutes)", null=True)
    route_minutes = models.PositiveSmallIntegerField("route (minutes)", null=True)
    # Of the texts as they are: another text is to be read again.
    choix_de_la_scene = models.CharField(
        "choix de la scène", max_length=10, choices=CHOIX_DE_SCENE, blank=True, editable=False
    )
    parole_relue = models.BooleanField("parole relue", default=False, editable=False)
    # By text, where the détecteur warned (sessions/notes/marques.py); null: nowhere.
    reperes = models.JSONField("repères des textes", null=True, editable=False)

    objects = BilanQuerySet.as_manager()

    class Meta:
        verbose_name = "bilan"

    def __str__(self) -> str:
        return f"Bilan de {self.sortie}"

    def _en_morceaux(self, champ: str) -> list[Morceau]:
        return decouper(getattr(self, champ), (self.reperes or {}).get(champ))

    @property
    def scene_en_morceaux(self) -> list[Morceau]:
        """The scène with its marks, for a page to highlight."""
        return self._en_morceaux("scene")

    @property
    def parole_en_morceaux(self) -> list[Morceau]:
        return self._en_morceaux("parole")


class UsageOutil(models.Model):
    """An outil used during a sortie, and what it gave."""

    bilan = models.ForeignKey(Bilan, on_delete=models.CASCADE, related_name="outils")
    outil = models.ForeignKey(Outil, on_delete=models.PROTECT, related_name="usages")
    reaction = models.CharField("réaction", max_length=20, choices=Choix("reaction"))

    class Meta:
        verbose_name = "usage d’un outil"
        constraints = [
            models.UniqueConstraint(fields=["bilan", "outil"], name="usage_outil_unique"),
        ]
