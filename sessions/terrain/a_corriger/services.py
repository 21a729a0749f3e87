"""What is set aside is mended, judged again as it is, or discarded; each leaves its line.

Judged by the code that answers the tablets, under the same locks, as if it had never come.
"""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.db import DataError, IntegrityError, transaction
from django.utils import timezone

from medlove.journal import consigner
from medlove.models import Equipe, Utilisateur
from sessions.donnees import TYPES, DonneesRefusees
from sessions.donnees.champs import lire_uuid
from sessions.empreinte import empreinte
from sessions.terrain.a_corriger.bureau import RecuAuBureau, element
from sessions.terrain.a_corriger.examen import examiner
from sessions.terrain.lots.etat import Etat
from sessions.terrain.lots.jugement import juger
from sessions.terrain.lots.reception import DEJA_PRIS
from sessions.terrain.lots.recu import Recu
from sessions.terrain.models import Reception, Verdict

__all__ = ["DejaTraitee", "DonneesRefusees", "corriger", "ecarter", "revalider", "tout_revalider"]

ACCEPTES = {Verdict.CREE, Verdict.REMPLACE, Verdict.DEJA}
A_CHANGE = (
    "La version du site a changé depuis que cette page est ouverte\u202f: "
    "la rouvrir pour comparer avec la dernière."
)
CHOISIR_L_AUTEUR = "Choisir dans l’équipe qui a noté cet enregistrement."


class DejaTraitee(Exception):
    """Somebody treated it meanwhile."""


@transaction.atomic
def corriger(reception: Reception, mendee: Mapping[str, Any], *, par: Utilisateur) -> None:
    """Write `mendee`, an element of the contract, in place of what was received.

    Raises DonneesRefusees, nothing written, with the reasons by field; DejaTraitee.
    """
    recu = RecuAuBureau(mendee)
    etat = _etat(recu, reception)
    ligne = etat.lignes.get(recu.id) if recu.id else None
    sienne = ligne is not None and ligne.equipe == reception.equipe_id
    if motifs := examiner(recu, reception.equipe, ligne.objet if ligne and sienne else None):
        if "auteur" in motifs:
            motifs["auteur"] = CHOISIR_L_AUTEUR
        raise DonneesRefusees(motifs)
    _juger(recu, etat, reception.equipe)
    if recu.motif == DEJA_PRIS:
        recu = RecuAuBureau(sous_d_autres_ids(mendee))
        _juger(recu, etat, reception.equipe)
    if recu.verdict not in ACCEPTES:
        raise DonneesRefusees({"": recu.motif or A_CHANGE})
    _traiter(reception)
    _noter("reception_corrigee", reception, par, verdict=recu.verdict.value)


@transaction.atomic
def revalider(reception: Reception, *, par: Utilisateur) -> bool:
    """Judge it again as it is; whether it is settled. Else its reason is the new one.

    Raises DejaTraitee.
    """
    recu = Recu(element(reception), echappe=False)
    _juger(recu, _etat(recu, reception), reception.equipe)
    if recu.verdict == Verdict.REESSAYER:
        # It stays here until what it hangs on arrives: it may never be sent again.
        recu.quarantaine(recu.motif)
    reception.verdict, reception.motif = recu.verdict, recu.motif
    reception.save(update_fields=["verdict", "motif"])
    reglee = recu.verdict in ACCEPTES or recu.verdict == Verdict.SUPPRIME
    if reglee:
        _traiter(reception)
        _noter("reception_revalidee", reception, par, verdict=recu.verdict.value)
    return reglee


def tout_revalider(equipe: Equipe, *, par: Utilisateur) -> tuple[int, int]:
    """Judge again all that is to be mended, each by itself: (settled, still there).

    A sortie before its haltes, and the first version before the second.
    """
    receptions = Reception.objects.de(equipe).a_corriger().filter(verdict=Verdict.QUARANTAINE)
    reglees = restantes = 0
    for reception in sorted(receptions.select_related("equipe"), key=_rang):
        try:
            if revalider(reception, par=par):
                reglees += 1
            else:
                restantes += 1
        except DejaTraitee:
            continue
    return reglees, restantes


@transaction.atomic
def ecarter(reception: Reception, motif: str, *, par: Utilisateur) -> None:
    """Leave it out for good. Its content goes with the old receptions. Raises DejaTraitee."""
    _retenir(reception)
    _traiter(reception)
    # Words that were typed: they stay with the reception, and leave with it.
    reception.motif = motif
    reception.save(update_fields=["motif"])
    _noter("reception_ecartee", reception, par)


def sous_d_autres_ids(mendee: Mapping[str, Any]) -> dict[str, Any]:
    """The same rencontre, its besoins and orientations under ids of their own."""
    donnees = {**mendee["donnees"]}
    besoins, orientations = donnees.get("besoins"), donnees.get("orientations")
    neufs = {besoin["id"]: str(uuid4()) for besoin in besoins or ()}
    if besoins:
        donnees["besoins"] = [{**un, "id": neufs[un["id"]]} for un in besoins]
    if orientations:
        donnees["orientations"] = [
            {**une, "id": str(uuid4()), "besoin": neufs[une["besoin"]]} for une in orientations
        ]
    return {**mendee, "donnees": donnees, "empreinte": empreinte(donnees)}


def _etat(recu: Recu, reception: Reception) -> Etat:
    """The rows, then the reception: locked in the order in which the lots lock them."""
    etat = Etat.lire([recu], reception.equipe)
    _retenir(reception)
    etat.receptions = {}
    return etat


def _retenir(reception: Reception) -> None:
    """Lock the reception; refuse when it was treated since it was read."""
    encore = Reception.objects.select_for_update().a_corriger().filter(pk=reception.pk)
    if encore.first() is None:
        raise DejaTraitee


def _juger(recu: Recu, etat: Etat, equipe: Equipe) -> None:
    try:
        with transaction.atomic():
            juger([recu], etat, equipe)
    except (IntegrityError, DataError):
        recu.quarantaine(DEJA_PRIS)


def _traiter(reception: Reception) -> None:
    reception.traitee_le = timezone.now()
    reception.save(update_fields=["traitee_le"])


def _noter(action: str, reception: Reception, par: Utilisateur, **detail: Any) -> None:
    """Its own words stay out: a tablet may have put anything in the place of a type or an id."""
    pk = lire_uuid(reception.element)
    objet = f"{reception.type}:{pk}" if pk and reception.type in TYPES else ""
    consigner(
        action,
        equipe=reception.equipe,
        par=par,
        objet=objet or f"reception:{reception.pk}",
        **detail,
    )


def _rang(reception: Reception) -> tuple[int, Any]:
    types = list(TYPES)
    rang = types.index(reception.type) if reception.type in types else len(types)
    return rang, (reception.recue_le, reception.pk)
