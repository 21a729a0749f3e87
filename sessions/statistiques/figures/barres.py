"""Horizontal bars with their value beside: readable in black and white."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from sessions.statistiques.figures.figure import (
    BLEU,
    ENCRE,
    GRIS,
    TRAIT,
    Figure,
    dessin,
    element,
    ensemble,
    mot,
)

LARGEUR, MARGE, PAS, EPAISSEUR = 640, 210, 34, 18
# As long for every hidden count.
POINTILLE = 40


@dataclass(frozen=True, slots=True)
class Barre:
    """`valeur` is None when the count is hidden: dots instead of a bar, as long for all."""

    libelle: str
    valeur: int | None
    texte: str
    couleur: str = BLEU


def barres(lignes: Sequence[Barre], texte: str, marge: int = MARGE) -> Figure:
    """Bars from nought, on one scale, in the order given; `marge` is the room of the words."""
    plus_grande = max((ligne.valeur or 0 for ligne in lignes), default=0) or 1
    echelle = (LARGEUR - marge - 90) / plus_grande
    corps = [_barre(ligne, rang, echelle, marge) for rang, ligne in enumerate(lignes)]
    hauteur = PAS * len(lignes) + 8
    axe = element("path", d=f"M{marge} 0V{hauteur}", stroke=TRAIT, stroke_width=1)
    return dessin(LARGEUR, hauteur, texte, [*corps, axe])


def _barre(ligne: Barre, rang: int, echelle: float, marge: int) -> SafeString:
    y = PAS * rang + 8
    milieu = y + EPAISSEUR / 2 + 5
    longueur = (ligne.valeur or 0) * echelle
    barre = element("rect", x=marge, y=y, width=longueur, height=EPAISSEUR, fill=ligne.couleur)
    couleur = ENCRE if ligne.couleur == TRAIT else ligne.couleur
    if ligne.valeur is None:
        barre, couleur, longueur = pointille(marge + 10, y + EPAISSEUR / 2), GRIS, POINTILLE + 4
    fin = marge + longueur + 10
    return ensemble(
        [
            mot(marge - 12, milieu, ligne.libelle, font_size=15, text_anchor="end"),
            barre,
            mot(fin, milieu, ligne.texte, font_size=15, font_weight=700, fill=couleur),
        ]
    )


def pointille(x: float, y: float, longueur: float = POINTILLE) -> SafeString:
    """What stands for a hidden count: the dots of the bike's trace, whatever the count."""
    return element(
        "path",
        d=f"M{x:g} {y:g}h{longueur:g}",
        stroke=TRAIT,
        stroke_width=2,
        stroke_linecap="round",
        stroke_dasharray="0.1 6",
    )


def barre_de_ligne(points: int | None, plus_grande: int) -> SafeString:
    """The bar of one row of a table, as wide as its cell when it is the largest.

    Hidden from who hears the page: the figure is in the same row. Nothing when there is none.
    """
    if not points:
        return SafeString()
    barre = element("rect", width=100 * points / plus_grande, height=10, fill=BLEU)
    return format_html(
        '<svg class="barre" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 10"'
        ' preserveAspectRatio="none" aria-hidden="true" focusable="false">{}</svg>',
        barre,
    )
