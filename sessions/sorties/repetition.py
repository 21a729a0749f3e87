"""A sortie planned again every week: the days taken are left alone, and told."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from medlove.models import Appartenance, Utilisateur
from sessions.periodes import DERNIER_JOUR
from sessions.sorties.models import Sortie
from sessions.sorties.services import enregistrer

FOIS_AU_PLUS = 12
UNE_SEMAINE = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Repetition:
    """`sautees` are the days that already held a sortie of that quartier and créneau."""

    creees: list[Sortie]
    sautees: list[date]


def jours_suivants(jour: date, fois: int) -> list[date]:
    """The same day of the following weeks, from today on; none beyond the calendar."""
    ecoulees = max(0, (timezone.localdate() - jour - timedelta(days=1)) // UNE_SEMAINE)
    jours = (jour + (ecoulees + rang) * UNE_SEMAINE for rang in range(1, fois + 1))
    return [un for un in jours if un <= DERNIER_JOUR]


@transaction.atomic
def repeter(modele: Sortie, fois: int, *, par: Utilisateur) -> Repetition:
    """Plan it again on the `fois` following weeks: all of them are written, or none.

    The model stays locked meanwhile: asked for twice at once, it is repeated once. Those of
    its crew who have left the équipe are not planned again.
    """
    Sortie.objects.select_for_update().get(pk=modele.pk)
    jours = jours_suivants(modele.date, fois)
    pris = _jours_pris(modele, jours)
    equipage = _equipage(modele)
    creees = [_une_de_plus(modele, jour, equipage, par) for jour in jours if jour not in pris]
    return Repetition(creees, [jour for jour in jours if jour in pris])


def _jours_pris(modele: Sortie, jours: list[date]) -> set[date]:
    la = Sortie.objects.de(modele.equipe).exclude(statut=Sortie.ANNULEE)
    memes = la.filter(quartier=modele.quartier_id, creneau=modele.creneau, date__in=jours)
    return set(memes.values_list("date", flat=True))


def _equipage(modele: Sortie) -> list[Utilisateur]:
    encore = Appartenance.objects.de(modele.equipe).sur_le_terrain().values("utilisateur")
    return list(modele.equipage.filter(pk__in=encore))


def _une_de_plus(
    modele: Sortie, jour: date, equipage: list[Utilisateur], par: Utilisateur
) -> Sortie:
    sortie = Sortie(
        equipe=modele.equipe,
        date=jour,
        creneau=modele.creneau,
        quartier_id=modele.quartier_id,
        questions=modele.questions,
        intention=modele.intention,
    )
    return enregistrer(sortie, par=par, equipage=equipage)
