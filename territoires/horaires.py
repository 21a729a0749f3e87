"""Opening hours: OSM `opening_hours` in, French words out. What cannot be read is not guessed.

Read by opening-hours-py with the public holidays of France. A string that says nothing of them
is taken as unknown on those days: to be checked, neither open nor closed. So is a rule that is
but a comment. What the library would answer by a guess counts as unreadable: school holidays,
the hours of the sun, an opening without its end.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import groupby, pairwise
from typing import Self
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from opening_hours import (  # type: ignore[attr-defined]
    OpeningHours,
    ParserError,
    State,
)

FINE = "\u202f"
PARIS = ZoneInfo("Europe/Paris")
JOURS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
SEMAINE, HORIZON = timedelta(days=7), timedelta(days=60)
TOUJOURS = "24/7"
MINUIT = "24:00"
# A night that ends by then is told with the evening it began.
PETIT_MATIN = "06:00"
CITATION = re.compile(r'"[^"]*"')
# A rule with the separator that follows it, quotes taken whole.
REGLE = re.compile(r'(?:"[^"]*"|[^;"|])+(?:;|\|\|)?|.', re.DOTALL)
SANS_REPONSE = re.compile(r"\b(SH|sunrise|sunset|dawn|dusk)\b|\d\d:\d\d\+")
HEURES_OU_ETAT = re.compile(r"\d\d?:\d\d|24/7|\b(open|off|closed|unknown)\b")

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
        return Etat(_ouvert(genre), self._change(local), precision)

    def _change(self, local: datetime) -> datetime | None:
        """When that state ends, within a week. The library's own search has no end: on « Mo-Su,PH
        00:00-24:00 », which never closes, it takes seconds."""
        borne = local + SEMAINE + timedelta(minutes=1)
        fin = next((a for _, a, *_ in self.lus.intervals(local, borne)), borne)
        fin = fin.replace(tzinfo=None)
        return fin if fin < borne else None

    def est_ouvert(self, instant: datetime) -> bool:
        return self.lus.state(_local(instant))[0] == State.OPEN

    def rouvre(self, instant: datetime) -> datetime | None:
        """The next opening after an instant at which it is closed, in local time; None beyond
        sixty days. A day of which nothing is known is passed over."""
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
            return self._inconnu(local, etat)
        if etat.ouvert:
            precision = f" ({etat.precision})" if etat.precision else ""
            return _jusqu_a(local, etat.jusqu_a) + precision
        rouvre = self.rouvre(instant)
        return f"fermé, rouvre {_quand(local, rouvre)}" if rouvre else "fermé"

    def _inconnu(self, local: datetime, etat: Etat) -> str:
        if "PH" not in self.texte and FERIES.state(local)[0] == State.OPEN:
            return f"jour férié{FINE}: horaires à vérifier"
        return etat.precision or "horaires à vérifier"

    def jour(self, jour: date) -> list[Plage] | None:
        """The openings of a day, [] when closed, None when nothing is known (a public holiday)."""
        debut = datetime.combine(jour, time())
        plages, inconnu = [], False
        for de, a, genre, _ in self.lus.intervals(debut, debut + timedelta(days=1)):
            inconnu |= genre == State.UNKNOWN
            if genre == State.OPEN:
                fin = a.replace(tzinfo=None)
                plages.append((f"{de:%H:%M}", MINUIT if fin.date() > jour else f"{fin:%H:%M}"))
        return plages or (None if inconnu else [])

    def jours(self, premier: date, nombre: int) -> list[list[Plage] | None]:
        """The openings of so many days from the first one."""
        return [self.jour(premier + timedelta(days=rang)) for rang in range(nombre)]

    def plages_de_la_semaine(self, jour: date) -> list[list[Plage] | None]:
        """The week of a day, Monday to Sunday, where a night belongs to its evening."""
        dimanche = jour - timedelta(days=jour.weekday() + 1)
        return _soirees(self.jours(dimanche, 9))[1:8]

    def semaine(self, jour: date) -> list[tuple[str, str]]:
        """The week of a day in words: [("lundi à vendredi", "9 h à 12 h 30, 14 h à 17 h"), …]."""
        return list(_grouper(self.plages_de_la_semaine(jour)))


def _soirees(jours: Sequence[list[Plage] | None]) -> list[list[Plage] | None]:
    """The same days, where a night belongs to its evening: « 22 h à 2 h »."""
    soirees = [None if plages is None else list(plages) for plages in jours]
    for soir, matin in pairwise(soirees):
        if soir and matin and soir[-1][1] == MINUIT and soir[-1][0] != "00:00":
            de, a = matin[0]
            if de == "00:00" and a <= PETIT_MATIN:
                soir[-1] = (soir[-1][0], a)
                del matin[0]
    return soirees


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
    """Midnight is the end of the day before it; the small hours are still tonight."""
    if fin is None:
        return "ouvert en continu"
    fin = fin.replace(tzinfo=None)
    a_minuit = fin.time() == time()
    jour = fin.date() - timedelta(days=1) if a_minuit else fin.date()
    termine = heure(MINUIT if a_minuit else fin.time())
    ecart = (jour - local.date()).days
    if ecart == 0 or (ecart == 1 and "00:00" < f"{fin:%H:%M}" <= PETIT_MATIN):
        return f"ouvert jusqu’à {termine}"
    quand = f"à {_jour(ecart, jour)}".replace("à le ", "au ")
    return f"ouvert jusqu’{quand} à {termine}"


def _quand(local: datetime, instant: datetime) -> str:
    """« à 14 h », « demain à 9 h », « lundi à 9 h », « le 3 septembre à 9 h »."""
    ecart = (instant.date() - local.date()).days
    quand = _jour(ecart, instant.date())
    return f"{quand} à {heure(instant.time())}".strip()


def _jour(ecart: int, jour: date) -> str:
    """« demain », « lundi », « le 3 septembre », so many days after today; today says nothing."""
    if ecart < 7:
        return ["", "demain"][ecart] if ecart < 2 else JOURS[jour.weekday()]
    quantieme = "1er" if jour.day == 1 else str(jour.day)
    return f"le {quantieme} {date_format(jour, 'F')}"


def _local(instant: datetime) -> datetime:
    return instant.astimezone(PARIS).replace(tzinfo=None)


def _ouvert(genre: State) -> bool | None:
    return None if genre == State.UNKNOWN else genre == State.OPEN


@lru_cache(maxsize=4096)
def _lire(texte: str) -> OpeningHours | None:
    muet = CITATION.sub("", texte)
    if not texte or SANS_REPONSE.search(muet):
        return None
    complet = _commentaires_inconnus(texte.rstrip("; "))
    if "PH" not in muet and texte != TOUJOURS:
        complet += "; PH unknown"
    try:
        return OpeningHours(complet, country="FR")
    except ParserError:
        return None


def _commentaires_inconnus(texte: str) -> str:
    """The same rules, where one that is but a comment (« sur rendez-vous ») opens nothing."""
    regles = REGLE.findall(texte)
    return "".join(
        regle
        if '"' not in regle or HEURES_OU_ETAT.search(CITATION.sub("", regle))
        else regle.replace('"', 'unknown "', 1)
        for regle in regles
    )


FERIES = OpeningHours("PH", country="FR")
