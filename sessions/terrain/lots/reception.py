"""A lot from end to end, in one transaction: all at once, else element by element."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from django.db import DataError, IntegrityError, transaction
from django.utils import timezone

from sessions.donnees import TYPES
from sessions.instructions import executer, insertions
from sessions.terrain.bruts import sans_orientations_coupees
from sessions.terrain.emetteur import Emetteur
from sessions.terrain.lots.enveloppe import Lot
from sessions.terrain.lots.etat import Etat, suppressions
from sessions.terrain.lots.jugement import juger
from sessions.terrain.lots.recu import Recu
from sessions.terrain.models import Reception, Verdict


class AVoirDePres(Exception):
    """Not a lot of new and valid elements: what is there must be read."""


DEJA_PRIS = "Un de ses identifiants est déjà pris par un autre enregistrement."
ACCEPTES = {Verdict.CREE, Verdict.REMPLACE}
REFUS = (IntegrityError, DataError, AVoirDePres)


def recevoir(lot: Lot, emetteur: Emetteur) -> list[Recu]:
    """Judge and store the elements of a lot; they come back in order, with their verdicts.

    Insert, then compare: the database alone says that an id is taken. A lot is first
    written as if all of it were new and valid; when it is not, it is judged by what is
    there; when the database still refuses, because one element is at fault or the same lot
    is arriving twice at this moment, one element at a time.
    """
    for traiter in (_tout_neuf, _traiter, _un_par_un):
        recus = [Recu(brut, lot.echappe) for brut in lot.elements]
        try:
            with transaction.atomic():
                traiter(recus, emetteur)
        except REFUS:
            continue
        break
    return recus


def _tout_neuf(recus: Sequence[Recu], emetteur: Emetteur) -> None:
    """The usual lot. Deletions are looked up last: whoever deletes a row meanwhile makes our
    insertion wait, and is seen then."""
    if any(recu.remplace for recu in recus) or len({recu.cle for recu in recus}) < len(recus):
        raise AVoirDePres
    etat = Etat.presumer()
    juger(recus, etat, emetteur.equipe)
    if any(recu.verdict != Verdict.CREE for recu in recus):
        raise AVoirDePres
    if recus:
        receptions = insertions(_reception(recu, emetteur) for recu in recus)
        *_, supprimees = executer([*receptions, suppressions.pour([recu.id for recu in recus])])
        if supprimees:
            raise AVoirDePres
        _regler(recus, emetteur)


def _traiter(recus: Sequence[Recu], emetteur: Emetteur) -> None:
    for passe in _passes(recus):
        etat = Etat.lire(passe, emetteur.equipe)
        juger(passe, etat, emetteur.equipe)
        _consigner(passe, etat, emetteur)


def _passes(recus: Sequence[Recu]) -> Iterator[list[Recu]]:
    """The elements in as few groups as it takes for no id to come twice in one."""
    groupes: list[list[Recu]] = []
    fois: dict[str, int] = defaultdict(int)
    for recu in recus:
        rang = fois[recu.cle]
        fois[recu.cle] += 1
        if rang == len(groupes):
            groupes.append([])
        groupes[rang].append(recu)
    return iter(groupes)


def _rang(recu: Recu) -> tuple[int, str]:
    """A sortie before its haltes, and the same order for everybody."""
    types = list(TYPES.values())
    return (types.index(recu.type) if recu.type else len(types), recu.cle)


def _un_par_un(recus: Sequence[Recu], emetteur: Emetteur) -> None:
    for recu in sorted(recus, key=_rang):
        _seul(recu, emetteur)


def _seul(recu: Recu, emetteur: Emetteur) -> None:
    """One element, twice if need be: the second time sees what another lot just wrote."""
    for _ in range(2):
        try:
            with transaction.atomic():
                _traiter([recu], emetteur)
        except REFUS:
            continue
        return
    recu.quarantaine(DEJA_PRIS)
    _consigner([recu], Etat.lire([recu], emetteur.equipe), emetteur)


def _consigner(recus: Sequence[Recu], etat: Etat, emetteur: Emetteur) -> None:
    """Keep every raw element with its verdict; one that waited has its verdict changed."""
    nouvelles, suites = [], defaultdict(list)
    for recu in recus:
        connue = etat.receptions.get((recu.cle, recu.empreinte))
        if connue is None:
            nouvelles.append(_reception(recu, emetteur))
        elif connue.en_suspens and connue.verdict != recu.verdict:
            suites[recu.verdict, recu.motif].append(connue.pk)
    _oublier_les_coupees(nouvelles)
    executer([*insertions(nouvelles)])
    for (verdict, motif), pks in suites.items():
        Reception.objects.filter(pk__in=pks).update(verdict=verdict, motif=motif)
    _regler(recus, emetteur)


def _oublier_les_coupees(receptions: Sequence[Reception]) -> None:
    """A tablet still knows the orientations cut since, and says them again: not kept."""
    gardees = sans_orientations_coupees([reception.brut for reception in receptions])
    for reception, brut in zip(receptions, gardees, strict=True):
        reception.brut = brut


def _regler(recus: Sequence[Recu], emetteur: Emetteur) -> None:
    """A later version that is accepted settles what its sender had set aside of the same record:
    nothing of it is left to mend."""
    suivantes = [recu.cle for recu in recus if recu.verdict in ACCEPTES and recu.suit()]
    if suivantes:
        siennes = Reception.objects.de(emetteur.equipe).a_corriger().filter(element__in=suivantes)
        siennes = siennes.filter(appareil=emetteur.appareil, membre=emetteur.membre)
        siennes.update(traitee_le=timezone.now())


def _reception(recu: Recu, emetteur: Emetteur) -> Reception:
    garde: Any = None if recu.verdict == Verdict.SUPPRIME else recu.brut_a_ranger()
    return Reception(
        equipe=emetteur.equipe,
        appareil=emetteur.appareil,
        membre=emetteur.membre,
        element=recu.cle,
        empreinte=recu.empreinte,
        type=recu.nom_du_type(),
        brut=garde,
        verdict=recu.verdict,
        motif=recu.motif,
    )
