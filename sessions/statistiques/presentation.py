"""Maps in words and shapes: zones, sentences, legend, and the data of the live map."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString

from medlove.templatetags.francais import accord, compte, heures
from sessions.periodes import Periode
from sessions.statistiques.choroplethe import (
    REPONSES_SUFFISANTES,
    Chiffres,
    Choroplethe,
    Ligne,
)
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
from sessions.statistiques.sujets import ACCUEILS, ORIENTATIONS, RENCONTRES, Parmi

TITRE = "Besoins entendus, là où nous étions"
RAYON_MAXIMAL, RAYON_MINIMAL = 14, 3


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
        return f"{part}{FINE}: écart par rapport {comparee_a(comparee)}"
    return f"{part}{FINE}: écart" if demande.mesure == Mesure.ECART else part


def comparee_a(periode: Periode) -> str:
    """« au 2e trimestre 2026 », « à l’année 2025 », « à la période du 3 au 8 mai 2026 »."""
    libelle = periode.libelle
    if " au " in libelle:
        return f"à la période du {libelle}"
    return f"à l’{libelle}" if libelle.startswith("année") else f"au {libelle}"


def chapeau(planche: Planche) -> str:
    """The sentence under the title of the page."""
    demande = planche.demande
    libelle = _majuscule(demande.selection.periode.libelle)
    if len(planche.cartes) == 1:
        return f"{libelle}{FINE}: {resume(planche.carte)}"
    titres = [titre_du_panneau(une) for une in planche.cartes]
    if demande.autre_quartier and demande.vue == Vue.COTE_A_COTE:
        return f"{libelle}, {' et '.join(titres)}."
    if demande.vue == Vue.COTE_A_COTE:
        periodes = [une.demande.selection.periode.libelle for une in planche.cartes]
        return f"{_majuscule(' et '.join(periodes))}."
    return f"{libelle}, trimestre par trimestre."


def notes(planche: Planche) -> list[str]:
    """What the figures count, and what they do not say: for the page, a print, a file."""
    sujet, mesure = planche.demande.sujet, planche.demande.mesure
    phrases = []
    if sujet.pose and sujet.avec_la_personne:
        phrases.append(
            "Une question de la sortie n’est pas posée à chaque rencontre"
            f"{FINE}: seules comptent celles où elle l’a été, ou qui y répondent."
        )
    if sujet.pose:
        phrases.append(
            f"En dessous de {REPONSES_SUFFISANTES}, une part ne se compare pas"
            f"{FINE}: elle est au tableau, pas sur la carte."
        )
    if sujet in (ORIENTATIONS, ACCUEILS):
        phrases.append(
            "Une orientation compte dans le quartier où elle a été donnée. Une fois sa suite "
            "connue, il n’en reste que le mois. Les retours groupés d’un partenaire, qui ne "
            "disent pas le quartier, ne sont pas comptés."
        )
    if mesure == Mesure.HEURE:
        phrases.append(
            "Les heures de présence sont celles des haltes dont l’arrivée et le départ sont notés, "
            "toute l’équipe ensemble."
        )
    return phrases


def _majuscule(phrase: str) -> str:
    return phrase[0].upper() + phrase[1:]


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
            resume_du_panneau(une),
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
    ligne = _seul_quartier(carte)
    return ligne.quartier.nom if ligne else _majuscule(carte.demande.selection.periode.libelle)


def resume_du_panneau(carte: Choroplethe) -> str:
    ligne = _seul_quartier(carte)
    return f"{_majuscule(', '.join(_faits(carte, ligne)))}." if ligne else resume(carte)


def _seul_quartier(carte: Choroplethe) -> Ligne | None:
    """The quartier that a map is about, beside that of another."""
    if not carte.demande.cote_a_cote_de_quartiers:
        return None
    toutes = (*carte.lignes, *carte.hors_commune)
    return next((une for une in toutes if une.quartier.cle == carte.demande.quartier), None)


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
        yield "pas visité pendant cette période"
        return
    lus = ligne.chiffres
    yield from _valeur(carte, lus, ligne)
    yield compte(lus.presence.sorties, "sortie")
    yield f"{heures(lus.presence.minutes)} de présence"
    if ligne.aspect is Aspect.TROP_PEU:
        yield "trop peu de présence pour comparer"
    if ligne.aspect is Aspect.SANS_DONNEE:
        yield "trop peu de données pour comparer"


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
