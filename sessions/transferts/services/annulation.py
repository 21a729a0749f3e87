"""Undoing a whole import: what it wrote leaves, what was added by hand since is said, then kept
where it stands by itself."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from medlove.journal import consigner
from medlove.models import Equipe, Utilisateur
from sessions.element import Suppression
from sessions.orientations.models import Appel, Orientation
from sessions.rencontres.models import Rencontre
from sessions.sorties.models import Bilan, Halte, Passages, Sortie
from sessions.transferts.models import Transfert
from sessions.transferts.services.ecriture import TYPES

PAQUET = 500


class Inannulable(Exception):
    """Too late, or already done."""


@dataclass(frozen=True, slots=True)
class Retrait:
    """What undoing would take away and leave, counted.

    `corrigees` (whatever the record), `orientations` and `deja_supprimees` (rencontres) are what
    was done by hand since;
    `sorties_gardees` those that carry something else by now.
    """

    rencontres: int
    sorties: int
    corrigees: int
    orientations: int
    deja_supprimees: int
    sorties_gardees: int

    @property
    def depuis(self) -> bool:
        return bool(self.corrigees or self.orientations or self.deja_supprimees)


def constater(transfert: Transfert) -> Retrait:
    """What undoing this import would do now. Nothing is written."""
    rencontres, orientations, la = _ids(transfert, "rencontre"), 0, 0
    for paquet in _paquets(rencontres):
        la += Rencontre.objects.de(transfert.equipe).filter(pk__in=paquet).count()
        orientations += Orientation.objects.filter(besoin__rencontre__in=paquet).count()
    corrigees = sum(
        modele._default_manager.filter(pk__in=paquet, edition__gt=1).count()
        for nom, modele in TYPES.items()
        for paquet in _paquets(_ids(transfert, nom))
    )
    sorties = {pk for paquet in _paquets(_ids(transfert, "sortie")) for pk in _la(Sortie, paquet)}
    gardees = _gardees(transfert)
    return Retrait(
        rencontres=la,
        sorties=len(sorties - gardees),
        corrigees=corrigees,
        orientations=orientations,
        deja_supprimees=len(rencontres) - la,
        sorties_gardees=len(gardees & sorties),
    )


def annuler(transfert: Transfert, *, par: Utilisateur) -> Retrait:
    """Delete for good what the import wrote; the ids go to the list of deletions.

    A sortie of the import that carries a rencontre, a halte, a bilan or a call that the import
    did not bring stays, and so does a halte. Raises Inannulable, nothing written.
    """
    with transaction.atomic():
        Equipe.objects.select_for_update(no_key=True).get(pk=transfert.equipe_id)
        transfert = Transfert.objects.select_for_update().get(pk=transfert.pk)
        if not transfert.s_annule:
            raise Inannulable
        retrait = constater(transfert)
        gardees = _gardees(transfert)
        _supprimer(transfert, "rencontre", _ids(transfert, "rencontre"))
        _supprimer(transfert, "passages", _ids(transfert, "passages"))
        portent = _haltes_qui_portent(transfert)
        haltes = [pk for pk in _ids(transfert, "halte") if pk not in portent]
        _supprimer(transfert, "halte", haltes)
        sorties = [pk for pk in _ids(transfert, "sortie") if pk not in gardees]
        _supprimer(transfert, "sortie", sorties)
        transfert.annule_le, transfert.crees = timezone.localdate(), {}
        transfert.save(update_fields=["annule_le", "crees"])
        consigner(
            "transfert_annule",
            objet=f"transfert:{transfert.pk}",
            equipe=transfert.equipe,
            par=par,
            rencontres=retrait.rencontres,
            sorties=retrait.sorties,
        )
    return retrait


def _ids(transfert: Transfert, type_: str) -> list[UUID]:
    return [UUID(pk) for pk in transfert.crees.get(type_, [])]


def _paquets(ids: list[UUID]) -> Iterator[list[UUID]]:
    for debut in range(0, len(ids), PAQUET):
        yield ids[debut : debut + PAQUET]


def _la(modele: type[Model], ids: Iterable[UUID]) -> "QuerySet[Any, Any]":
    lignes: QuerySet[Any, Any] = modele._default_manager.filter(pk__in=ids).order_by()
    return lignes.values_list("pk", flat=True)


def _supprimer(transfert: Transfert, type_: str, ids: list[UUID]) -> None:
    for paquet in _paquets(ids):
        la = list(_la(TYPES[type_], paquet))
        TYPES[type_]._default_manager.filter(pk__in=la).delete()
        Suppression.noter(transfert.equipe, type_, la)


def _gardees(transfert: Transfert) -> set[UUID]:
    """The sorties of the import with something that it did not bring."""
    apportes = {nom: set(_ids(transfert, nom)) for nom in TYPES}
    gardees: set[UUID] = set()
    for paquet in _paquets(_ids(transfert, "sortie")):
        rencontres = Rencontre.objects.filter(sortie__in=paquet).order_by()
        haltes = Halte.objects.filter(sortie__in=paquet).order_by()
        for pk, sortie in rencontres.values_list("pk", "sortie_id"):
            if pk not in apportes["rencontre"]:
                gardees.add(sortie)
        for pk, sortie in haltes.values_list("pk", "sortie_id"):
            if pk not in apportes["halte"]:
                gardees.add(sortie)
        comptes = Passages.objects.filter(halte__sortie__in=paquet).order_by()
        for pk, sortie in comptes.values_list("pk", "halte__sortie_id"):
            if pk not in apportes["passages"]:
                gardees.add(sortie)
        bilans = Bilan.objects.filter(sortie__in=paquet).order_by()
        gardees.update(bilans.values_list("sortie_id", flat=True))
        appels = Appel.objects.filter(sortie__in=paquet).order_by()
        gardees.update(appels.values_list("sortie_id", flat=True))
    return gardees


def _haltes_qui_portent(transfert: Transfert) -> set[UUID]:
    """Once the rencontres and counts of the import are gone: what is still there is not its."""
    portent: set[UUID] = set()
    for paquet in _paquets(_ids(transfert, "halte")):
        encore = Q(rencontres__isnull=False) | Q(passages__isnull=False)
        lignes = Halte.objects.filter(encore, pk__in=paquet).order_by()
        portent.update(lignes.values_list("pk", flat=True))
    return portent
