"""A usual week of openings, day by day, as a person types it, to and from OSM opening_hours.

Only the strings that say a usual week, and public holidays perhaps, read back as one; the others
(seasons, weeks, comments) are left to their own field.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from territoires.horaires import MINUIT, Plage

FERME = "off"
OSM = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
FERIES = "PH"
HEURE = r"([01]?[0-9]|2[0-4])\s*(?:[h:]\s*([0-5][0-9])?)?"
PLAGE = re.compile(rf"(?:de\s+)?{HEURE}\s*(?:-|–|à|a)\s*{HEURE}", re.IGNORECASE)
SEPARATEUR = re.compile(r"\s*(?:[,;/]|\bet\b|\bpuis\b)\s*", re.IGNORECASE)
REGLE = re.compile(r"(?P<jours>[A-Z][A-Za-z,\- ]*?)\s+(?P<plages>off|closed|[0-9][0-9:,\- ]*)")
PLAGE_OSM = re.compile(r"([0-9]{2}:[0-9]{2})-([0-9]{2}:[0-9]{2})")


class JourIllisible(ValueError):
    """What was typed for a day is no opening; the message is for the person."""


def lire_jour(texte: str) -> list[Plage]:
    """« 9h-12h30, 14h-17h » as plages; nothing, or « fermé », is a day closed."""
    texte = " ".join(texte.split())
    if texte.casefold() in {"", "fermé", "ferme", "fermée", "-", "–"}:
        return []
    return _verifier([_plage(mot) for mot in SEPARATEUR.split(texte)])


def ecrire_jour(plages: Sequence[Plage]) -> str:
    """« 9h-12h30, 14h-17h », which `lire_jour` reads back."""
    return ", ".join(f"{_heure(de)}-{_heure(a)}" for de, a in plages)


def lire(texte: str) -> tuple[list[list[Plage]], str] | None:
    """The seven days of a usual week, and "off" when it closes on public holidays, else "".

    None when the string says more than that.
    """
    jours: list[list[Plage]] = [[] for _ in OSM]
    feries = ""
    for regle in filter(None, map(str.strip, texte.split(";"))):
        forme = REGLE.fullmatch(regle)
        plages = _plages_osm(forme["plages"]) if forme else None
        if forme is None or plages is None:
            return None
        if forme["jours"] == FERIES:
            feries = FERME
            if plages:
                return None
            continue
        rangs = _rangs(forme["jours"])
        if rangs is None:
            return None
        for rang in rangs:
            jours[rang] = plages
    return jours, feries


def ecrire(jours: Sequence[Sequence[Plage]], feries: str = "") -> str:
    """The opening_hours of a usual week: "Mo-Fr 09:00-12:30,14:00-17:00; PH off"."""
    regles = []
    for plages, rangs in groupby(range(7), key=lambda rang: list(jours[rang])):
        premier, *suite = rangs
        if plages:
            lien = f"-{OSM[suite[-1]]}" if suite else ""
            regles.append(f"{OSM[premier]}{lien} {','.join(f'{de}-{a}' for de, a in plages)}")
    if regles and feries == FERME:
        regles.append(f"{FERIES} {FERME}")
    return "; ".join(regles)


def _plage(texte: str) -> Plage:
    forme = PLAGE.fullmatch(texte.strip())
    if forme is None:
        raise JourIllisible(
            f"« {texte} » ne se lit pas : écrire par exemple « 9h-12h30, 14h-17h »."
        )
    de, de_minutes, a, a_minutes = forme.groups()
    debut, fin = f"{int(de):02}:{de_minutes or '00'}", f"{int(a):02}:{a_minutes or '00'}"
    if fin == "00:00":
        fin = MINUIT
    if not debut < fin <= MINUIT:
        raise JourIllisible(f"« {texte} » : la fin vient après le début, et le jour finit à 24h.")
    return debut, fin


def _verifier(plages: list[Plage]) -> list[Plage]:
    plages.sort()
    for (_, fin), (debut, _) in pairwise(plages):
        if debut < fin:
            raise JourIllisible("Deux ouvertures se chevauchent : les écrire l’une après l’autre.")
    return plages


def _heure(texte: str) -> str:
    return f"{int(texte[:2])}h{texte[3:] if texte[3:] != '00' else ''}"


def _plages_osm(texte: str) -> list[Plage] | None:
    if texte in ("off", "closed"):
        return []
    formes = [PLAGE_OSM.fullmatch(mot.strip()) for mot in texte.split(",")]
    if None in formes:
        return None
    plages = [(forme[1], forme[2]) for forme in formes if forme]
    ordonnees = all(de < a <= MINUIT for de, a in plages)
    return plages if ordonnees and plages == sorted(plages) else None


def _rangs(texte: str) -> list[int] | None:
    """The ranks of « Mo-Fr », « Mo,We », « Fr-Mo »."""
    rangs: list[int] = []
    for mot in texte.replace(" ", "").split(","):
        premier, _, dernier = mot.partition("-")
        if premier not in OSM or (dernier or premier) not in OSM:
            return None
        rangs += _de_a(OSM.index(premier), OSM.index(dernier or premier))
    return rangs


def _de_a(premier: int, dernier: int) -> Iterator[int]:
    for ecart in range((dernier - premier) % 7 + 1):
        yield (premier + ecart) % 7
