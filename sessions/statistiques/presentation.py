"""The map in words and shapes: zones, sentences, legend, and the data of the live map."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString

from medlove.templatetags.francais import compte, heures
from sessions.statistiques.choroplethe import Choroplethe, Ligne
from sessions.statistiques.effectifs import FINE
from sessions.statistiques.figures.aspects import Aspect
from sessions.statistiques.figures.carte import Zone, carte_svg, case_svg
from sessions.statistiques.filtres import Mesure

TITRE = "Besoins entendus, là où nous étions"


@dataclass(frozen=True, slots=True)
class Entree:
    """A line of the legend: its swatch, its words, how many quartiers look so."""

    case: SafeString
    texte: str
    quartiers: int


def objet(carte: Choroplethe) -> str:
    """What the map shows, in words."""
    besoin = carte.demande.besoin
    if carte.demande.mesure == Mesure.NOMBRE:
        return f"Rencontres portant « {besoin} »" if besoin else "Toutes les rencontres"
    if besoin:
        return f"Part des rencontres du quartier portant « {besoin} »"
    return "Part de chaque quartier dans les rencontres de la ville"


def zones(carte: Choroplethe) -> list[Zone]:
    """The quartiers of the commune, ready to be drawn."""
    return [_zone(carte, ligne) for ligne in carte.lignes]


def svg(carte: Choroplethe, identifiant: str = "carte") -> SafeString:
    return carte_svg(
        zones(carte),
        titre=f"{objet(carte)}, {carte.demande.selection.periode.libelle}",
        description="Carte des quartiers. Le tableau donne les mêmes nombres.",
        identifiant=identifiant,
    )


def donnees(carte: Choroplethe) -> dict[str, Any]:
    """What static/js/carte.js reads: the zones as this reader sees them, and the tiles."""
    reglages = settings.LEAFLET_CONFIG
    return {
        "tuiles": reglages["TILES"],
        "zoom_minimal": reglages["MIN_ZOOM"],
        "zoom_maximal": reglages["MAX_ZOOM"],
        "zones": [_en_donnees(zone) for zone in zones(carte)],
    }


def _en_donnees(zone: Zone) -> dict[str, Any]:
    place = zone.place
    return {
        "nom": zone.nom_court,
        "texte": zone.texte,
        "lettre": zone.lettre,
        "description": zone.description,
        "aspect": zone.aspect.code,
        "fond": zone.aspect.fond(zone.classe, _motifs(zone.aspect)),
        "etiquette": [place.latitude, round(place.longitude, 5)],
        "largeur": round(place.largeur, 5),
        "contour": zone.contour,
    }


def legende(carte: Choroplethe) -> list[Entree]:
    """The five classes, used or not, then the other looks that the map holds."""
    aspects = Counter(ligne.aspect for ligne in carte.lignes)
    classes = Counter(ligne.classe for ligne in carte.lignes)
    return [
        *(
            Entree(case_svg(Aspect.VALEUR, classe, f"legende-{classe}"), texte, classes[classe])
            for classe, texte in enumerate(carte.echelle.intervalles())
        ),
        *(
            Entree(case_svg(aspect, None, _motifs(aspect)), aspect.libelle, aspects[aspect])
            for aspect in Aspect
            if aspects[aspect] and aspect is not Aspect.VALEUR
        ),
    ]


def resume(carte: Choroplethe) -> str:
    """« 412 rencontres en 38 sorties, 96 h de présence. »"""
    lus = carte.ensemble
    phrase = (
        f"{_rencontres(lus.rencontres.nombre, lus.rencontres.texte)} en "
        f"{compte(carte.sorties, 'sortie')}, {heures(lus.presence.minutes)} de présence"
    )
    if not carte.demande.besoin:
        return f"{phrase}."
    return f"{phrase}{FINE}; {lus.portant} portent « {carte.demande.besoin} »."


def _rencontres(nombre: int | None, texte: str) -> str:
    return f"{texte} rencontres" if nombre is None else compte(nombre, "rencontre")


def _motifs(aspect: Aspect) -> str:
    return f"legende-{aspect.code}"


def _zone(carte: Choroplethe, ligne: Ligne) -> Zone:
    montree = ligne.aspect is not Aspect.HORS_CHOIX
    return Zone(
        cle=ligne.quartier.cle,
        nom=ligne.quartier.nom,
        contour=ligne.quartier.trace,  # type: ignore[attr-defined]
        longitude=float(ligne.quartier.longitude),
        latitude=float(ligne.quartier.latitude),
        aspect=ligne.aspect,
        classe=ligne.classe,
        texte=ligne.valeur if montree else "",
        description=f"{ligne.quartier.nom}{FINE}: {', '.join(_faits(carte, ligne))}.",
    )


def _faits(carte: Choroplethe, ligne: Ligne) -> Iterator[str]:
    """What is told of a quartier, from its value to the presence it was got with."""
    lus = ligne.chiffres
    if ligne.aspect is Aspect.HORS_CHOIX:
        yield "hors du choix"
        return
    if ligne.aspect is Aspect.JAMAIS:
        yield "jamais visité pendant cette période"
        return
    if carte.demande.besoin:
        yield f"{lus.part} des rencontres portent « {carte.demande.besoin} »"
        yield f"{lus.portant} sur {lus.rencontres}"
    else:
        yield f"{lus.part} des rencontres de la ville"
        yield _rencontres(lus.rencontres.nombre, lus.rencontres.texte)
    yield compte(lus.presence.sorties, "sortie")
    yield f"{heures(lus.presence.minutes)} de présence"
    if ligne.aspect is Aspect.TROP_PEU:
        yield "trop peu de présence pour comparer"
