"""Columns over time: one strip a count, one above the other, on the same line of time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from sessions.statistiques.figures.figure import (
    BLEU,
    ENCRE,
    GRIS,
    TRAIT,
    Figure,
    dessin,
    element,
    mot,
)

LARGEUR, MARGE, BANDE, HAUT, BAS = 720, 108, 92, 8, 26
COLONNE = 44
# Above so many columns, values would touch: the largest alone is written.
TOUTES_ECRITES, TOUS_LES_MOTS = 13, 18


@dataclass(frozen=True, slots=True)
class Colonne:
    """`valeur` is None when the count is hidden: the column then has no height at all."""

    valeur: int | None
    texte: str


@dataclass(frozen=True, slots=True)
class Bande:
    """One count over time. Each strip has its own scale, from nought."""

    titre: str
    colonnes: Sequence[Colonne]


def colonnes(bandes: Sequence[Bande], moments: Sequence[str], texte: str) -> Figure:
    """`moments` are the short words under the columns, as many as each strip has columns."""
    pas = (LARGEUR - MARGE) / max(1, len(moments))
    corps = [
        trait
        for rang, bande in enumerate(bandes)
        for trait in _bande(bande, HAUT + BANDE * (rang + 1), pas)
    ]
    hauteur = HAUT + BANDE * len(bandes) + BAS
    tous = len(moments) <= TOUS_LES_MOTS
    mots = [
        mot(_milieu(rang, pas), hauteur - 6, moment, font_size=13, text_anchor="middle", fill=GRIS)
        for rang, moment in enumerate(moments)
        if tous or rang % 3 == 0
    ]
    return dessin(LARGEUR, hauteur, texte, [*corps, *mots])


def _milieu(rang: int, pas: float) -> float:
    return MARGE + pas * (rang + 0.5)


def _bande(bande: Bande, base: float, pas: float) -> Iterator[SafeString]:
    """A strip that stands on `base`: its title, its columns, their values."""
    plus_grande = max((une.valeur or 0 for une in bande.colonnes), default=0)
    echelle = (BANDE - 34) / (plus_grande or 1)
    toutes = len(bande.colonnes) <= TOUTES_ECRITES
    yield mot(0, base - 4, bande.titre, font_size=15, font_weight=700)
    yield element("path", d=f"M{MARGE} {base:g}H{LARGEUR}", stroke=TRAIT, stroke_width=1)
    ecrite = False
    for rang, une in enumerate(bande.colonnes):
        milieu, hauteur = _milieu(rang, pas), (une.valeur or 0) * echelle
        largeur = min(COLONNE, pas * 0.64)
        if hauteur:
            yield element(
                "rect",
                x=milieu - largeur / 2,
                y=base - hauteur,
                width=largeur,
                height=hauteur,
                fill=BLEU,
            )
        la_plus_grande = bool(plus_grande) and une.valeur == plus_grande and not ecrite
        ecrite = ecrite or la_plus_grande
        if toutes or la_plus_grande:
            yield mot(
                milieu,
                base - hauteur - 6,
                une.texte,
                font_size=13,
                text_anchor="middle",
                fill=GRIS if une.valeur is None else ENCRE,
            )
