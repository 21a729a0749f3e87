"""Small multiples: the same columns of time for each place, all on one scale."""

from collections.abc import Iterator, Sequence

from django.utils.safestring import SafeString

from sessions.statistiques.figures.barres import pointille
from sessions.statistiques.figures.colonnes import Bande, Colonne
from sessions.statistiques.figures.figure import (
    BRIQUE,
    ENCRE,
    GRIS,
    TRAIT,
    Figure,
    dessin,
    element,
    mot,
)

LARGEUR, PAR_RANGEE, ECART = 640, 3, 26
CASE = (LARGEUR - ECART * (PAR_RANGEE - 1)) / PAR_RANGEE
# From the top of a case: its title, room for a value, its columns, the word of the moment.
TITRE, HAUT, HAUTEUR, BAS = 14, 42, 62, 34
LONGUEUR_DU_TITRE = 27


def multiples(bandes: Sequence[Bande], moments: Sequence[str], texte: str) -> Figure:
    """One case a strip, three in a row; the largest columns of all are in the second ink.

    `moments` are the short words under the columns, as many as each strip has columns.
    """
    plus_grande = max((une.valeur or 0 for bande in bandes for une in bande.colonnes), default=0)
    rangees = -(-len(bandes) // PAR_RANGEE)
    corps = [
        trait
        for rang, bande in enumerate(bandes)
        for trait in _case(
            bande,
            moments,
            (CASE + ECART) * (rang % PAR_RANGEE),
            (HAUT + HAUTEUR + BAS) * (rang // PAR_RANGEE),
            plus_grande,
        )
    ]
    return dessin(LARGEUR, (HAUT + HAUTEUR + BAS) * max(1, rangees) - 10, texte, corps)


def _case(
    bande: Bande, moments: Sequence[str], x: float, y: float, plus_grande: int
) -> Iterator[SafeString]:
    sol = y + HAUT + HAUTEUR
    pas = CASE / max(1, len(moments))
    yield mot(x, y + TITRE, _court(bande.titre), font_size=13, font_weight=700)
    for rang, (une, moment) in enumerate(zip(bande.colonnes, moments, strict=True)):
        milieu = x + pas * (rang + 0.5)
        yield from _colonne(une, milieu, sol, plus_grande)
        yield mot(milieu, sol + 15, moment, font_size=12, text_anchor="middle", fill=GRIS)
    yield element("path", d=f"M{x:.1f} {sol:g}h{CASE:.1f}", stroke=TRAIT, stroke_width=1)


def _colonne(une: Colonne, milieu: float, sol: float, plus_grande: int) -> Iterator[SafeString]:
    if une.valeur is None:
        yield pointille(milieu - 12, sol - 8, 24)
        haut, encre = sol - 16, GRIS
    else:
        hauteur = HAUTEUR * une.valeur / (plus_grande or 1)
        haut, encre = sol - hauteur - 5, ENCRE
        couleur = BRIQUE if une.valeur == plus_grande else TRAIT
        yield element(
            "rect", x=milieu - 13, y=sol - hauteur, width=26, height=hauteur, fill=couleur
        )
    yield mot(milieu, haut, une.texte, font_size=13, text_anchor="middle", fill=encre)


def _court(titre: str) -> str:
    if len(titre) <= LONGUEUR_DU_TITRE:
        return titre
    return titre[: LONGUEUR_DU_TITRE - 1].rstrip(" -") + "…"
