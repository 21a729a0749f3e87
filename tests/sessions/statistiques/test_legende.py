"""The map in print: its two inks, its legend drawn under it."""

import re
from itertools import pairwise

import pytest

from sessions.statistiques.figures.aspects import BRIQUES, PAPIER, Aspect
from sessions.statistiques.figures.carte import carte_svg
from sessions.statistiques.figures.legende import Repere, hauteur_de, legende_svg
from tests.sessions.statistiques.test_figure_carte import zone

LONG = "Part non calculée : moins de 50 rencontres"


def gris(couleur: str) -> float:
    """What a photocopier sees of a colour, 0 to 255."""
    rouge, vert, bleu = (int(couleur[rang : rang + 2], 16) for rang in (1, 3, 5))
    return 0.299 * rouge + 0.587 * vert + 0.114 * bleu


def test_a_photocopier_tells_the_five_classes_apart() -> None:
    nuances = [gris(une) for une in BRIQUES]
    assert all(avant - apres > 30 for avant, apres in pairwise(nuances))


@pytest.mark.parametrize("classe", range(5))
def test_words_read_over_each_class(classe: int) -> None:
    clair = gris(Aspect.VALEUR.encre(classe)) - gris(BRIQUES[classe])
    assert abs(clair) > 100


def test_what_is_hidden_is_hatched_in_print_and_no_value_is() -> None:
    assert "hachures" in Aspect.MASQUE.fond(None, "m", PAPIER)
    assert "hachures" not in Aspect.MASQUE.fond(None, "m")
    assert Aspect.VALEUR.fond(3, "m", PAPIER) == BRIQUES[3]


def test_the_map_is_taller_by_its_legend() -> None:
    def haut(*reperes: Repere) -> int:
        svg = carte_svg([zone()], titre="T", description="D", encres=PAPIER, legende=reperes)
        return int(re.findall(r'viewBox="0 0 \d+ (\d+)"', svg)[0])

    repere = Repere(Aspect.MASQUE, None, "< 11, ou tu")
    assert haut(repere) - haut() == hauteur_de([repere], 640)


def test_words_stay_inside_whatever_their_length() -> None:
    reperes = [Repere(Aspect.VALEUR, rang, "100 à 199") for rang in range(5)]
    reperes += [Repere(Aspect.SANS_DONNEE, None, LONG), Repere(Aspect.JAMAIS, None, "Pas visité")]
    svg = legende_svg(reperes, 640, 0, "m", PAPIER)
    for x, dit in re.findall(r'<text x="([^"]+)"[^>]*>([^<]+)</text>', svg):
        assert float(x) + 7 * len(dit) <= 640
    assert len(set(re.findall(r'<rect[^>]* y="([^"]+)"', svg))) == 2
