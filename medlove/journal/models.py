"""The journal: lines are added at its end, and neither changed nor taken away.

What the models refuse, somebody who writes SQL may still do: that is what the seals are for.
No trigger holds it in the database: SQLite loses them each time a migration rebuilds the table,
and a restore has to fill it.
"""

from typing import Any, NoReturn, Self

from django.db import connections, models, router, transaction
from django.utils import timezone

from medlove.journal.cle import cle
from medlove.journal.gestes import GESTES, PURGE_DU_JOURNAL
from medlove.journal.sceau import ORIGINE, Ligne, sceller

# One writer at a time at the end of the chain, on PostgreSQL: any number that nobody else takes.
VERROU = 0x6D65646C


class JournalFerme(Exception):
    """A line of the journal was about to be changed, deleted, or put in out of the chain."""


class JournalQuerySet(models.QuerySet["Journal"]):
    def _fermer(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise JournalFerme("Une ligne du journal ne se modifie pas, ne s’efface pas.")

    update = delete = bulk_update = bulk_create = _fermer
    aupdate = adelete = abulk_update = abulk_create = _fermer
    update_or_create = aupdate_or_create = _fermer

    def emporter(self) -> int:
        """The door of the purge alone (`services.purger`): how many lines went."""
        return self._raw_delete(self.db)

    def dans_l_ordre(self) -> Self:
        return self.order_by("rang")


class Journal(models.Model):
    """One gesture: who (an account's id, for as long as it lives), when to the second, on what.

    `objet` is a type and an id (« cahier:… »), never a name; `filtre` a query string without what
    was typed to search; `detail` holds codes and counts. `acteur` and `equipe` bind no other
    table: a line outlives what it speaks of, and writing it waits for nobody who holds an équipe.
    """

    rang = models.BigIntegerField("numéro", unique=True, editable=False)
    quand = models.DateTimeField("quand", default=timezone.now, editable=False)
    equipe = models.ForeignKey(
        "medlove.Equipe",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_constraint=False,
        verbose_name="équipe",
    )
    acteur = models.UUIDField("qui", null=True)
    action = models.CharField("geste", max_length=60)
    objet = models.CharField("sur quoi", max_length=120, blank=True)
    filtre = models.TextField("filtre", blank=True)
    lignes = models.PositiveIntegerField("lignes", null=True)
    detail = models.JSONField("détail", default=dict)
    sceau = models.CharField("sceau", max_length=64, editable=False)

    objects = JournalQuerySet.as_manager()

    class Meta:
        verbose_name = "journal"
        verbose_name_plural = "journal"
        ordering = ["-rang"]
        base_manager_name = "objects"

    def __str__(self) -> str:
        return f"{self.rang}. {self.quand:%Y-%m-%d} {self.action}"

    @property
    def geste(self) -> str:
        """What it says on the page."""
        return GESTES.get(self.action, self.action)

    @property
    def ecrite(self) -> Ligne:
        """What its seal covers."""
        return Ligne(
            self.rang,
            self.quand,
            self.equipe_id,
            self.acteur,
            self.action,
            self.objet,
            self.filtre,
            self.lignes,
            self.detail,
        )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the line at the end of the chain: nothing is written that is not bound."""
        if not self._state.adding:
            raise JournalFerme("Une ligne du journal ne se modifie pas.")
        base = kwargs.get("using") or router.db_for_write(Journal, instance=self)
        # No savepoint: an insert that fails is a fault, and takes the gesture with it.
        with transaction.atomic(using=base, savepoint=False):
            verrouiller(base)
            derniere = derniere_de(base)
            self.rang, precedent = (derniere[0] + 1, derniere[1]) if derniere else (1, ORIGINE)
            self.sceau = sceller(self.ecrite, precedent, cle())
            super().save(using=base, force_insert=True)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise JournalFerme("Une ligne du journal ne s’efface pas.")

    @property
    def est_un_point(self) -> bool:
        """A checkpoint: where the journal begins since a purge."""
        return self.action == PURGE_DU_JOURNAL


def verrouiller(base: str) -> None:
    """Hold the end of the chain until the transaction ends. SQLite has one writer anyway."""
    connexion = connections[base]
    if connexion.vendor == "postgresql":
        with connexion.cursor() as curseur:
            curseur.execute("SELECT pg_advisory_xact_lock(%s)", [VERROU])


def derniere_de(base: str) -> tuple[int, str] | None:
    """The number and the seal of the last line."""
    return Journal.objects.using(base).order_by("-rang").values_list("rang", "sceau").first()
