"""The legend drawn under a map, for where the map goes alone: in print."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from sessions.statistiques.figures.aspects import LETTRES, Aspect, Encres
from sessions.statistiques.figures.figure import ENCRE, GRIS, element, ensemble, mot

MARGE, CASE, HAUTEUR_DE_CASE, PAS, ECART, CORPS = 8, 34, 20, 28, 22, 14
SIGNE = 7.0


@dataclass(frozen=True, slots=True)
class Repere:
    """A line of the legend."""

    aspect: Aspect
    classe: int | None
    texte: str

    @property
    def largeur(self) -> float:
        return CASE + 8 + SIGNE * len(self.texte) + ECART


def hauteur_de(reperes: Sequence[Repere], largeur: int) -> int:
    """How tall the legend is under a map so wide; nothing without a line."""
    rangees = [rangee for _, _, rangee in _places(reperes, largeur)]
    return 2 * MARGE + PAS * (rangees[-1] + 1) if rangees else 0


def legende_svg(
    reperes: Sequence[Repere], largeur: int, haut: int, identifiant: str, encres: Encres
) -> SafeString:
    """Squares from the first class: letter inside, words beside, in rows under `haut`."""
    return ensemble(
        trait
        for repere, x, rangee in _places(reperes, largeur)
        for trait in _repere(
            repere,
            x,
            float(haut + 2 * MARGE + PAS * rangee),
            repere.aspect.fond(repere.classe, identifiant, encres),
        )
    )


def _places(reperes: Sequence[Repere], largeur: int) -> Iterator[tuple[Repere, float, int]]:
    """Each with its place along its row, and the rank of the row: words are never cut."""
    x, rangee = float(MARGE), 0
    for repere in reperes:
        if x > MARGE and x + repere.largeur - ECART > largeur:
            x, rangee = float(MARGE), rangee + 1
        yield repere, x, rangee
        x += repere.largeur


def _repere(repere: Repere, x: float, y: float, fond: str) -> Iterator[SafeString]:
    yield element("rect", x=x, y=y, width=CASE, height=HAUTEUR_DE_CASE, fill=fond, stroke=GRIS)
    if repere.classe is not None:
        yield mot(
            x + CASE / 2,
            y + 15,
            LETTRES[repere.classe],
            text_anchor="middle",
            font_size=13,
            font_weight=700,
            fill=repere.aspect.encre(repere.classe),
        )
    yield mot(x + CASE + 8, y + 15, repere.texte, font_size=CORPS, fill=ENCRE)
