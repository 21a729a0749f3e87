"""The frise of a season: one line a quartier, one stop a sortie, and the bike's trace."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.dates import MONTHS

from sessions.statistiques.figures.figure import (
    BRIQUE,
    ENCRE,
    GRIS,
    TRAIT,
    Figure,
    dessin,
    mot,
)
from sessions.statistiques.periodes import Periode

LARGEUR, MARGE, HAUT, PAS = 640, 190, 30, 30
DROITE = 18
LONGUEUR_DU_NOM = 26


@dataclass(frozen=True, slots=True)
class Etape:
    """A sortie on the frise: its day and the name of its quartier."""

    jour: date
    quartier: str


def frise(etapes: Sequence[Etape], periode: Periode, texte: str) -> Figure:
    """Stops by day (across) and quartier (down), in the order of `etapes` for the quartiers."""
    quartiers = list(dict.fromkeys(etape.quartier for etape in etapes))
    hauteur = HAUT + PAS * max(1, len(quartiers)) + 8
    jours = (periode.au - periode.du).days or 1
    largeur = (LARGEUR - MARGE - DROITE) / jours

    def place(etape: Etape) -> tuple[float, float]:
        x = MARGE + (etape.jour - periode.du).days * largeur
        return x, HAUT + PAS * quartiers.index(etape.quartier) + PAS / 2

    points = [place(etape) for etape in sorted(etapes, key=lambda une: une.jour)]
    corps = [
        _mois(periode, largeur, hauteur),
        *(_ligne(quartier, rang) for rang, quartier in enumerate(quartiers)),
        _trace(points),
        *(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{BRIQUE}"/>' for x, y in points),
    ]
    return dessin(LARGEUR, hauteur, texte, "".join(corps))


def _ligne(quartier: str, rang: int) -> str:
    y = HAUT + PAS * rang + PAS / 2
    nom = quartier
    if len(nom) > LONGUEUR_DU_NOM:
        nom = nom[: LONGUEUR_DU_NOM - 1].rstrip(" -") + "…"
    return (
        mot(MARGE - 14, y + 4, nom, font_size=12.5, text_anchor="end")
        + f'<path d="M{MARGE} {y}H{LARGEUR - DROITE}" stroke="{TRAIT}" stroke-opacity=".35"/>'
    )


def _trace(points: Sequence[tuple[float, float]]) -> str:
    if len(points) < 2:
        return ""
    chemin = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    return (
        f'<path d="M{chemin}" fill="none" stroke="{ENCRE}" stroke-width="1.2" '
        'stroke-dasharray="0.1 4" stroke-linecap="round" stroke-linejoin="round"/>'
    )


def _mois(periode: Periode, largeur: float, hauteur: float) -> str:
    """A light rule at the first of each month, and its name where there is room."""
    premiers = _premiers_du_mois(periode)
    pas = 1 if len(premiers) <= 8 else 3
    morceaux = []
    for rang, jour in enumerate(premiers):
        x = MARGE + max(0, (jour - periode.du).days) * largeur
        morceaux.append(f'<path d="M{x:.1f} 22V{hauteur}" stroke="{TRAIT}" stroke-opacity=".5"/>')
        if rang % pas == 0:
            nom = MONTHS[jour.month] if pas == 1 else f"{MONTHS[jour.month]} {jour.year}"
            morceaux.append(mot(x + 4, 16, nom, font_size=13, fill=GRIS))
    return "".join(morceaux)


def _premiers_du_mois(periode: Periode) -> list[date]:
    premiers, jour = [], periode.du.replace(day=1)
    while jour <= periode.au:
        premiers.append(jour)
        jour = (jour + timedelta(days=32)).replace(day=1)
    return premiers
