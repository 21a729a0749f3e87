"""What is done again on a base that comes back from a backup, before it is in use.

It happens on the tried database, which `default` names meanwhile: what had been deleted since
is never there again, not even for an instant.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.models import ProtectedError
from django.db.models.deletion import Collector
from django.dispatch import Signal
from django.utils import timezone
from django.utils.dateparse import parse_date

from medlove.models import Equipe
from sessions.donnees import TYPES
from sessions.element import Suppression
from sessions.orientations.coupure import TYPE as ORIENTATION
from sessions.orientations.coupure import marque
from sessions.orientations.models import Orientation
from sessions.rencontres.models import Rencontre, notes_retirees
from sessions.rencontres.services import DonneesRefusees, effacer_la_note
from sessions.sauvegarde.suppressions import NOTE, REVOQUE, Retrait
from sessions.terrain.models import Appareil
from sessions.terrain.oubli import effacer_les_bruts

# Sent on the restored base before it takes its place: `purger` hangs here, so that what its age
# condemned since the backup is erased before anybody reads it.
base_restauree = Signal()
# Sent before that with `retraits`, on the base as the backup held it: what is counted once and
# for all of what the purge took away since is counted now.
base_a_rejouer = Signal()

LOT = 500
RETENUS = "retenus"
# What hangs from another goes first.
ORDRE = ["mot", "verification", "appel", "passages", "bilan", "rencontre", "halte", "sortie"]


@transaction.atomic
def rejouer(retraits: Iterable[Retrait], *, depuis: str) -> dict[str, int]:
    """Delete again what was deleted, revoke again, then let the purge do its part. `depuis` is
    the instant of the backup: a note that was rewritten before it stays.

    Returns how many rows went, by type; under `retenus`, those that others still need.
    """
    equipes = set(Equipe.objects.values_list("pk", flat=True))
    par_type: dict[str, list[Retrait]] = defaultdict(list)
    for retrait in retraits:
        if retrait.equipe in equipes:
            par_type[retrait.type].append(retrait)
    base_a_rejouer.send(Suppression, retraits=par_type["rencontre"])
    faits = {REVOQUE: _revoquer(par_type.pop(REVOQUE, []))}
    faits[NOTE] = _effacer_les_notes(par_type.pop(NOTE, []), datetime.fromisoformat(depuis))
    par_type[ORIENTATION] = _sans_celles_qui_restent(par_type[ORIENTATION])
    for type_ in sorted(par_type, key=lambda nom: ORDRE.index(nom) if nom in ORDRE else -1):
        for debut in range(0, len(par_type[type_]), LOT):
            _supprimer(type_, par_type[type_][debut : debut + LOT], faits)
    base_restauree.send(Suppression)
    return {type_: nombre for type_, nombre in faits.items() if nombre}


def _revoquer(retraits: list[Retrait]) -> int:
    ids = [retrait.id for retrait in retraits]
    return sum(
        Appareil.objects.en_service()
        .filter(pk__in=ids[debut : debut + LOT])
        .update(revoque_le=timezone.now())
        for debut in range(0, len(ids), LOT)
    )


def _effacer_les_notes(retraits: list[Retrait], depuis: datetime) -> int:
    """Those that were erased since; one rewritten since is lost, its first text must not return."""
    ids = {une.id for une in retraits if datetime.fromisoformat(une.jour) >= depuis}
    notees = Rencontre.objects.exclude(note="")
    faites = 0
    for pk in sorted(ids):
        for rencontre in notees.filter(pk=pk):
            try:
                effacer_la_note(rencontre, par=None)
            except DonneesRefusees:  # by a rule of today: it is erased all the same
                notees.filter(pk=pk).update(note="", note_relue=False, reperes=None)
                notes_retirees.send(Rencontre, textes={rencontre: rencontre.note})
            faites += 1
    return faites


def _sans_celles_qui_restent(retraits: list[Retrait]) -> list[Retrait]:
    """The marks of orientations cut since, but for those that the backup still holds whole:
    their outcome is to be told again, and cuts them then."""
    presentes = {marque(pk) for pk in Orientation.objects.values_list("pk", flat=True)}
    return [retrait for retrait in retraits if retrait.id not in presentes]


def _supprimer(type_: str, retraits: list[Retrait], faits: dict[str, int]) -> None:
    ids = [retrait.id for retrait in retraits]
    if type_ in TYPES:
        for pk in TYPES[type_].modele._default_manager.filter(pk__in=ids).values_list("pk"):
            quoi = type_ if _effacer(type_, pk[0]) else RETENUS
            faits[quoi] = faits.get(quoi, 0) + 1
    Suppression.objects.bulk_create(
        [
            Suppression(
                id=retrait.id,
                equipe_id=retrait.equipe,
                type=type_,
                jour=parse_date(retrait.jour) or timezone.localdate(),
            )
            for retrait in retraits
        ],
        ignore_conflicts=True,
    )
    effacer_les_bruts(ids)


def _effacer(type_: str, pk: UUID) -> bool:
    """False, nothing done, when another record would go with it: nobody deleted that one."""
    lui = TYPES[type_].modele._default_manager.get(pk=pk)
    collecte = Collector(using=DEFAULT_DB_ALIAS, origin=lui)
    try:
        collecte.collect([lui])
    except ProtectedError:
        return False
    emportes = {modele for modele, lignes in collecte.data.items() if lignes}
    emportes |= {lignes.model for lignes in collecte.fast_deletes if lignes.exists()}
    if emportes & {un.modele for un in TYPES.values()} - {type(lui)}:
        return False
    lui.delete()
    return True
