"""What the tablet leaves on the server: the devices, and every element as it came."""

import uuid
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from medlove.models import Appartenance, Equipe, Role, Utilisateur


class AppareilQuerySet(models.QuerySet["Appareil"]):
    def de(self, equipe: Equipe) -> "AppareilQuerySet":
        return self.filter(equipe=equipe)

    def en_service(self) -> "AppareilQuerySet":
        return self.filter(revoque_le=None)

    def pour_la_liste(self) -> "AppareilQuerySet":
        """With what a row of the list shows: who enrolled it, `nb_a_corriger`; in service first."""
        a_corriger = Reception.objects.a_corriger().filter(appareil=OuterRef("pk")).order_by()
        comptes = a_corriger.values("appareil").values(nombre=Count("pk"))
        return (
            self.select_related("enrole_par")
            .annotate(nb_a_corriger=Coalesce(Subquery(comptes), 0))
            .order_by(F("revoque_le").desc(nulls_first=True), "nom", "pk")
        )


class Appareil(models.Model):
    """A tablet that may add and replace the records of its équipe, and nothing else."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    equipe = models.ForeignKey(Equipe, on_delete=models.CASCADE, related_name="appareils")
    nom = models.CharField("nom", max_length=60)
    jeton_sha256 = models.CharField("empreinte du jeton", max_length=64, unique=True)
    enrole_par = models.ForeignKey(
        Utilisateur, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    enrole_le = models.DateTimeField("enrôlé le", default=timezone.now)
    dernier_contact = models.DateTimeField("dernier contact", null=True)
    revoque_le = models.DateTimeField("révoqué le", null=True)

    objects = AppareilQuerySet.as_manager()

    class Meta:
        verbose_name = "appareil"
        ordering = ["nom"]

    def __str__(self) -> str:
        return self.nom


class CodeDEnrolementQuerySet(models.QuerySet["CodeDEnrolement"]):
    def valables(self) -> "CodeDEnrolementQuerySet":
        """Those that still enrol: in time, not spent, whose author still coordinates."""
        coordination = Appartenance.objects.en_cours().filter(
            equipe=OuterRef("equipe"), utilisateur=OuterRef("cree_par"), role=Role.COORDINATION
        )
        return self.filter(
            Exists(coordination),
            utilise_le=None,
            essais__lt=CodeDEnrolement.ESSAIS_AU_PLUS,
            cree_le__gt=timezone.now() - CodeDEnrolement.VALIDITE,
        )


class CodeDEnrolement(models.Model):
    """A code told once, that enrols one tablet. An équipe has one at a time: the last.

    `repere` are its first four characters, which find it; `preuve` is a hash of the whole,
    which proves it. `essais` counts every try, the right one too.
    """

    ESSAIS_AU_PLUS = 5
    VALIDITE = timedelta(minutes=10)

    equipe = models.OneToOneField(Equipe, on_delete=models.CASCADE, related_name="+")
    cree_par = models.ForeignKey(Utilisateur, on_delete=models.CASCADE, related_name="+")
    cree_le = models.DateTimeField("créé le", default=timezone.now)
    repere = models.CharField("repère", max_length=4, unique=True)
    preuve = models.CharField("empreinte du code", max_length=64)
    essais = models.PositiveSmallIntegerField("essais", default=0)
    utilise_le = models.DateTimeField("utilisé le", null=True)

    objects = CodeDEnrolementQuerySet.as_manager()

    class Meta:
        verbose_name = "code d’enrôlement"
        verbose_name_plural = "codes d’enrôlement"

    def __str__(self) -> str:
        return self.repere

    @property
    def expire_le(self) -> datetime:
        return self.cree_le + self.VALIDITE


class Verdict(models.TextChoices):
    """What the server answers for each element: see docs/contrat-terrain.md."""

    CREE = "cree", "Créé"
    DEJA = "deja", "Déjà reçu"
    REMPLACE = "remplace", "Remplacé"
    CONFLIT = "conflit", "Deux versions"
    QUARANTAINE = "quarantaine", "À corriger"
    SUPPRIME = "supprime", "Supprimé"
    REESSAYER = "reessayer", "À renvoyer"


class ReceptionQuerySet(models.QuerySet["Reception"]):
    def de(self, equipe: Equipe) -> "ReceptionQuerySet":
        return self.filter(equipe=equipe)

    def a_corriger(self) -> "ReceptionQuerySet":
        return self.filter(verdict__in=[Verdict.QUARANTAINE, Verdict.CONFLIT], traitee_le=None)

    def pour_la_liste(self) -> "ReceptionQuerySet":
        """The last come first, with what a row tells of who sent it."""
        return self.select_related("appareil", "membre").order_by("-recue_le", "-pk")


class Reception(models.Model):
    """One raw element as it came, with the verdict it was given."""

    equipe = models.ForeignKey(Equipe, on_delete=models.CASCADE, related_name="+")
    appareil = models.ForeignKey(Appareil, null=True, on_delete=models.SET_NULL, related_name="+")
    membre = models.ForeignKey(Utilisateur, null=True, on_delete=models.SET_NULL, related_name="+")
    element = models.CharField("identifiant de l’élément", max_length=64)
    empreinte = models.CharField("empreinte", max_length=64)
    type = models.CharField("type", max_length=40)
    brut = models.JSONField("élément brut", null=True)
    verdict = models.CharField("verdict", max_length=20, choices=Verdict.choices)
    motif = models.CharField("motif", max_length=200, blank=True)
    recue_le = models.DateTimeField("reçue le", default=timezone.now)
    traitee_le = models.DateTimeField("traitée le", null=True)

    objects = ReceptionQuerySet.as_manager()

    class Meta:
        verbose_name = "réception"
        ordering = ["recue_le", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["equipe", "element", "empreinte"], name="reception_unique"
            ),
        ]
