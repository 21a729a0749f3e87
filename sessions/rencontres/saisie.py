"""When a rencontre was entered, against when it took place. Told in the method, never by person."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from sessions.sorties.references import HalteCitee, SortieCitee

SUR_LE_MOMENT, AU_RETOUR, PLUS_TARD = "sur_le_moment", "au_retour", "plus_tard"

# An outing of the evening is told after midnight: its day ends at four.
FIN_DU_JOUR = timedelta(hours=4)
CRENEAUX = {
    "matin": (time(6), time(12)),
    "midi": (time(12), time(14)),
    "apres_midi": (time(14), time(18)),
    "soiree": (time(18), time.max),
}


def saisie(saisi_le: datetime, sortie: SortieCitee, halte: HalteCitee | None) -> str:
    """`sur_le_moment` during the halte, or during the créneau when its times are not known;
    `au_retour` the same day; else `plus_tard`. The clock is the tablet's: an indication."""
    local = timezone.localtime(saisi_le)
    if (local - FIN_DU_JOUR).date() != sortie.date:
        return PLUS_TARD
    debut, fin = CRENEAUX[sortie.creneau]
    if halte and halte.arrivee:
        debut, fin = halte.arrivee, halte.depart or max(fin, halte.arrivee)
    pendant = local.date() == sortie.date and debut <= local.time() <= fin
    return SUR_LE_MOMENT if pendant else AU_RETOUR
