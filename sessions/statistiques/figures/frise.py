"""The frise of a season: one line a quartier, one stop a sortie, and the bike's trace."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.dates import MONTHS
from django.utils.safestring import SafeString

from sessions.periodes import INSECABLE, Periode
from sessions.statistiques.figures.figure import (
    BRIQUE,
    ENCRE,
    GRIS,
    TRAIT,
    Figure,
    dessin,
    element,
    en_lignes,
    ensemble,
    mot,
)

LARGEUR, MARGE, HAUT, PAS = 640, 206, 30, 30
DROITE = 18
LONGUEUR_DU_NOM, LONGUEUR_EN_PETIT, INTERLIGNE = 27, 33, 13


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
        *_mois(periode, largeur, hauteur),
        *(_ligne(quartier, rang) for rang, quartier in enumerate(quartiers)),
        _trace(points),
        *(element("circle", cx=x, cy=y, r=5, fill=BRIQUE) for x, y in points),
    ]
    return dessin(LARGEUR, hauteur, texte, corps)


def _ligne(quartier: str, rang: int) -> SafeString:
    y = HAUT + PAS * rang + PAS / 2
    return ensemble(
        [
            *_nom(quartier, y + 4),
            element("path", d=f"M{MARGE} {y}H{LARGEUR - DROITE}", stroke=TRAIT, opacity=".35"),
        ]
    )


def _nom(quartier: str, y: float) -> Iterator[SafeString]:
    """On one line, or smaller on two, cut between the names that make it."""
    if len(quartier) <= LONGUEUR_DU_NOM:
        lignes, taille = [quartier], 12.5
    else:
        liees = quartier.replace(" ", INSECABLE).replace(f"-{INSECABLE}", "- ")
        lignes, taille = en_lignes(liees, LONGUEUR_EN_PETIT), 11
    for rang, ligne in enumerate(lignes):
        hauteur = y + INTERLIGNE * (rang - (len(lignes) - 1) / 2)
        yield mot(MARGE - 12, hauteur, ligne, font_size=taille, text_anchor="end")


def _trace(points: Sequence[tuple[float, float]]) -> SafeString:
    """The bike from one sortie to the next, dotted."""
    if not points:
        return SafeString()
    return element(
        "path",
        d="M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points),
        fill="none",
        stroke=ENCRE,
        stroke_width=1.2,
        stroke_dasharray="0.1 4",
        stroke_linecap="round",
        stroke_linejoin="round",
    )


def _mois(periode: Periode, largeur: float, hauteur: float) -> Iterator[SafeString]:
    """A light rule at the first of each month, and its name where there is room."""
    premiers = _premiers_du_mois(periode)
    pas = 1 if len(premiers) <= 8 else 3
    for rang, jour in enumerate(premiers):
        x = MARGE + max(0, (jour - periode.du).days) * largeur
        yield element("path", d=f"M{x:.1f} 22V{hauteur}", stroke=TRAIT, opacity=".5")
        if rang % pas == 0:
            nom = MONTHS[jour.month] if pas == 1 else f"{MONTHS[jour.month]} {jour.year}"
            yield mot(x + 4, 16, str(nom), font_size=13, fill=GRIS)


def _premiers_du_mois(periode: Periode) -> list[date]:
    premiers, jour = [], periode.du.replace(day=1)
    while jour <= periode.au:
        premiers.append(jour)
        jour = (jour + timedelta(days=32)).replace(day=1)
    return premiers
