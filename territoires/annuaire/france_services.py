"""France Services as the ANCT's GeoJSON gives them: hours written day by day."""

import re
from itertools import groupby
from typing import Any

JOURS = {
    "lundi": "Mo",
    "mardi": "Tu",
    "mercredi": "We",
    "jeudi": "Th",
    "vendredi": "Fr",
    "samedi": "Sa",
    "dimanche": "Su",
}
PLAGE = re.compile(r"(\d{1,2})\s*[:hH]\s*(\d{2})?\s*(?:-|–|à)\s*(\d{1,2})\s*[:hH]\s*(\d{2})?")
FERME = {"", "-", "ferme", "fermé", "fermée"}
TU = "horaires non communiqués"
ITINERANCE = {"oui": "Itinérant", "non": "Fixe"}


def lire_france_services(proprietes: dict[str, Any]) -> dict[str, Any] | None:
    """The same place by columns of the schema; None when it is not one of theirs."""
    if "lib_france_services" not in proprietes:
        return None
    dit = {cle: str(valeur or "").strip() for cle, valeur in proprietes.items()}
    # Some names of columns went through R, others did not.
    dit = {**{cle.replace(".", " "): valeur for cle, valeur in dit.items()}, **dit}
    return {
        "id": dit.get("MATRICULE", ""),
        "source": "France Services",
        "nom": _nom(dit["lib_france_services"]),
        "adresse": dit.get("ADRESSE", ""),
        "complement_adresse": dit.get("COMPLEMENT D ADRESSE", ""),
        "code_postal": dit.get("code_postal", ""),
        "commune": dit.get("lib_com", ""),
        "code_insee": dit.get("insee_com", ""),
        "latitude": proprietes.get("latitude", proprietes.get("LATITUDE")),
        "longitude": proprietes.get("longitude", proprietes.get("LONGITUDE")),
        "courriels": dit.get("CONTACT MAIL", ""),
        "telephone": dit.get("TELEPHONE", ""),
        "horaires": ouvertures({jour: dit.get(f"h_{jour}", "") for jour in JOURS}),
        "presentation_detail": dit.get("Commentaire horaires", ""),
        "itinerance": ITINERANCE.get(dit.get("ITINERANCE", "").lower(), ""),
        "dispositif_programmes_nationaux": "France Services",
    }


def _nom(libelle: str) -> str:
    """« Janzé » alone would say a town, not a door."""
    deja = re.search(r"france services|pimms", libelle, re.IGNORECASE)
    return libelle if deja or not libelle else f"France Services {libelle}"


def ouvertures(jours: dict[str, str]) -> str:
    """OSM opening_hours of a week told by day: {"lundi": "9:00 - 12:00 / 14:15 - 16:45", …}.

    Nothing when no day is known. When one day cannot be read, the words as they are: shown
    as a text, and not guessed.
    """
    if all(mots.lower() in {*FERME, TU} for mots in jours.values()):
        return ""
    lus = {jour: _plages(mots) for jour, mots in jours.items()}
    if None in lus.values():
        return " ; ".join(f"{jour} : {mots}" for jour, mots in jours.items() if mots)
    ouverts = [(rang, lus[jour]) for rang, jour in enumerate(JOURS) if lus.get(jour)]
    return "; ".join(_regles(ouverts))


def _plages(mots: str) -> str | None:
    """« 09:00-12:00,14:15-16:45 », "" when closed, None when it cannot be read."""
    mots = " ".join(mots.split())  # a run of spaces is tried in every way
    if mots.lower() in FERME:
        return ""
    if re.sub(PLAGE, "", mots).strip(" /,;et") != "":
        return None
    plages = [_plage(*trouve.groups()) for trouve in PLAGE.finditer(mots)]
    return ",".join(une for une in plages if une) if all(plages) else None


def _plage(h1: str, m1: str | None, h2: str, m2: str | None) -> str | None:
    de, a = (int(h1), int(m1 or 0)), (int(h2), int(m2 or 0))
    if not (0, 0) <= de < a <= (24, 0) or max(de[1], a[1]) > 59:
        return None
    return f"{de[0]:02}:{de[1]:02}-{a[0]:02}:{a[1]:02}"


def _regles(ouverts: list[tuple[int, str | None]]) -> list[str]:
    """Neighbouring days of the same hours, together: « Tu-Fr 09:00-12:00 »."""
    abreges = list(JOURS.values())
    suites = groupby(enumerate(ouverts), key=lambda un: (un[1][0] - un[0], un[1][1]))
    regles = []
    for (_, plages), groupe in suites:
        rangs = [rang for _, (rang, _) in groupe]
        jours = abreges[rangs[0]] + (f"-{abreges[rangs[-1]]}" if len(rangs) > 1 else "")
        regles.append(f"{jours} {plages}")
    return regles
