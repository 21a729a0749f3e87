"""The published map: the very values of the tables, drawn by quartier.

Decided on what is published only: every hidden cell looks the same, whatever is behind it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from medlove.templatetags.francais import accord
from sessions.publication.catalogue import Cle
from sessions.publication.style import RENCONTRES
from sessions.publication.tables import SANS_PART, Feuillet
from sessions.statistiques.effectifs import FINE
from sessions.statistiques.figures.aspects import PARTS_D_UN_DOMAINE, Aspect, Echelle
from sessions.statistiques.figures.carte import Zone, carte_svg, case_svg
from sessions.statistiques.figures.etiquettes import place
from sessions.statistiques.figures.legende import Repere
from sessions.statistiques.table import Cellule
from territoires.geometrie import aire_signee, boite

# Where a label may be, as shares of the height: below the middle it would overflow.
PARALLELES = (0.5, 0.55, 0.6, 0.65)
SANS_PART_DITE = f"Part non calculée{FINE}: moins de 50 rencontres"
CACHEE_DITE = f"<{FINE}11, ou tu"


@dataclass(frozen=True, slots=True)
class Entree:
    """A line of the legend."""

    case: SafeString
    texte: str


@dataclass(frozen=True, slots=True)
class Carte:
    """`svg` with what it shows in words, its legend and the rule of its classes."""

    objet: str
    svg: SafeString
    legende: list[Entree]
    regle: str


def carte(
    feuillet: Feuillet, contours: list[dict[str, Any]], quand: str, domaine: str = ""
) -> Carte | None:
    """Of a domain, or of every rencontre; None where nothing is published by quartier."""
    table = next((une for une in ("T1", "T6") if feuillet.a(une)), "")
    if not table or not contours:
        return None
    mot = feuillet.libelles["domaine"][domaine] if domaine else ""
    echelle = echelle_de(domaine)
    zones = zones_lues(feuillet, contours, table, domaine)
    objet = f"Part des rencontres de chaque quartier portant « {mot} »" if mot else "Rencontres"
    return Carte(
        objet=objet,
        svg=carte_svg(
            zones,
            titre=f"{objet}, {quand}",
            description="Carte des quartiers. La table « Besoins par quartier » dit les nombres."
            if table == "T1"
            else "Carte des quartiers. La table par trimestre dit les mêmes nombres.",
        ),
        legende=_legende(zones, echelle),
        regle=echelle.regle(),
    )


def echelle_de(domaine: str) -> Echelle:
    """The classes of the shares of a domain, or of every rencontre."""
    return PARTS_D_UN_DOMAINE if domaine else RENCONTRES


def zones_lues(
    feuillet: Feuillet, contours: Iterable[Mapping[str, Any]], table: str, domaine: str
) -> list[Zone]:
    """What is read of each territoire, in the order given."""
    echelle = echelle_de(domaine)
    return [_zone(feuillet, un, Cle(table, un["code"]), domaine, echelle) for un in contours]


def _zone(
    feuillet: Feuillet, contour: Mapping[str, Any], toutes: Cle, domaine: str, echelle: Echelle
) -> Zone:
    forme = {"type": "MultiPolygon", "coordinates": contour["polygones"]}
    longitude, latitude = _milieu(forme)
    lue, dit = _lue(feuillet, toutes, domaine)
    aspect = Aspect.VALEUR
    if not lue.nombre:
        # Nought is never published: a working version alone tells it.
        aspect = Aspect.ZERO if lue.nombre == 0 else _sans_valeur(lue)
    return Zone(
        cle=contour["code"],
        nom=contour["nom"],
        contour=forme,
        longitude=longitude,
        latitude=latitude,
        aspect=aspect,
        classe=echelle.classe(lue.nombre) if lue.nombre else None,
        texte=lue.texte,
        description=f"{contour['nom']}{FINE}: {dit}.",
    )


def _sans_valeur(lue: Cellule) -> Aspect:
    return Aspect.SANS_DONNEE if lue.texte == SANS_PART else Aspect.MASQUE


def _lue(feuillet: Feuillet, toutes: Cle, domaine: str) -> tuple[Cellule, str]:
    """What the zone shows, and the same in words."""
    rencontres = feuillet.lue(toutes)
    if not domaine:
        return rencontres, _rencontres(rencontres)
    cle = Cle(toutes.table, toutes.territoire, "domaine", domaine)
    portant = feuillet.lue(cle)
    dit = f"{_rencontres(portant)} portant ce besoin, sur {rencontres.texte}"
    if portant.nombre is None:
        return portant, dit
    part = feuillet.part(cle, toutes)
    return part, dit if part.nombre is None else f"{part.texte}, {dit}"


def _rencontres(lue: Cellule) -> str:
    # A hidden count takes the plural: the singular would tell that it is one.
    return f"{lue.texte} {accord(2 if lue.nombre is None else lue.nombre, 'rencontre')}"


def _milieu(forme: dict[str, Any]) -> tuple[float, float]:
    """Where the largest polygon is widest, away from its ends."""
    grand = max(forme["coordinates"], key=lambda polygone: abs(aire_signee(polygone[0])))
    seul = {"type": "Polygon", "coordinates": grand}
    bords = boite(seul)
    milieu = (bords.ouest + bords.est) / 2
    hauteur = bords.nord - bords.sud
    places = [place(seul, milieu, bords.sud + part * hauteur) for part in PARALLELES]
    meilleure = max(places, key=lambda une: une.largeur)
    return meilleure.longitude, meilleure.latitude


def reperes(zones: list[Zone], echelle: Echelle, dits: Mapping[Aspect, str]) -> list[Repere]:
    """The five classes, used or not, then the other looks that the map holds."""
    aspects = Counter(zone.aspect for zone in zones)
    return [
        *(Repere(Aspect.VALEUR, classe, dit) for classe, dit in enumerate(echelle.intervalles())),
        *(Repere(aspect, None, dit) for aspect, dit in dits.items() if aspects[aspect]),
    ]


def _legende(zones: list[Zone], echelle: Echelle) -> list[Entree]:
    dits = {Aspect.MASQUE: CACHEE_DITE, Aspect.SANS_DONNEE: SANS_PART_DITE}
    return [
        Entree(
            case_svg(
                un.aspect,
                un.classe,
                f"legende-{un.aspect.code if un.classe is None else un.classe}",
            ),
            un.texte,
        )
        for un in reperes(zones, echelle, dits)
    ]
