"""Many rows taken away by bounded batches: killed between two, it is begun again."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

LOT = 500


def par_lots(lignes: "QuerySet[Any]", faire: Callable[[Sequence[Any]], int]) -> int:
    """Do it to the keys of these rows, so many at a time, each lot in its transaction.

    Returns what `faire` counts, added up. In the order of keys, so that it ends whatever is
    done to the rows, and two purges lock them in the same order.
    """
    faits, lignes = 0, lignes.order_by("pk")
    suite = lignes
    while cles := list(suite.values_list("pk", flat=True)[:LOT]):
        with transaction.atomic():
            faits += faire(cles)
        suite = lignes.filter(pk__gt=cles[-1])
    return faits


def supprimer(lignes: "QuerySet[Any]") -> int:
    """Delete these rows and what hangs from them, by lots; how many of themselves."""
    modele = lignes.model

    def un_lot(cles: Sequence[Any]) -> int:
        _, par_modele = modele._default_manager.filter(pk__in=cles).delete()
        return par_modele.get(modele._meta.label, 0)

    return par_lots(lignes, un_lot)
