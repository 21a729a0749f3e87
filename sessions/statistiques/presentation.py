"""Maps in words and shapes: zones, sentences, legend, and the data of the live map."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString

from medlove.templatetags.francais import accord, compte, heures
from sessions.statistiques.choroplethe import Chiffres, Choroplethe, Ligne
from sessions.statistiques.demande import Demande, Mesure, Vue
from sessions.statistiques.effectifs import FINE, Effectif
from sessions.statistiques.figures.aspects import Aspect
from sessions.statistiques.figures.carte import (
    LARGEUR,
    LARGEUR_D_UNE_VIGNETTE,
    Marque,
    Zone,
    carte_svg,
    case_svg,
)
from sessions.statistiques.planche import Planche
from sessions.statistiques.sujets import RENCONTRES, Parmi

TITRE = "Besoins entendus, là où nous étions"
RAYON_MAXIMAL, RAYON_MINIMAL = 16, 3


@dataclass(frozen=True, slots=True)
class Entree:
    """A line of the legend: its swatch, its words, how many quartiers look so."""

    case: SafeString
    texte: str
    quartiers: int


@dataclass(frozen=True, slots=True)
class Dessin:
    """A map of a plate, with its own title."""

    titre: str
    resume: str
    svg: SafeString


def objet(carte: Choroplethe | Planche) -> str:
    """What the map shows, in words."""
    demande = carte.demande
    sujet = demande.sujet
    if demande.mesure == Mesure.HEURE:
        return _avec_le_besoin(demande, f"{sujet.nom}, par heure de présence")
    if demande.mesure == Mesure.NOMBRE:
        if sujet is RENCONTRES:
            return "Toutes les rencontres"
        nombre = (
            ""
            if sujet.nom.startswith((sujet.titre, "Rencontres", "Orientations"))
            else (f", nombre de {sujet.unites}")
        )
        return _avec_le_besoin(demande, sujet.nom + nombre)
    part = _part(demande)
    if demande.mesure == Mesure.ECART and demande.vue == Vue.UNE:
        comparee = demande.periode_comparee(demande.selection.periode)
        return f"{part}{FINE}: écart avec {comparee.libelle}"
    return f"{part}{FINE}: écart" if demande.mesure == Mesure.ECART else part


def _part(demande: Demande) -> str:
    sujet = demande.sujet
    if sujet is RENCONTRES:
        return "Part de chaque quartier dans les rencontres de la ville"
    if sujet.parmi is Parmi.LA_VILLE:
        return _avec_le_besoin(demande, "Part de chaque quartier dans les orientations de la ville")
    if sujet.code == RENCONTRES.code:
        return f"Part des rencontres du quartier portant «{FINE}{demande.besoin}{FINE}»"
    return _avec_le_besoin(demande, f"{sujet.nom}, part {sujet.sur}")


def _avec_le_besoin(demande: Demande, phrase: str) -> str:
    """A besoin that narrows the sujet without being it."""
    if not demande.besoin or demande.sujet.code == RENCONTRES.code:
        return phrase
    return f"{phrase}, pour «{FINE}{demande.besoin}{FINE}»"


def zones(carte: Choroplethe) -> list[Zone]:
    """The quartiers of the commune, ready to be drawn."""
    return [_zone(carte, ligne) for ligne in carte.lignes]


def svg(carte: Choroplethe, identifiant: str = "carte", **options: Any) -> SafeString:
    return carte_svg(
        zones(carte),
        titre=f"{objet(carte)}, {carte.demande.selection.periode.libelle}",
        description="Carte des quartiers. Le tableau donne les mêmes nombres.",
        identifiant=identifiant,
        **options,
    )


def dessins(planche: Planche) -> list[Dessin]:
    """The maps of a plate, small when they are many."""
    largeur = LARGEUR_D_UNE_VIGNETTE if planche.demande.vue == Vue.TRIMESTRES else LARGEUR
    seule = len(planche.cartes) == 1
    return [
        Dessin(
            titre_du_panneau(une),
            resume(une),
            svg(
                une,
                "carte" if seule else f"carte-{rang}",
                largeur=largeur,
                marques=marques(planche) if seule else (),
            ),
        )
        for rang, une in enumerate(planche.cartes, start=1)
    ]


def titre_du_panneau(carte: Choroplethe) -> str:
    """What tells a map of a plate from its neighbours: its quartier, or else its period."""
    demande = carte.demande
    choisi = next((une for une in carte.lignes if une.quartier.cle == demande.quartier), None)
    if choisi and demande.vue == Vue.COTE_A_COTE and demande.cote_a_cote_de_quartiers:
        return choisi.quartier.nom
    libelle = demande.selection.periode.libelle
    return libelle[0].upper() + libelle[1:]


def marques(planche: Planche) -> list[Marque]:
    """The lieux as discs: twice the rencontres, twice the area."""
    plus_grand = max((un.rencontres for un in planche.lieux), default=1)
    return [
        Marque(
            nom=un.nom,
            longitude=un.longitude,
            latitude=un.latitude,
            rayon=round(max(RAYON_MINIMAL, RAYON_MAXIMAL * sqrt(un.rencontres / plus_grand)), 1),
            description=f"{un.nom}{FINE}: {compte(un.rencontres, 'rencontre')}",
        )
        for un in planche.lieux
    ]


def donnees(planche: Planche) -> dict[str, Any]:
    """What static/js/carte.js reads: the zones as this reader sees them, and the tiles."""
    reglages = settings.LEAFLET_CONFIG
    return {
        "tuiles": reglages["TILES"],
        "zoom_minimal": reglages["MIN_ZOOM"],
        "zoom_maximal": reglages["MAX_ZOOM"],
        "zones": [_en_donnees(zone) for zone in zones(planche.carte)],
        "lieux": [
            {
                "place": [une.latitude, une.longitude],
                "rayon": une.rayon,
                "description": une.description,
            }
            for une in sorted(marques(planche), key=lambda une: -une.rayon)
        ],
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


def legende(*cartes: Choroplethe) -> list[Entree]:
    """The classes, used or not, then the other looks that the maps hold."""
    lignes = [ligne for carte in cartes for ligne in carte.lignes]
    aspects = Counter(ligne.aspect for ligne in lignes)
    classes = Counter(ligne.classe for ligne in lignes)
    return [
        *(
            Entree(case_svg(Aspect.VALEUR, classe, f"legende-{classe}"), texte, classes[classe])
            for classe, texte in enumerate(cartes[0].echelle.intervalles())
        ),
        *(
            Entree(case_svg(aspect, None, _motifs(aspect)), aspect.libelle, aspects[aspect])
            for aspect in Aspect
            if aspects[aspect] and aspect is not Aspect.VALEUR
        ),
    ]


def resume(carte: Choroplethe) -> str:
    """« 412 rencontres en 38 sorties, 96 h de présence. »"""
    lus, sujet = carte.ensemble, carte.demande.sujet
    phrase = (
        f"{_dit(lus.rencontres, 'rencontre')} en "
        f"{compte(carte.sorties, 'sortie')}, {heures(lus.presence.minutes)} de présence"
    )
    if sujet is RENCONTRES:
        return f"{phrase}."
    sur = f" sur {lus.sur} où la question a été posée" if _demandee(carte) else ""
    return f"{phrase}{FINE}; {lus.portant} {sujet.court}{sur}."


def _demandee(carte: Choroplethe) -> bool:
    return carte.demande.sujet.pose and carte.demande.sujet.avec_la_personne


def _dit(lu: Effectif, nom: str) -> str:
    """A hidden count takes the plural: the singular would tell that it is one."""
    return f"{lu} {accord(2, nom)}" if lu.nombre is None else compte(lu.nombre, nom)


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
    if ligne.aspect is Aspect.HORS_CHOIX:
        yield "hors du choix"
        return
    if ligne.aspect is Aspect.JAMAIS:
        yield "jamais visité pendant cette période"
        return
    lus = ligne.chiffres
    yield from _valeur(carte, lus, ligne)
    yield compte(lus.presence.sorties, "sortie")
    yield f"{heures(lus.presence.minutes)} de présence"
    if ligne.aspect is Aspect.TROP_PEU:
        yield "trop peu de présence pour comparer"
    if ligne.aspect is Aspect.SANS_DONNEE:
        yield "pas de donnée pour ce calcul"


def _valeur(carte: Choroplethe, lus: Chiffres, ligne: Ligne) -> Iterator[str]:
    sujet, mesure = carte.demande.sujet, carte.demande.mesure
    if mesure == Mesure.HEURE:
        yield f"{lus.taux} par heure de présence"
    if mesure == Mesure.ECART and ligne.avant:
        yield f"{lus.part} {sujet.sur}, {ligne.avant.part} à la période comparée"
        if ligne.aspect is Aspect.VALEUR:
            yield f"écart de {ligne.nombre or 0:+d} points".replace("-", "−").replace("+0", "0")
    elif sujet.parmi is Parmi.LA_VILLE:
        yield f"{lus.part} {sujet.sur}"
    elif sujet.code == RENCONTRES.code:
        yield f"{lus.part} des rencontres {sujet.court}"
    else:
        yield f"{sujet.nom}, {lus.part} {sujet.sur}"
    if sujet.parmi is Parmi.LA_VILLE:
        yield _dit(lus.portant, sujet.unites.removesuffix("s"))
    else:
        yield f"{lus.portant} sur {lus.sur}"
