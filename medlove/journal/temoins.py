"""Witnesses of the journal kept outside the base: how far it went, and the seal it had there.

The end of a chain can be cut without a trace inside it. So each backup, each purge, each
verification notes outside the number and the seal of the last line: a line of JSON, signed, only
ever added to, beside the list of deletions; each backup leaves a copy beside itself. A restore
notes itself too, for the lines written since its backup are lost and their numbers serve again.
"""

import fcntl
import hmac
import json
import logging
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.utils import timezone

from medlove.journal.cle import cle, cles

NOM = "sceaux-du-journal.jsonl"
DROITS = 0o600
RESTAURATION = "restauration"
journal = logging.getLogger(__name__)


class Temoin(NamedTuple):
    """`rang` and `sceau` of the last line at `quand`; of a restore, of the line that says so."""

    quand: str
    motif: str
    rang: int
    sceau: str

    def signature(self, une_cle: bytes) -> str:
        dit = json.dumps([*self], separators=(",", ":")).encode()
        return hmac.new(une_cle, b"temoin" + dit, "sha256").hexdigest()

    def ecrit(self) -> str:
        return json.dumps(self._asdict() | {"signature": self.signature(cle())}, sort_keys=True)


def tenus() -> Path:
    return Path(settings.MEDLOVE_SUPPRESSIONS).with_name(NOM)


def noter(motif: str, rang: int, sceau: str, *autres: Path) -> bool:
    """Add a witness to the list, and to the copies named. A disk that refuses it stops nobody's
    work: it is said in the log, and by False."""
    # To the microsecond: a list and its copy are put in one order.
    quand = timezone.now().isoformat(timespec="microseconds")
    ligne = f"{Temoin(quand, motif, rang, sceau).ecrit()}\n"
    try:
        for liste in (tenus(), *autres):
            _ajouter(liste, ligne)
    except OSError as erreur:
        journal.error("%s ne peut pas être écrit : %s", NOM, erreur.strerror)
        return False
    return True


def _ajouter(liste: Path, ligne: str) -> None:
    liste.parent.mkdir(parents=True, exist_ok=True)
    descripteur = os.open(liste, os.O_RDWR | os.O_CREAT | os.O_APPEND, DROITS)
    with os.fdopen(descripteur, "r+b", buffering=0) as fichier:
        fcntl.flock(fichier, fcntl.LOCK_EX)
        taille = os.fstat(descripteur).st_size
        coupee = taille and os.pread(descripteur, 1, taille - 1) != b"\n"
        fichier.write((b"\n" if coupee else b"") + ligne.encode())
        os.fsync(descripteur)


def lus(*listes: Path) -> tuple[list[Temoin], int]:
    """The witnesses of these lists, in their order, and how many lines are none of ours."""
    temoins: dict[Temoin, None] = {}
    illisibles = 0
    for liste in listes:
        lignes = liste.read_text(encoding="utf-8").splitlines() if liste.exists() else []
        for ligne in filter(None, lignes):
            if temoin := _lire(ligne):
                temoins[temoin] = None
            else:
                illisibles += 1
    return sorted(temoins, key=lambda un: un.quand), illisibles


def _lire(ligne: str) -> Temoin | None:
    try:
        dit: dict[str, Any] = json.loads(ligne)
        temoin = Temoin(dit["quand"], dit["motif"], dit["rang"], dit["sceau"])
        signature = str(dit["signature"])
    except (ValueError, KeyError, TypeError):
        return None
    if any(hmac.compare_digest(signature, temoin.signature(une)) for une in cles()):
        return temoin
    return None


def encore_vrais(temoins: Iterable[Temoin]) -> tuple[list[Temoin], int]:
    """Those that the journal must still confirm, and how many lines restores have lost: what a
    witness saw beyond a restore made after it is gone, and its number was given again."""
    vrais: list[Temoin] = []
    perdues = 0
    for temoin in temoins:
        if temoin.motif == RESTAURATION:
            perdues += max((un.rang - temoin.rang + 1 for un in vrais), default=0, key=int)
            vrais = [un for un in vrais if un.rang < temoin.rang]
        vrais.append(temoin)
    return vrais, max(perdues, 0)
