"""What every drawing is: an SVG text, and the words that replace it."""

from dataclasses import dataclass
from html import escape

ENCRE, GRIS, BRIQUE, BLEU = "#1c2430", "#55606e", "#a63d12", "#114b7a"
TRAIT, PAPIER, TEINTE = "#8a8f98", "#fbf8f3", "#e6eef5"
POLICE = "Atkinson Hyperlegible Next, sans-serif"


@dataclass(frozen=True, slots=True)
class Figure:
    """`svg` stands alone, without style sheet; `texte` tells it to who does not see it."""

    svg: str
    texte: str


def dessin(largeur: float, hauteur: float, texte: str, corps: str) -> Figure:
    """Wrap drawn elements into a figure of the given size, in px."""
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {largeur:g} {hauteur:g}" '
        f'width="{largeur:g}" height="{hauteur:g}" role="img" aria-label="{escape(texte)}" '
        f'font-family="{POLICE}" fill="{ENCRE}">{corps}</svg>'
    )
    return Figure(svg, texte)


def mot(x: float, y: float, texte: str, **attributs: str | float) -> str:
    """A text element; `font_size=…` and the like become presentation attributes."""
    reste = "".join(f' {nom.replace("_", "-")}="{valeur}"' for nom, valeur in attributs.items())
    return f'<text x="{x:.1f}" y="{y:.1f}"{reste}>{escape(texte)}</text>'
