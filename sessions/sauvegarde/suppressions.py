"""What was taken away, written outside the base and its backups: ids and days, nothing else.

A restore brings back the base of an earlier day. This list tells it what was deleted since, and
which tablets were revoked. One line of JSON each, only ever added to, in MEDLOVE_SUPPRESSIONS;
each backup completes it and leaves a copy beside itself.
"""

import fcntl
import json
import logging
import os
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone

from medlove.models import Journal
from sessions.element import Suppression, elements_supprimes
from sessions.orientations.coupure import marque, orientations_coupees
from sessions.rencontres.models import Rencontre, notes_retirees
from sessions.terrain.models import Appareil

NOM = "suppressions.jsonl"
REVOQUE, NOTE = "appareil_revoque", "note"
DROITS = 0o600
LOT = 500
journal = logging.getLogger(__name__)


class Retrait(NamedTuple):
    """A record deleted, a tablet revoked (`type` is then REVOQUE), or the note of a rencontre
    erased or rewritten (NOTE; `jour` is then the instant)."""

    type: str
    id: UUID
    equipe: UUID
    jour: str

    def ecrit(self) -> str:
        return json.dumps({nom: str(dit) for nom, dit in self._asdict().items()}, sort_keys=True)


def tenue() -> Path:
    return Path(settings.MEDLOVE_SUPPRESSIONS)


def lus(*listes: Path) -> set[Retrait]:
    """What these lists say together; one that does not exist says nothing. A line cut by an
    accident is left aside. Raises OSError."""
    return {
        retrait
        for liste in listes
        if liste.exists()
        for ligne in liste.read_text(encoding="utf-8", errors="replace").splitlines()
        if (retrait := _lire(ligne))
    }


def _lire(ligne: str) -> Retrait | None:
    try:
        dit = json.loads(ligne)
        return Retrait(dit["type"], UUID(dit["id"]), UUID(dit["equipe"]), dit["jour"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def ajouter(liste: Path, retraits: Iterable[Retrait]) -> None:
    """Add these lines to a list, on the disk when it returns. Raises OSError."""
    nouvelles = "".join(f"{retrait.ecrit()}\n" for retrait in sorted(retraits))
    if not nouvelles:
        return
    liste.parent.mkdir(parents=True, exist_ok=True)
    descripteur = os.open(liste, os.O_RDWR | os.O_CREAT | os.O_APPEND, DROITS)
    with os.fdopen(descripteur, "r+b", buffering=0) as fichier:
        fcntl.flock(fichier, fcntl.LOCK_EX)
        taille = os.fstat(descripteur).st_size
        if taille and os.pread(descripteur, 1, taille - 1) != b"\n":
            fichier.write(b"\n")  # after a line that an accident cut
        fichier.write(nouvelles.encode())
        os.fsync(descripteur)


def de_la_base(base: str) -> set[Retrait]:
    supprimes = Suppression.objects.using(base).values_list("type", "id", "equipe", "jour")
    revoques = Appareil.objects.using(base).exclude(revoque_le=None)
    return {
        *(Retrait(type_, pk, equipe, str(jour)) for type_, pk, equipe, jour in supprimes),
        *(
            Retrait(REVOQUE, pk, equipe, str(quand and quand.date()))
            for pk, equipe, quand in revoques.values_list("id", "equipe", "revoque_le")
        ),
    }


def completer(base: str, copie: Path) -> int:
    """Bring the list and its copy up to date with the base; how many lines the copy has."""
    tous = lus(tenue(), copie) | de_la_base(base)
    for liste in (tenue(), copie):
        ajouter(liste, tous - lus(liste))
    return len(tous)


# --- As things are taken away -----------------------------------------------------


@receiver(elements_supprimes)
def retenir_les_elements(ids: Sequence[UUID], **kwargs: Any) -> None:
    for debut in range(0, len(ids), LOT):
        _retenir(Suppression.objects.filter(pk__in=ids[debut : debut + LOT]))


@receiver(orientations_coupees)
def retenir_la_coupure(mots: Sequence[str], **kwargs: Any) -> None:
    _retenir(Suppression.objects.filter(pk=marque(UUID(mots[0]))))


@receiver(post_save, sender=Journal)
def retenir_la_revocation(instance: Journal, created: bool, **kwargs: Any) -> None:
    if created and instance.action == REVOQUE and instance.equipe_id:
        pk, jour = UUID(instance.objet.partition(":")[2]), str(instance.quand.date())
        _ecrire_ensuite([Retrait(REVOQUE, pk, instance.equipe_id, jour)])


@receiver(notes_retirees)
def retenir_les_notes(textes: Mapping[Rencontre, str], **kwargs: Any) -> None:
    instant = timezone.now().isoformat(timespec="seconds")
    _ecrire_ensuite([Retrait(NOTE, une.pk, une.equipe_id, instant) for une in textes])


def _retenir(lignes: Any) -> None:
    _ecrire_ensuite(
        [
            Retrait(type_, pk, equipe, str(jour))
            for type_, pk, equipe, jour in lignes.values_list("type", "id", "equipe", "jour")
        ]
    )


def _ecrire_ensuite(retraits: list[Retrait]) -> None:
    """Once it is done for good. A disk that refuses the line stops nobody's work: the next
    backup adds what is missing, or says that it cannot."""
    transaction.on_commit(partial(_ecrire, retraits), robust=True)


def _ecrire(retraits: list[Retrait]) -> None:
    try:
        ajouter(tenue(), retraits)
    except OSError as erreur:
        journal.error("MEDLOVE_SUPPRESSIONS ne peut pas être écrit : %s", erreur.strerror)
