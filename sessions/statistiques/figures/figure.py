"""What every drawing is: an SVG text, and the words that replace it."""

from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import wrap

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

ENCRE, GRIS, BRIQUE, BLEU = "#1c2430", "#55606e", "#a63d12", "#114b7a"
TRAIT, BLANC, SABLE = "#8a8f98", "#ffffff", "#e4ded2"
POLICE = "Atkinson Hyperlegible Next, Atkinson Hyperlegible, sans-serif"


@dataclass(frozen=True, slots=True)
class Figure:
    """`svg` stands alone, without style sheet; `texte` tells it to who does not see it."""

    svg: SafeString
    texte: str


def dessin(largeur: float, hauteur: float, texte: str, corps: Iterable[SafeString]) -> Figure:
    """Wrap drawn elements into a figure of the given size, in px."""
    svg = format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {1}" width="{0}"'
        ' height="{1}" role="img" aria-label="{2}" font-family="{3}" fill="{4}">{5}</svg>',
        f"{largeur:g}",
        f"{hauteur:g}",
        texte,
        POLICE,
        ENCRE,
        ensemble(corps),
    )
    return Figure(svg, texte)


def ensemble(elements: Iterable[SafeString]) -> SafeString:
    """The elements one after the other."""
    return format_html_join("", "{}", ((element,) for element in elements))


def mot(x: float, y: float, texte: str, **attributs: str | float) -> SafeString:
    """A text element; `font_size=…` and the like become presentation attributes."""
    return element("text", texte, x=x, y=y, **attributs)


def element(nom: str, texte: str = "", **attributs: str | float) -> SafeString:
    """An SVG element: underscores of attributes become hyphens, numbers keep one decimal."""
    ecrits = format_html_join(
        "",
        ' {}="{}"',
        (
            (cle.replace("_", "-"), f"{valeur:.1f}" if isinstance(valeur, float) else valeur)
            for cle, valeur in attributs.items()
        ),
    )
    if not texte:
        return format_html("<{}{}/>", nom, ecrits)
    return format_html("<{0}{1}>{2}</{0}>", nom, ecrits, texte)


def en_lignes(texte: str, longueur: int) -> list[str]:
    """Two lines of so many characters at most, cut between words."""
    return wrap(texte, longueur, max_lines=2, placeholder="…")
