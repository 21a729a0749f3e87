"""A share by trimestre: one column each, from nought to all, with its value above."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from sessions.statistiques.figures.figure import (
    BLEU,
    ENCRE,
    GRIS,
    SABLE,
    TRAIT,
    Figure,
    dessin,
    element,
    ensemble,
    mot,
)

HAUT, BAS, HAUTEUR = 26, 44, 96
# Twelve trimestres are the most a page shows: they stand closer.
SERRE, PAS, PAS_SERRE = 6, 84, 60


@dataclass(frozen=True, slots=True)
class Colonne:
    """`points` out of a hundred; None when hidden or undefined: no column stands there."""

    libelle: str
    annee: str
    points: int | None
    texte: str


def colonnes(lignes: Sequence[Colonne], texte: str) -> Figure:
    """In the order given, on the same scale whatever the values: two drawings compare."""
    pas = PAS if len(lignes) <= SERRE else PAS_SERRE
    largeur = pas * len(lignes)
    sol = HAUT + HAUTEUR
    axe = element("path", d=f"M0 {sol}H{largeur}", stroke=TRAIT, stroke_width=1)
    corps = [_colonne(ligne, rang, pas, sol) for rang, ligne in enumerate(lignes)]
    return dessin(largeur, sol + BAS, texte, [*corps, axe])


def _colonne(ligne: Colonne, rang: int, pas: int, sol: int) -> SafeString:
    milieu, epaisseur = pas * rang + pas / 2, pas / 2
    barre = []
    haut = float(HAUTEUR)
    if ligne.points is not None:
        haut = HAUTEUR * ligne.points / 100
        gauche = milieu - epaisseur / 2
        barre = [
            element("rect", x=gauche, y=HAUT, width=epaisseur, height=HAUTEUR, fill=SABLE),
            element("rect", x=gauche, y=sol - haut, width=epaisseur, height=haut, fill=BLEU),
        ]
    dits = {"text_anchor": "middle"}
    valeur = mot(
        milieu,
        float(HAUT - 8) if ligne.points is not None else float(sol - 8),
        ligne.texte,
        font_size=15,
        font_weight=700,
        fill=GRIS if ligne.points is None else ENCRE,
        **dits,
    )
    quand = [
        mot(milieu, float(sol + 18), ligne.libelle, font_size=14, **dits),
        mot(milieu, float(sol + 35), ligne.annee, font_size=14, fill=GRIS, **dits),
    ]
    return ensemble([*barre, valeur, *quand])
