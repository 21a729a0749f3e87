"""Which days the bike goes out, and where."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, pairwise

from sessions.demonstration.decor import Decor
from sessions.demonstration.donnees import lire
from sessions.demonstration.hasard import Hasard

RENCONTRES_PAR_SORTIE = 14.5
JOURS_DE_SORTIE = [1, 2, 3, 5]
MARDI, JEUDI = 1, 3


@dataclass(frozen=True)
class Prevue:
    """A day in the calendar: `rencontres` is 0 for a sortie still to come or cancelled."""

    jour: date
    numero: int
    rencontres: int
    annulee: bool = False


def debut_de_saison(jusqu_au: date, trimestres: int = 8) -> date:
    """The first day of the season: `trimestres` quarters, that of `jusqu_au` included."""
    rang = jusqu_au.year * 4 + (jusqu_au.month - 1) // 3 - (trimestres - 1)
    return date(rang // 4, rang % 4 * 3 + 1, 1)


def grande_saison(hasard: Hasard, decor: Decor, rencontres: int, jusqu_au: date) -> list[Prevue]:
    """Sorties over eight trimestres, the day itself and those that follow included."""
    debut = debut_de_saison(jusqu_au)
    jours = [
        jour
        for semaine in range((jusqu_au - debut).days // 7 + 1)
        for decalage in JOURS_DE_SORTIE
        if debut <= (jour := _lundi(debut) + timedelta(weeks=semaine, days=decalage)) < jusqu_au
    ]
    combien = min(len(jours), max(1, round(rencontres / RENCONTRES_PAR_SORTIE)))
    choisis = sorted(hasard.sample(jours, combien))
    parts = _partager(hasard, rencontres, combien)
    faites = [
        Prevue(jour, _quartier(hasard, decor), part)
        for jour, part in zip(choisis, parts, strict=True)
    ]
    libres = sorted(set(jours) - set(choisis))
    annulees = [
        Prevue(jour, _quartier(hasard, decor), 0, annulee=True)
        for jour in hasard.sample(libres, min(len(libres), combien // 30))
    ]
    return faites + annulees + _a_venir(hasard, decor, jusqu_au)


def petite_saison(hasard: Hasard, decor: Decor, jusqu_au: date) -> list[Prevue]:
    """The true size of the experiment: 15 sorties, 2 quartiers, 225 rencontres."""
    fin = debut_de_saison(jusqu_au, trimestres=1)
    lundis = [_lundi(fin) - timedelta(weeks=semaine) for semaine in range(9, 1, -1)]
    jours = [lundi + timedelta(days=jour) for lundi in lundis for jour in (MARDI, JEUDI)][:15]
    numeros = list(decor.quartiers)[-2:]
    parts = _partager(hasard, 225, len(jours))
    return [
        Prevue(jour, numeros[rang % 2], part)
        for rang, (jour, part) in enumerate(zip(jours, parts, strict=True))
    ]


def _lundi(jour: date) -> date:
    return jour - timedelta(days=jour.weekday())


def _quartier(hasard: Hasard, decor: Decor) -> int:
    poids = {
        numero: lourd
        for numero, lourd in lire("tirages")["quartiers"].items()
        if int(numero) in decor.quartiers
    }
    return int(hasard.parmi(poids))


def _partager(hasard: Hasard, total: int, combien: int) -> list[int]:
    """`total` rencontres over `combien` sorties, unevenly, none lost."""
    poids = [hasard.uniform(0.5, 1.5) for _ in range(combien)]
    bornes = [0, *(round(total * cumul / sum(poids)) for cumul in accumulate(poids))]
    return [fin - debut for debut, fin in pairwise(bornes)]


def _a_venir(hasard: Hasard, decor: Decor, jusqu_au: date) -> list[Prevue]:
    suite = [jusqu_au, jusqu_au + timedelta(days=1)]
    suite += [jusqu_au + timedelta(days=ecart) for ecart in (4, 7, 10, 14)]
    return [Prevue(jour, _quartier(hasard, decor), 0) for jour in suite]
