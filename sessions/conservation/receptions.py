"""What tablets sent, as it came: raw content, who sent it and when, then the line itself."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from medlove.delais import il_y_a
from sessions.conservation.lots import LOT, par_lots
from sessions.element import Suppression
from sessions.orientations.coupure import TYPE as ORIENTATION
from sessions.terrain.bruts import champ_du, donnees_du, sans_champs
from sessions.terrain.lots.etat import MOTIF_EMPREINTE
from sessions.terrain.models import Reception

UN_JOUR = timedelta(days=1)
# The texts of a bilan, by the names that columns and the contract share.
ENVIE = "envie_d_en_parler"
TEXTES_DU_BILAN = (
    *("ce_qui_a_pris", "ce_qui_a_coince", "scene", "parole"),
    *("appris", "a_faire", "invites", "besoin_formation"),
)


def retirer_des_bruts(cles: Sequence[UUID], champs: Sequence[str]) -> None:
    """From all that was received of these records, were it still to be mended."""
    siennes = Reception.objects.filter(element__in=[str(pk) for pk in cles], brut__isnull=False)
    for reception in siennes:
        reception.brut = sans_champs(reception.brut, champs)
        reception.save(update_fields=["brut"])


# --- Treated: nothing is left to do with the content ------------------------------


def traitees(jour: date) -> "QuerySet[Reception]":
    """Those that still say what was sent, by whom, or the hour of it."""
    limite = _minuit(il_y_a(jour, jours=settings.MEDLOVE_DELAIS.bruts_jours) + UN_JOUR)
    bavardes = Q(brut__isnull=False) | Q(membre__isnull=False) | ~Q(motif__in=["", MOTIF_EMPREINTE])
    datees = ~Q(recue_le__time=time.min) | Q(traitee_le__isnull=False) & ~Q(
        traitee_le__time=time.min
    )
    en_suspens = Reception.objects.a_corriger().order_by().values("pk")
    return (
        Reception.objects.annotate(depuis=Coalesce(F("traitee_le"), F("recue_le")))
        .filter(bavardes | datees, depuis__lt=limite)
        .exclude(pk__in=en_suspens)
    )


def vider(jour: date) -> int:
    """Id, empreinte and verdict stay, and the day: a tablet that asks again is answered.

    « empreinte » as a reason stays too, which says that a content was damaged on its way.
    """

    def un_lot(cles: Sequence[Any]) -> int:
        receptions = list(Reception.objects.filter(pk__in=cles).defer("brut"))
        for une in receptions:
            une.brut = une.membre = None
            une.motif = une.motif if une.motif == MOTIF_EMPREINTE else ""
            une.recue_le = _minuit(timezone.localdate(une.recue_le))
            if une.traitee_le:
                une.traitee_le = _minuit(timezone.localdate(une.traitee_le))
        Reception.objects.bulk_update(
            receptions, ["brut", "membre", "motif", "recue_le", "traitee_le"]
        )
        return len(receptions)

    return par_lots(traitees(jour), un_lot)


# --- Set aside: they stay until mended or discarded, without their note -----------


def en_suspens(jour: date) -> list[Reception]:
    """Those whose note, or whose wish to talk, has reached its term."""
    return [une for une in _a_corriger() if _champs_echus(une, jour)]


def effacer_en_suspens(jour: date) -> int:
    """Erase these texts only: nobody mends a note that nobody may read any more."""
    dues = en_suspens(jour)
    for reception in dues:
        reception.brut = sans_champs(reception.brut, _champs_echus(reception, jour))
        Reception.objects.filter(pk=reception.pk).update(brut=reception.brut)
    return len(dues)


def _a_corriger() -> Iterator[Reception]:
    receptions = Reception.objects.a_corriger().filter(brut__isnull=False)
    return receptions.order_by("pk").iterator(chunk_size=LOT)


def _champs_echus(reception: Reception, jour: date) -> list[str]:
    """Of the texts it holds, those whose time is over, whatever type it says it is."""
    saisi = _jour_de_saisie(reception)
    return [
        champ
        for champ in donnees_du(reception.brut).keys() & _termes(jour).keys()
        if saisi <= _termes(jour)[champ]
    ]


def _termes(jour: date) -> dict[str, date]:
    """By text, the last day of entry whose time is over."""
    delais = settings.MEDLOVE_DELAIS
    return {
        **dict.fromkeys(TEXTES_DU_BILAN, il_y_a(jour, mois=delais.bilans_mois)),
        # A word that was refused may be somebody's name.
        **dict.fromkeys(("note", "mot"), il_y_a(jour, jours=delais.notes_jours)),
        ENVIE: il_y_a(jour, jours=delais.envies_jours),
    }


def _jour_de_saisie(reception: Reception) -> date:
    """As the element says it, never after the day on which it came."""
    recue = timezone.localdate(reception.recue_le)
    try:
        dite = datetime.fromisoformat(champ_du(reception.brut, "saisi_le"))
        return min(timezone.localdate(dite), recue)
    except (TypeError, ValueError, OverflowError):
        return recue


# --- Of records that are gone: the list of deletions answers in their place -------


def sans_releve(jour: date) -> Iterator["QuerySet[Reception]"]:
    """Receptions of what was deleted for as long as a tablet keeps what it sent."""
    avant = il_y_a(jour, jours=settings.MEDLOVE_DELAIS.bruts_jours)
    partis = Suppression.objects.exclude(type=ORIENTATION).filter(jour__lte=avant)
    cles = list(partis.order_by("pk").values_list("pk", flat=True))
    for debut in range(0, len(cles), LOT):
        elements = [str(pk) for pk in cles[debut : debut + LOT]]
        yield Reception.objects.filter(element__in=elements)


def compter_sans_releve(jour: date) -> int:
    return sum(siennes.count() for siennes in sans_releve(jour))


def supprimer_sans_releve(jour: date) -> int:
    return sum(siennes.delete()[0] for siennes in sans_releve(jour))


def _minuit(jour: date) -> datetime:
    return timezone.make_aware(datetime.combine(jour, time.min))
