"""The purge: every step in turn, counted, told, kept."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from medlove.journal import consigner
from medlove.templatetags.francais import nombre, quantieme
from sessions.conservation.etapes import ETAPES
from sessions.conservation.models import Purge

FINE = "\u202f"


@dataclass(frozen=True, slots=True)
class Rapport:
    """How much each step took away, or would, on a day."""

    jour: date
    essai: bool
    comptes: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.comptes.values())

    @property
    def texte(self) -> str:
        quoi = "Essai de purge" if self.essai else "Purge"
        jour = f"{quantieme(self.jour)} {date_format(self.jour, 'F Y')}"
        lignes = [
            f"- {une.libelle}{FINE}: {nombre(self.comptes[une.code])} ({une.quand})"
            for une in sorted(ETAPES, key=lambda une: not self.comptes[une.code])
        ]
        fin = f"En tout{FINE}: {nombre(self.total)}"
        return "\n".join([f"{quoi} du {jour}{FINE}:", *lignes, fin])


def essayer(jour: date | None = None) -> Rapport:
    """What a purge would take away now. Nothing is written."""
    le = jour or timezone.localdate()
    return Rapport(le, essai=True, comptes={une.code: une.compter(le) for une in ETAPES})


def purger(*, apres_restauration: bool = False) -> Rapport:
    """Take away all whose time is over; begun again after an accident, it ends what was begun.

    The report is kept, and the journal has its counts. After a restore that had nothing to
    erase, neither is written.
    """
    le = timezone.localdate()
    rapport = Rapport(le, essai=False, comptes={une.code: une.faire(le) for une in ETAPES})
    if apres_restauration and not rapport.total:
        return rapport
    Purge.objects.create(
        comptes=rapport.comptes, texte=rapport.texte, apres_restauration=apres_restauration
    )
    # Last: what the journal counts of itself is taken away by then.
    consigner("purge", lignes=rapport.total, **_non_nuls(rapport.comptes))
    return rapport


def _non_nuls(comptes: dict[str, int]) -> dict[str, Any]:
    return {code: nombre for code, nombre in comptes.items() if nombre}
