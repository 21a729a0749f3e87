"""A line at the end of the journal; and those past their time, taken from its beginning."""

from datetime import date, datetime, time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import DEFAULT_DB_ALIAS, transaction
from django.utils import timezone

from medlove.journal import temoins
from medlove.journal.gestes import GESTES, PURGE_DU_JOURNAL
from medlove.journal.models import Journal, derniere_de, verrouiller

if TYPE_CHECKING:
    from medlove.models import Equipe, Utilisateur

FILTRE_AU_PLUS = 1000  # characters


def consigner(
    geste: str,
    *,
    equipe: "Equipe | None" = None,
    par: "Utilisateur | None" = None,
    objet: str = "",
    filtre: str = "",
    lignes: int | None = None,
    **detail: Any,
) -> None:
    """Add a line to the journal, bound to the one before.

    `geste` is of the catalogue; `objet` a type and an id (« cahier:… »), never a name; `filtre`
    what `filtre.en_filtre` makes of a query string; `lignes` how many rows it was about; `detail`
    codes and counts. Never a note, an address, a token. Within a transaction, call it last: the
    end of the journal is held until it commits, and the line goes with it if it fails.

    Raises ValueError for a gesture the catalogue does not know.
    """
    if geste not in GESTES:
        raise ValueError(f"Le journal ne connaît pas le geste « {geste} ».")
    Journal.objects.create(
        quand=timezone.now().replace(microsecond=0),
        equipe=equipe,
        acteur=par.pk if par else None,
        action=geste,
        objet=objet,
        filtre=filtre[:FILTRE_AU_PLUS],
        lignes=lignes,
        detail=detail,
    )


def purger(avant: date) -> int:
    """Take away the lines of the days before `avant`; how many they were.

    They leave from the beginning only, and a checkpoint, itself a line bound to the others, says
    where the journal begins from then on. None to take away: nothing is written.
    """
    limite = timezone.make_aware(datetime.combine(avant, time.min))
    base = DEFAULT_DB_ALIAS
    with transaction.atomic(using=base):
        verrouiller(base)
        derniere = derniere_de(base)
        if derniere is None:
            return 0
        toutes = Journal.objects.dans_l_ordre().values_list("rang", "sceau")
        gardee = toutes.filter(quand__gte=limite).first()
        # With nothing left to keep, the journal begins at its checkpoint.
        debut = gardee[0] if gardee else derniere[0] + 1
        condamnees = Journal.objects.filter(rang__lt=debut)
        perdue = condamnees.order_by("-rang").values_list("sceau", flat=True).first()
        if perdue is None:
            return 0
        combien = condamnees.count()
        consigner(PURGE_DU_JOURNAL, lignes=combien, avant=str(avant), debut=debut, precedent=perdue)
        partie = condamnees.order_by().emporter()
        transaction.on_commit(partial(temoigner, PURGE_DU_JOURNAL), robust=True)
        return partie


def temoigner(motif: str, *copies: Path) -> None:
    """Say outside the base how far the journal goes now."""
    if derniere := derniere_de(DEFAULT_DB_ALIAS):
        temoins.noter(motif, *derniere, *copies)
