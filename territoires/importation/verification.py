"""Whether outlines make the map of a commune: each one valid, all together a coverage."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

import shapely
from django.core.exceptions import ValidationError

from territoires.contours import verifier_contour
from territoires.geometrie import anneaux
from territoires.importation.champs import QuartierLu
from territoires.importation.formes import Forme, en_metres, normaliser_contour
from territoires.importation.refus import FichierRefuse, superficie
from territoires.importation.reperes import en_france

# Less of an overlap is noise of the last digits; wider than this between two outlines is country.
CHEVAUCHEMENT_M2 = 1.0
VIDE_ETROIT_M = 50.0


def verifier_les_contours(lus: Sequence[QuartierLu]) -> list[QuartierLu]:
    """The same rows with their outlines written our way; refused if one is no outline."""
    return [_verifier_un_contour(lu) for lu in lus]


def _verifier_un_contour(lu: QuartierLu) -> QuartierLu:
    try:
        contour = normaliser_contour(lu.contour)
    except (TypeError, ValueError, KeyError, IndexError, OverflowError):
        raise FichierRefuse(
            f"Le contour {lu.designation} n’est pas un Polygon ni un MultiPolygon fermé : "
            "exporter la couche en GeoJSON."
        ) from None
    positions = [position for anneau in anneaux(contour) for position in anneau]
    if any(abs(x) > 180 or abs(y) > 90 for x, y in positions):
        raise FichierRefuse(
            "Les coordonnées de ce fichier sont projetées (en mètres) : "
            "l’exporter en longitude et latitude (WGS84, EPSG:4326)."
        )
    x, y = positions[0]
    if not en_france(x, y) and en_france(y, x):
        raise FichierRefuse(
            "Les coordonnées de ce fichier donnent la latitude avant la longitude : "
            "l’exporter en GeoJSON, longitude d’abord."
        )
    try:
        verifier_contour(contour)
    except ValidationError as erreur:
        raise FichierRefuse(f"Contour {lu.designation} : {erreur.messages[0]}") from None
    return replace(lu, contour=contour)


def refuser_un_contour_qui_couvre(lus: Sequence[QuartierLu]) -> None:
    """A commune left among its quartiers: one outline holds at least half of the others."""
    formes = en_metres([lu.contour for lu in lus])
    for lu, grande in zip(lus, formes, strict=True):
        autres = [autre for autre in formes if autre is not grande]
        couverts = sum(
            grande.intersection(autre).area > 0.9 * autre.area
            for autre in autres
            if grande.area > autre.area and grande.intersects(autre)
        )
        if couverts >= max(2, len(autres) / 2):
            raise FichierRefuse(
                f"Le contour {lu.designation} recouvre les autres : c’est sans doute la commune "
                "entière, la retirer du fichier."
            )


def exiger_une_couverture(lus: Sequence[QuartierLu]) -> None:
    """No overlap and no gap, borders shared to the last digit."""
    formes = en_metres([lu.contour for lu in lus])
    _refuser_un_chevauchement(lus, formes)
    _refuser_un_vide(formes)
    if not shapely.coverage_is_valid(formes, gap_width=VIDE_ETROIT_M):
        fautifs = shapely.coverage_invalid_edges(formes, gap_width=VIDE_ETROIT_M)
        premier = next(lu for lu, bords in zip(lus, fautifs, strict=True) if not bords.is_empty)
        raise FichierRefuse(
            f"Les bords du quartier {premier.designation} ne coïncident pas avec ceux de ses "
            "voisins : repartir de la couche d’origine, non simplifiée."
        )


def _refuser_un_chevauchement(lus: Sequence[QuartierLu], formes: list[Forme]) -> None:
    communs = [
        (une.intersection(autre).area, lu.designation, voisin.designation)
        for (lu, une), (voisin, autre) in combinations(zip(lus, formes, strict=True), 2)
        if une.intersects(autre)
    ]
    aire, premier, second = max(communs, default=(0.0, "", ""))
    if aire > CHEVAUCHEMENT_M2:
        raise FichierRefuse(
            f"Les quartiers {premier} et {second} se chevauchent sur {superficie(aire)} : "
            "corriger leurs contours."
        )


def _refuser_un_vide(formes: list[Forme]) -> None:
    """A hole that none of the outlines has of its own, even of a square metre."""
    trous = [
        trou for partie in shapely.get_parts(shapely.union_all(formes)) for trou in partie.interiors
    ]
    if trous:
        plus_grand = max(shapely.Polygon(trou).area for trou in trous)
        raise FichierRefuse(
            f"Il reste un vide de {superficie(plus_grand)} entre les quartiers : "
            "il en manque un, ou leurs contours ne se touchent pas."
        )
