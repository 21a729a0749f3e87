"""Rencontres and their besoins: no name, no time, no place finer than a halte."""

import uuid
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Prefetch, Q
from django.db.models.functions import Length
from django.dispatch import Signal, receiver
from django.utils import timezone

from medlove.models import Appartenance, Equipe, Role, Utilisateur
from sessions.element import Element
from sessions.nomenclatures.chargement import categories_reclassees
from sessions.nomenclatures.listes import NON_RENSEIGNE, Choix, parmi
from sessions.nomenclatures.models import CategorieBesoin
from sessions.notes.marques import Morceau, decouper
from sessions.rencontres.premiers import MARQUES, remarquer
from sessions.sorties.models import Halte, Sortie
from territoires.models import Quartier

LONGUEUR_NOTE = 280

# Sent with `textes`, the notes that were erased or rewritten, by rencontre: whoever keeps a copy
# of one lets go of it.
notes_retirees = Signal()

models.TextField.register_lookup(Length)


class RencontreQuerySet(models.QuerySet["Rencontre"]):
    def de(self, equipe: Equipe) -> "RencontreQuerySet":
        return self.filter(equipe=equipe)

    def visible_to(self, appartenance: Appartenance | None) -> "RencontreQuerySet":
        """A coordinator reads all; a mediator their own and those of today's sorties."""
        if appartenance is None or not appartenance.va_sur_le_terrain:
            return self.none()
        rencontres = self.de(appartenance.equipe)
        if appartenance.role == Role.COORDINATION:
            return rencontres
        return rencontres.filter(
            Q(auteur=appartenance.utilisateur) | Q(sortie__date=timezone.localdate())
        )

    def avec_lieux(self) -> "RencontreQuerySet":
        """With sortie, halte and quartier at hand, without the outline of the quartier."""
        return self.select_related("sortie", "quartier", "halte__lieu").defer(
            "quartier__contour", "quartier__contour_simplifie"
        )

    def pour_la_liste(self) -> "RencontreQuerySet":
        """With what a row shows: lieux and besoins. The note does not leave the database."""
        besoins = Besoin.objects.select_related("categorie")
        lignes = (
            self.avec_lieux()
            .prefetch_related(Prefetch("besoins", besoins))
            .defer("note", "reperes")
        )
        return lignes.order_by("-jour", "id")

    def pendant(self, du: date, au: date) -> "RencontreQuerySet":
        """Both days included, by the day of the sortie."""
        return self.filter(jour__range=(du, au))

    def avec_note(self) -> "RencontreQuerySet":
        return self.exclude(note="")

    def notes_a_relire(self) -> "RencontreQuerySet":
        """Those whose note, as it is now, no coordinator has read."""
        return self.avec_note().filter(note_relue=False)

    def a_regarder(self) -> "RencontreQuerySet":
        """Those where the détecteur warned."""
        return self.filter(reperes__isnull=False)

    def notes_bientot_effacees(self, jours: int = 14) -> "RencontreQuerySet":
        """Those whose note reaches its term within so many days, or has passed it."""
        delai = timedelta(days=jours - settings.MEDLOVE_DELAIS.notes_jours)
        return self.avec_note().filter(saisi_le__lte=timezone.localdate() + delai)

    def pour_la_relecture(self) -> "RencontreQuerySet":
        """With the note and its besoins; the soonest erased come first."""
        besoins = Besoin.objects.select_related("categorie")
        lues = self.avec_lieux().prefetch_related(Prefetch("besoins", besoins))
        return lues.order_by("saisi_le", "pk")


def _declare(libelle: str, liste: str) -> "models.CharField[str, str]":
    return models.CharField(libelle, max_length=40, choices=Choix(liste), default=NON_RENSEIGNE)


class Rencontre(Element):
    """One encounter noted without identity: the profile is that of the person who speaks.

    `jour` and `quartier` are copied from the sortie and the halte when the rencontre is
    entered, and stay as they were: statistics group by them without a join.
    """

    sortie = models.ForeignKey(Sortie, on_delete=models.CASCADE, related_name="rencontres")
    halte = models.ForeignKey(
        Halte, null=True, blank=True, on_delete=models.SET_NULL, related_name="rencontres"
    )
    jour = models.DateField("jour", editable=False)
    quartier = models.ForeignKey(Quartier, on_delete=models.PROTECT, related_name="rencontres")

    tranche_age = _declare("tranche d’âge", "tranche_age")
    genre = _declare("genre", "genre")
    activite = _declare("activité", "activite")
    nb_personnes = models.CharField(
        "nombre de personnes", max_length=10, choices=Choix("nb_personnes"), default="1"
    )
    pour_qui = _declare("pour qui", "pour_qui")
    habite = _declare("habite", "habite")
    aisance_francais = _declare("aisance en français", "aisance_francais")
    frequentation_lieux = _declare("fréquentation des lieux", "frequentation_lieux")
    raison = _declare("raison", "raison")
    deja_rencontre = _declare("déjà rencontrée", "deja_rencontre")
    initiative = _declare("initiative", "initiative")
    recours_service_payant = _declare("recours à un service payant", "oui_non")
    souhaite_aide_a_domicile = _declare("souhaite de l’aide à domicile", "oui_non")
    sur_son_propre_appareil = _declare("sur son propre appareil", "oui_non")
    duree = _declare("durée", "duree")
    saisie = models.CharField("saisie", max_length=20, choices=Choix("saisie"), editable=False)
    a_completer = models.BooleanField("à compléter", default=False)
    a_denouer = models.BooleanField("à dénouer", default=False)
    note = models.TextField("note", blank=True, max_length=LONGUEUR_NOTE)
    # Of the note as it is: another text is to be read again.
    note_relue = models.BooleanField("note relue", default=False, editable=False)
    # Where the détecteur warned (sessions/notes/marques.py); null: nowhere.
    reperes = models.JSONField("repères de la note", null=True, editable=False)

    objects = RencontreQuerySet.as_manager()

    class Meta:
        verbose_name = "rencontre"
        ordering = ["-jour", "id"]
        indexes = [
            models.Index(fields=["equipe", "jour", "quartier"], name="rencontre_equipe_jour"),
            models.Index(fields=["equipe", "quartier", "jour"], name="rencontre_equipe_quartier"),
            models.Index(
                fields=["equipe", "saisi_le"], condition=~Q(note=""), name="rencontre_avec_note"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=parmi("tranche_age", "tranche_age"),
                name="rencontre_age_connu",
                violation_error_message="Cette tranche d’âge n’existe pas.",
            ),
            models.CheckConstraint(
                condition=parmi("genre", "genre"),
                name="rencontre_genre_connu",
                violation_error_message="Ce genre n’est pas dans la liste.",
            ),
            models.CheckConstraint(
                condition=Q(note__length__lte=LONGUEUR_NOTE),
                name="rencontre_note_courte",
                violation_error_message="La note dépasse 280 caractères : la raccourcir.",
            ),
            models.CheckConstraint(
                condition=~Q(tranche_age__in=["mineur", "12_17"]) | Q(note=""),
                name="rencontre_mineur_sans_note",
                violation_error_message="Pas de note pour une personne mineure : l’effacer.",
            ),
        ]

    def __str__(self) -> str:
        return f"Rencontre du {self.jour:%d/%m/%Y}, {self.quartier}"

    @property
    def note_en_morceaux(self) -> list[Morceau]:
        """The note with its marks, for a page to highlight."""
        return decouper(self.note, self.reperes)

    def note_visible_to(self, appartenance: Appartenance) -> bool:
        """A note is read by its author and by the coordination."""
        return appartenance.coordonne or self.auteur_id == appartenance.utilisateur_id

    def objet_au_journal(self, par: Utilisateur | None) -> str:
        """What the journal calls it. Nothing before its author: who read or mended the note of
        one's own would be told for longer than the author is."""
        sienne = par is not None and self.auteur_id == par.pk
        return "" if sienne else f"rencontre:{self.pk}"

    @property
    def note_s_efface_dans(self) -> int:
        """Days left to the note, today not counted; none of them once its term has come."""
        terme = self.saisi_le + timedelta(days=settings.MEDLOVE_DELAIS.notes_jours)
        return max(0, (terme - timezone.localdate()).days)

    @property
    def mineure(self) -> bool:
        return self.tranche_age in {"mineur", "12_17"}


class BesoinQuerySet(models.QuerySet["Besoin"]):
    def de(self, equipe: Equipe) -> "BesoinQuerySet":
        return self.filter(equipe=equipe)

    def pendant(self, du: date, au: date) -> "BesoinQuerySet":
        return self.filter(jour__range=(du, au))


def _marque() -> "models.BooleanField[bool, bool]":
    return models.BooleanField(default=True, editable=False)


class Besoin(models.Model):
    """A need met in a rencontre, with the answer given and what the service demanded.

    `premier…`: whether it is the first of its rencontre, and of each kind in it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Rencontre and équipe: each has an index below that starts with it.
    rencontre = models.ForeignKey(
        Rencontre, on_delete=models.CASCADE, related_name="besoins", db_index=False
    )
    rang = models.PositiveSmallIntegerField("rang", default=1)
    equipe = models.ForeignKey(Equipe, on_delete=models.PROTECT, related_name="+", db_index=False)
    jour = models.DateField("jour", editable=False)
    quartier = models.ForeignKey(Quartier, on_delete=models.PROTECT, related_name="+")
    categorie = models.ForeignKey(CategorieBesoin, on_delete=models.PROTECT, related_name="besoins")
    organisme = _declare("organisme", "organisme")
    reponse = _declare("réponse", "reponse")
    non_recours = _declare("non-recours", "non_recours")
    premier = _marque()
    premier_du_domaine = _marque()
    premier_de_la_famille = _marque()
    premier_de_la_categorie = _marque()

    objects = BesoinQuerySet.as_manager()

    class Meta:
        verbose_name = "besoin"
        ordering = ["rencontre", "rang", "id"]
        indexes = [
            models.Index(
                fields=["equipe", "quartier", "categorie", "jour", *MARQUES],
                name="besoin_equipe_quartier",
            ),
            models.Index(fields=["rencontre", "categorie"], name="besoin_rencontre_categorie"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=parmi("reponse", "reponse"),
                name="besoin_reponse_connue",
                violation_error_message="Cette réponse n’existe pas.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.categorie)

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        remarquer(Besoin.objects.filter(rencontre=self.rencontre_id))


@receiver(categories_reclassees)
def remarquer_les_reclasses(ids: list[int], **kwargs: Any) -> None:
    siens = Besoin.objects.filter(Q(categorie__in=ids) | Q(categorie__parent__in=ids))
    remarquer(Besoin.objects.filter(rencontre__in=siens.values("rencontre")))


class Exigence(models.Model):
    """What the dematerialised service demanded and the person could not meet."""

    besoin = models.ForeignKey(Besoin, on_delete=models.CASCADE, related_name="exigences")
    code = models.CharField("exigence", max_length=40, choices=Choix("exigence"))

    class Meta:
        verbose_name = "exigence numérique"
        constraints = [
            models.UniqueConstraint(fields=["besoin", "code"], name="exigence_unique"),
        ]


class Vecu(models.Model):
    """What the person said they felt. Never kept for a minor, never shown by quartier."""

    rencontre = models.ForeignKey(Rencontre, on_delete=models.CASCADE, related_name="vecus")
    code = models.CharField("vécu", max_length=40, choices=Choix("vecu"))

    class Meta:
        verbose_name = "vécu exprimé"
        constraints = [
            models.UniqueConstraint(fields=["rencontre", "code"], name="vecu_unique"),
        ]


class QuestionPosee(models.Model):
    """A question put in front for this rencontre: the denominator of its answers."""

    rencontre = models.ForeignKey(
        Rencontre, on_delete=models.CASCADE, related_name="questions_posees"
    )
    code = models.CharField("question", max_length=40, choices=Choix("question"))

    class Meta:
        verbose_name = "question posée"
        constraints = [
            models.UniqueConstraint(fields=["rencontre", "code"], name="question_posee_unique"),
        ]
