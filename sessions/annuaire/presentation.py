"""The directory in words and points: how a row reads, what the map draws."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from medlove.models import Equipe
from medlove.templatetags.francais import il_y_a
from sessions.annuaire.services import charges
from territoires.horaires import FINE
from territoires.models import Partenaire, Quartier
from territoires.models.partenaire import FRAIS
from territoires.nomenclatures import dire

LISTES = [
    "modalites_acces",
    "frais_a_charge",
    "publics_specifiquement_adresses",
    "prise_en_charge_specifique",
    "modalites_accompagnement",
    "services",
    "itinerance",
]


@dataclass(frozen=True, slots=True)
class Fraicheur:
    """`code` is a look of composants/statut.html."""

    code: str
    texte: str


@dataclass(frozen=True, slots=True)
class Ouverture:
    """Hours in words; `illisible`, the text as it came, when nobody could read it."""

    texte: str
    ouvert: bool = False
    illisible: str = ""
    semaine: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Ligne:
    """A row of the list; `numero` is its mark on the map, None when it has no position."""

    partenaire: Partenaire
    ouverture: Ouverture
    fraicheur: Fraicheur
    en_pause: bool
    charge: int
    numero: int | None


def fraicheur(partenaire: Partenaire) -> Fraicheur:
    """« vérifié il y a 3 mois par Alice », « à vérifier », « dit inexact hier »."""
    if partenaire.inexact_le:
        return Fraicheur("danger", f"dit inexact {il_y_a(partenaire.inexact_le)}")
    if partenaire.verifie_le is None:
        return Fraicheur("attention", "à vérifier")
    par = f" par {partenaire.verifie_par}" if partenaire.verifie_par else ""
    verifie = f"vérifié {il_y_a(partenaire.verifie_le)}{par}"
    if partenaire.verifie_le > timezone.localdate() - FRAIS:
        return Fraicheur("fait", verifie)
    return Fraicheur("attention", f"à vérifier{FINE}: {verifie}")


def ouverture(partenaire: Partenaire, instant: datetime) -> Ouverture:
    horaires = partenaire.ouvertures
    if horaires:
        semaine = horaires.semaine(timezone.localdate(instant))
        ouvert = horaires.est_ouvert(instant)
        return Ouverture(horaires.phrase(instant), ouvert, semaine=semaine)
    if texte := partenaire.horaires.strip():
        return Ouverture("horaires à relire", illisible=texte)
    return Ouverture("horaires non renseignés")


def lignes(partenaires: Sequence[Partenaire]) -> list[Ligne]:
    """The rows of a page, one query whatever their number."""
    maintenant = timezone.now()
    jour = timezone.localdate(maintenant)
    combien = charges(partenaires, jour)
    numeros = _numeros(partenaires)
    return [
        Ligne(
            partenaire=un,
            ouverture=ouverture(un, maintenant),
            fraicheur=fraicheur(un),
            en_pause=un.est_en_pause(jour),
            charge=combien.get(un.pk, 0),
            numero=numeros.get(un.pk),
        )
        for un in partenaires
    ]


def _numeros(partenaires: Iterable[Partenaire]) -> dict[Any, int]:
    situes = (un.pk for un in partenaires if un.latitude is not None)
    return {pk: rang for rang, pk in enumerate(situes, start=1)}


def listes(partenaire: Partenaire) -> dict[str, list[str]]:
    """The values of each list, as a screen says them."""
    return {champ: [dire(champ, une) for une in getattr(partenaire, champ)] for champ in LISTES}


def sites(partenaire: Partenaire) -> list[str]:
    """The web addresses one may follow: an import may hold any text."""
    return [un for un in partenaire.sites_web if un.startswith(("http://", "https://"))]


def points(rangees: Iterable[Ligne]) -> dict[str, Any]:
    """The marks of a page of results, as a GeoJSON FeatureCollection."""
    return {
        "type": "FeatureCollection",
        "features": [_point(ligne) for ligne in rangees if ligne.numero],
    }


def _point(ligne: Ligne) -> dict[str, Any]:
    un = ligne.partenaire
    return {
        "type": "Feature",
        "geometry": {
            "type": "Point",
            "coordinates": [float(un.longitude or 0), float(un.latitude or 0)],
        },
        "properties": {
            "numero": ligne.numero,
            "nom": un.nom,
            "ouverture": ligne.ouverture.texte,
            "adresse": reverse("annuaire:fiche", args=[un.pk]),
        },
    }


def fond(equipe: Equipe) -> dict[str, Any]:
    """What lies under the marks: the outlines of the quartiers, and tiles if there are some."""
    reglages = settings.LEAFLET_CONFIG
    quartiers = Quartier.objects.de_commune(equipe.code_insee).order_by("numero")
    traces = quartiers.annotate(trace=Coalesce("contour_simplifie", "contour"))
    return {
        "tuiles": reglages["TILES"],
        "centre": reglages["DEFAULT_CENTER"],
        "zoom": reglages["DEFAULT_ZOOM"],
        "zoom_maximal": reglages["MAX_ZOOM"],
        "quartiers": list(traces.values_list("trace", flat=True)),
    }
