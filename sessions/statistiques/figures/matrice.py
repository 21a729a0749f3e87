"""A table drawn: a disc where a row meets a column, its area the number written under it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

from django.utils.safestring import SafeString

from sessions.statistiques.figures.barres import pointille
from sessions.statistiques.figures.colonnes import Colonne
from sessions.statistiques.figures.figure import (
    BRIQUE,
    ENCRE,
    GRIS,
    TRAIT,
    Figure,
    dessin,
    element,
    en_lignes,
    mot,
)

LARGEUR, MARGE, ENTETE, PAS, RAYON = 640, 200, 46, 52, 17
LONGUEUR_DU_LIBELLE, LONGUEUR_DE_L_ENTETE = 26, 13


@dataclass(frozen=True, slots=True)
class Rangee:
    """One cell a column; what a hidden one reads has no area."""

    libelle: str
    cellules: Sequence[Colonne]


def matrice(rangees: Sequence[Rangee], colonnes: Sequence[str], texte: str) -> Figure:
    """Rows in the order given; the largest disc of all is in the second ink."""
    plus_grande = max((une.valeur or 0 for rang in rangees for une in rang.cellules), default=0)
    corps = [
        *_entetes(colonnes),
        *(
            trait
            for rang, rangee in enumerate(rangees)
            for trait in _rangee(rangee, ENTETE + PAS * rang, plus_grande)
        ),
    ]
    return dessin(LARGEUR, ENTETE + PAS * len(rangees), texte, corps)


def _milieu(rang: int, nombre: int) -> float:
    return MARGE + (LARGEUR - MARGE) / nombre * (rang + 0.5)


def _entetes(colonnes: Sequence[str]) -> Iterator[SafeString]:
    for rang, colonne in enumerate(colonnes):
        for ligne, dite in enumerate(en_lignes(colonne, LONGUEUR_DE_L_ENTETE)):
            yield mot(
                _milieu(rang, len(colonnes)),
                float(14 + 15 * ligne),
                dite,
                font_size=13,
                font_weight=700,
                text_anchor="middle",
            )


def _rangee(rangee: Rangee, y: float, plus_grande: int) -> Iterator[SafeString]:
    lignes = en_lignes(rangee.libelle, LONGUEUR_DU_LIBELLE)
    yield element("path", d=f"M0 {y:g}H{LARGEUR}", stroke=TRAIT, opacity=".35")
    for rang, dite in enumerate(lignes):
        hauteur = y + PAS / 2 + 5 + 16 * (rang - (len(lignes) - 1) / 2)
        yield mot(0, hauteur, dite, font_size=14)
    for rang, une in enumerate(rangee.cellules):
        yield from _cellule(une, _milieu(rang, len(rangee.cellules)), y, plus_grande)


def _cellule(une: Colonne, x: float, y: float, plus_grande: int) -> Iterator[SafeString]:
    """The disc, then its number at its right: both keep to their column."""
    milieu = y + PAS / 2
    if une.valeur is None:
        yield pointille(x - 30, milieu, 24)
    else:
        rayon = RAYON * sqrt(une.valeur / (plus_grande or 1))
        couleur = BRIQUE if une.valeur == plus_grande else TRAIT
        yield element("circle", cx=x - 16, cy=milieu, r=rayon, fill=couleur)
    couleur = GRIS if une.valeur is None else ENCRE
    yield mot(x + 8, milieu + 5, une.texte, font_size=14, fill=couleur)
