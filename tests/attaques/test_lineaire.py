"""Linear programming over all the tables of a year at once: bounds on every hidden cell.

She knows how cells add up, what each value may come from, every exact total of T5, and that
everybody has a besoin and a quartier. On plain masking the same knowledge gives back cells as
they were.
"""

from dataclasses import replace

import pytest

from tests.attaques import conftest as saisons
from tests.attaques.lecteurs import Apprise, du_masquage, trop_serrees
from tests.attaques.publications import Publications, masquer, publier
from tests.attaques.saisons import Saison, en_secteurs, resserrer
from tests.attaques.savoir import relations, secteurs_et_quartiers

PART_RENDUE_AU_MOINS = 0.10
# The rule is 2. Without the noise cells are known within 3, with a threshold of 5 within 4, and
# as it is within 8 at best.
LARGEUR_INTERDITE = 5


@pytest.mark.parametrize(("nombre", "graine"), saisons.saisons())
def test_what_she_believes_is_true(nombre: int, graine: int) -> None:
    """Else she would find nothing, and prove nothing."""
    for publiees in _les_deux(saisons.saison(nombre, graine)):
        for une in relations(publiees):
            somme = sum(fois * publiees.cellules[nom].n for nom, fois in une.termes.items())
            assert une.bas <= somme <= une.haut, une


@pytest.mark.parametrize(("nombre", "graine"), saisons.saisons())
def test_plain_masking_gives_cells_back(nombre: int, graine: int) -> None:
    masquees = masquer(saisons.saison(nombre, graine))
    cachees = masquees.cachees()
    bornes = du_masquage(masquees).encadrer(cachees)
    rendues = [nom for nom, (bas, haut) in bornes.items() if bas == haut]
    assert all(bornes[nom][0] == masquees.cellules[nom].n for nom in rendues)
    assert len(rendues) >= PART_RENDUE_AU_MOINS * len(cachees)


@pytest.mark.parametrize(("nombre", "graine"), saisons.saisons())
def test_the_engine_gives_none_back_nor_any_within_2(
    nombre: int, graine: int, apprise: Apprise
) -> None:
    publiees = publier(saisons.saison(nombre, graine), saisons.moteur())
    assert publiees.cachees()
    assert trop_serrees(publiees, apprise, LARGEUR_INTERDITE) == {}


def test_a_first_season_holds_under_several_keys(apprise: Apprise) -> None:
    """Two secteurs, few people: where cells lean most on each other."""
    for cle in range(4):
        publiees = publier(saisons.saison(saisons.PETITES, 2), saisons.moteur(cle))
        assert trop_serrees(publiees, apprise, LARGEUR_INTERDITE) == {}


@pytest.mark.parametrize(
    ("nombre", "lieux", "trimestres"),
    [
        # A trimestre hardly begun: its total would be that of the one quartier visited.
        (1_000, (12, 1), (100, 1, 100, 60)),
        (1_000, (6, 4, 1), (200, 1, 120, 6)),
        # Two secteurs and few rencontres: the total and a value, less the other.
        (60, (12, 1), (0, 0, 1, 0)),
        (60, (6, 1), (1, 1, 1, 1)),
    ],
)
def test_a_small_total_gives_no_small_cell_back(
    nombre: int, lieux: tuple[int, ...], trimestres: tuple[int, ...], apprise: Apprise
) -> None:
    """T5 told every total exactly: these seasons are those it was refused for."""
    for graine in range(2):
        saison = resserrer(saisons.saison(nombre, graine), graine, lieux, trimestres)
        for cle in range(3):
            assert trop_serrees(publier(saison, saisons.moteur(cle)), apprise) == {}


def test_a_total_is_told_where_it_is_large_in_each_trimestre() -> None:
    for saison, dits in (
        (saisons.saison(saisons.MOYENNES, 1), 5),
        (saisons.saison(saisons.PETITES, 1), 5),
        (resserrer(saisons.saison(saisons.MOYENNES, 1), 1, (1, 1), (80, 1, 80, 80)), 3),
    ):
        assert len(publier(saison, saisons.moteur()).exactes) == dits


def test_quartiers_and_secteurs_together_give_none_back(apprise: Apprise) -> None:
    """More than is ever published: both sizes of the catalogue at once."""
    saison, moteur = saisons.saison(saisons.MOYENNES, 1), saisons.moteur()
    quartiers, secteurs = publier(saison, moteur), publier(en_secteurs(saison), moteur)
    # The others may differ by the cap on what one rencontre feeds.
    communes = {
        nom
        for nom in quartiers.cellules.keys() & secteurs.cellules.keys()
        if nom.cle.table in {"T1", "T3"}
    }
    assert all(quartiers.cellules[nom] == secteurs.cellules[nom] for nom in communes)
    ensemble = replace(quartiers, cellules=secteurs.cellules | quartiers.cellules)
    aussi = [*relations(secteurs), *secteurs_et_quartiers(ensemble)]
    assert trop_serrees(ensemble, apprise, LARGEUR_INTERDITE, aussi) == {}


def _les_deux(saison: Saison) -> tuple[Publications, Publications]:
    return masquer(saison), publier(saison, saisons.moteur())
