"""Opening hours: OSM `opening_hours` in, French words out. What cannot be read is not guessed.

Read by opening-hours-py with the public holidays of France. A string that says nothing of them
is taken as unknown on those days: to be checked, neither open nor closed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import groupby
from typing import Self
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from opening_hours import OpeningHours, State

FINE = "\u202f"
PARIS = ZoneInfo("Europe/Paris")
JOURS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
SEMAINE, HORIZON = timedelta(days=7), timedelta(days=60)
TOUJOURS = "24/7"
MINUIT = "24:00"

Plage = tuple[str, str]  # ("09:00", "12:30"), the end being "24:00" at most


def heure(quand: time | str) -> str:
    """« 9 h », « 17 h 30 », « minuit »."""
    texte = quand if isinstance(quand, str) else f"{quand:%H:%M}"
    if texte in ("00:00", MINUIT):
        return "minuit"
    heures, minutes = int(texte[:2]), texte[3:5]
    return f"{heures}{FINE}h" if minutes == "00" else f"{heures}{FINE}h{FINE}{minutes}"


@dataclass(frozen=True, slots=True)
class Etat:
    """At one instant: open, closed, or unknown (`ouvert` None); until when, in local time.

    `precision` is what the string says beside, between quotes: « sur rendez-vous ».
    """

    ouvert: bool | None
    jusqu_a: datetime | None
    precision: str = ""


@dataclass(frozen=True, slots=True)
class Horaires:
    texte: str
    lus: OpeningHours

    @classmethod
    def lire(cls, texte: str) -> Self | None:
        """None when the string is empty or is no opening hours."""
        lus = _lire(texte.strip())
        return cls(texte, lus) if lus else None

    def etat(self, instant: datetime) -> Etat:
        local = _local(instant)
        genre, precision = self.lus.state(local)
        change = self.lus.next_change(local)
        proche = change if change and change - local <= SEMAINE else None
        return Etat(_ouvert(genre), proche, precision)

    def est_ouvert(self, instant: datetime) -> bool:
        return self.etat(instant).ouvert is True

    def rouvre(self, instant: datetime) -> datetime | None:
        """The next opening after an instant at which it is closed, in local time; None beyond
        sixty days, or when the days between are unknown."""
        local = _local(instant)
        for debut, _, genre, _ in self.lus.intervals(local, local + HORIZON):
            if genre == State.OPEN and debut > local:
                return debut.replace(tzinfo=None)
        return None

    def phrase(self, instant: datetime) -> str:
        """« ouvert jusqu’à 17 h 30 », « fermé, rouvre lundi à 9 h », or that nobody knows."""
        etat = self.etat(instant)
        local = _local(instant)
        if etat.ouvert is None:
            return f"jour férié{FINE}: horaires à vérifier"
        if etat.ouvert:
            precision = f" ({etat.precision})" if etat.precision else ""
            return _jusqu_a(local, etat.jusqu_a) + precision
        rouvre = self.rouvre(instant)
        return f"fermé, rouvre {_quand(local, rouvre)}" if rouvre else "fermé"

    def jour(self, jour: date) -> list[Plage] | None:
        """The openings of a day, [] when closed, None when unknown (a public holiday)."""
        debut = datetime.combine(jour, time())
        plages = []
        for de, a, genre, _ in self.lus.intervals(debut, debut + timedelta(days=1)):
            if genre == State.UNKNOWN:
                return None
            if genre == State.OPEN:
                fin = a.replace(tzinfo=None)
                plages.append((f"{de:%H:%M}", MINUIT if fin.date() > jour else f"{fin:%H:%M}"))
        return plages

    def jours(self, premier: date, nombre: int) -> list[list[Plage] | None]:
        """The openings of so many days from the first one."""
        return [self.jour(premier + timedelta(days=rang)) for rang in range(nombre)]

    def semaine(self, jour: date) -> list[tuple[str, str]]:
        """The week of a day in words: [("lundi à vendredi", "9 h à 12 h 30, 14 h à 17 h"), …]."""
        lundi = jour - timedelta(days=jour.weekday())
        return list(_grouper(self.jours(lundi, 7)))


def _grouper(jours: list[list[Plage] | None]) -> Iterator[tuple[str, str]]:
    rangs = groupby(range(7), key=lambda rang: en_mots(jours[rang]))
    for mots, groupe in rangs:
        premier, *suite = groupe
        dernier = suite[-1] if suite else premier
        if dernier == premier:
            yield JOURS[premier], mots
        else:
            lien = "et" if dernier == premier + 1 else "à"
            yield f"{JOURS[premier]} {lien} {JOURS[dernier]}", mots


def en_mots(plages: list[Plage] | None) -> str:
    """« 9 h à 12 h 30, 14 h à 17 h », « fermé », « à vérifier »."""
    if plages is None:
        return "à vérifier"
    if plages == [("00:00", MINUIT)]:
        return "toute la journée"
    return ", ".join(f"{heure(de)} à {heure(a)}" for de, a in plages) or "fermé"


def _jusqu_a(local: datetime, fin: datetime | None) -> str:
    if fin is None:
        return "ouvert en continu"
    fin = fin.replace(tzinfo=None)
    if fin.date() == local.date() or fin == datetime.combine(local, time()) + timedelta(days=1):
        return f"ouvert jusqu’à {heure(fin.time())}"
    return f"ouvert jusqu’à {_quand(local, fin).removeprefix('à ')}"


def _quand(local: datetime, instant: datetime) -> str:
    """« à 14 h », « demain à 9 h », « lundi à 9 h », « le 3 septembre à 9 h »."""
    ecart = (instant.date() - local.date()).days
    if ecart == 0:
        return f"à {heure(instant.time())}"
    jour = "demain" if ecart == 1 else JOURS[instant.weekday()] if ecart < 7 else _le(instant)
    return f"{jour} à {heure(instant.time())}"


def _le(instant: datetime) -> str:
    quantieme = "1er" if instant.day == 1 else str(instant.day)
    return f"le {quantieme} {date_format(instant, 'F')}"


def _local(instant: datetime) -> datetime:
    return instant.astimezone(PARIS).replace(tzinfo=None)


def _ouvert(genre: State) -> bool | None:
    return None if genre == State.UNKNOWN else genre == State.OPEN


@lru_cache(maxsize=2048)
def _lire(texte: str) -> OpeningHours | None:
    if not texte:
        return None
    try:
        complet = texte if "PH" in texte or texte == TOUJOURS else f"{texte}; PH unknown"
        return OpeningHours(complet, country="FR")
    except SyntaxError:
        return None
