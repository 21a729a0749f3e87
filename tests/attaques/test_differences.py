"""Differencing: from a whole and all of its parts but one, the part that is hidden.

Quartiers against the city, trimestres against the year, answers against those who were asked:
every whole of the catalogue that is the sum of its parts.
"""

from collections import Counter
from collections.abc import Iterator

import pytest

from tests.attaques import conftest as saisons
from tests.attaques.programme import Relation
from tests.attaques.publications import Nom, Publications, masquer, publier
from tests.attaques.savoir import relations

CLES = 12


def _restes(publiees: Publications) -> Iterator[tuple[Nom, float]]:
    """The cells left alone in a sum, with what the others leave for them."""
    for une in relations(publiees):
        if une.bas == une.haut and (seule := _seule(publiees, une)):
            autres = sum(
                fois * (publiees.cellules[nom].valeur or 0)
                for nom, fois in une.termes.items()
                if nom != seule
            )
            yield seule, (une.bas - autres) / une.termes[seule]


def _seule(publiees: Publications, une: Relation) -> Nom | None:
    cachees = [
        nom
        for nom in une.termes
        if publiees.cellules[nom].valeur is None and not publiees.deserte(nom)
    ]
    return cachees[0] if len(cachees) == 1 else None


@pytest.mark.parametrize(("nombre", "graine"), saisons.saisons())
def test_a_part_is_not_what_the_others_leave(nombre: int, graine: int) -> None:
    """She finds fewer than by saying the same number of each, without a look."""
    saison = saisons.saison(nombre, graine)
    masquees = masquer(saison)
    du_temoin = [(nom, reste) for nom, reste in _restes(masquees) if masquees.cellules[nom].n <= 10]
    assert len({nom for nom, _ in du_temoin}) >= 0.1 * len(masquees.cachees())
    assert all(reste == masquees.cellules[nom].n for nom, reste in du_temoin)

    essais = [
        (min(10, max(0, reste)), publiees.cellules[nom].n)
        for publiees in (publier(saison, saisons.moteur(cle)) for cle in range(CLES))
        for nom, reste in _restes(publiees)
        if publiees.cellules[nom].n <= 10
    ]
    justes = sum(dit == vrai for dit, vrai in essais)
    toujours_le_meme = max(Counter(vrai for _, vrai in essais).values())
    assert len(essais) >= 20
    assert justes <= toujours_le_meme
