"""Shares turned back into counts, and parts as large as what holds them."""

from dataclasses import replace

import pytest

from sessions.demonstration.hasard import Hasard
from sessions.publication.catalogue import Cle
from sessions.publication.fiche import BesoinLu
from sessions.publication.moteur import pourcentage
from tests.attaques import conftest as saisons
from tests.attaques.lecteurs import Apprise
from tests.attaques.publications import Nom, Publications, masquer, publier
from tests.attaques.saisons import ANNEE, Saison, une_fiche


def _parts(publiees: Publications) -> list[tuple[Nom, Nom]]:
    """Every cell with each of those that hold it."""
    return [(nom, un) for nom, une in publiees.cellules.items() for un in une.parents]


@pytest.mark.parametrize(("nombre", "graine"), saisons.saisons())
def test_a_share_tells_no_count(nombre: int, graine: int, apprise: Apprise) -> None:
    saison = saisons.saison(nombre, graine)
    # Plain masking hides the count and leaves its share, to a tenth of a point.
    masquees = masquer(saison)
    rendues = {
        nom
        for nom, tout in _parts(masquees)
        if masquees.cellules[nom].valeur is None and (sur := masquees.cellules[tout].valeur)
        for vrai in [masquees.cellules[nom].n]
        if [n for n in range(11) if round(100 * n / sur, 1) == round(100 * vrai / sur, 1)] == [vrai]
    }
    assert len(rendues & set(masquees.cachees())) >= 0.1 * len(masquees.cachees())

    publiees = publier(saison, saisons.moteur())
    for nom, tout in _parts(publiees):
        valeur, sur = publiees.cellules[nom].valeur, publiees.cellules[tout].valeur
        points = pourcentage(valeur, sur)
        if points is None:
            continue
        assert valeur is not None
        assert sur is not None
        # What the two values left possible, the share leaves: it comes from them alone.
        bas, haut = apprise.derriere(valeur)
        assert haut - bas >= 5
        assert points == pourcentage(valeur, sur)
        assert publiees.cellules[nom].n >= 11
    cachees = [(nom, tout) for nom, tout in _parts(publiees) if nom in publiees.cachees()]
    assert {
        pourcentage(publiees.cellules[nom].valeur, publiees.cellules[tout].valeur)
        for nom, tout in cachees
    } <= {None}


@pytest.mark.parametrize(("nombre", "graine"), saisons.saisons())
def test_a_part_as_large_as_its_whole_is_never_shown(nombre: int, graine: int) -> None:
    """Thirty-five people of one quartier, and the same need: it would tell it of each."""
    saison, quartier = _tous_pareils(saisons.saison(nombre, graine))
    droits = Nom(ANNEE, Cle("T1", quartier, "domaine", "droits"))
    du_temoin = _egales(masquer(saison))
    assert droits in du_temoin
    for cle in range(3):
        publiees = publier(saison, saisons.moteur(cle))
        assert publiees.cellules[droits].valeur is None
        for nom in _egales(publiees):
            une = publiees.cellules[nom]
            tous = [publiees.cellules[un].n for un in une.parents]
            assert all(100 * une.n <= 90 * n for n in tous)


def _egales(publiees: Publications) -> set[Nom]:
    """The cells read as large as one that holds them."""
    return {
        nom
        for nom, tout in _parts(publiees)
        if publiees.cellules[nom].valeur is not None
        and publiees.cellules[nom].valeur == publiees.cellules[tout].valeur
    }


def _tous_pareils(saison: Saison) -> tuple[Saison, str]:
    """The season, where a territoire of its own had only one need."""
    hasard, quartier = Hasard(3), "35238-99"
    besoins = (BesoinLu("droits", "logement", "sur_place"),)
    autres = [
        (
            "2025-T3",
            replace(une_fiche(hasard, saison.taille), territoire=quartier, besoins=besoins),
        )
        for _ in range(35)
    ]
    lieux = (*saison.territoires, quartier)
    return replace(saison.avec(*autres), territoires=lieux), quartier
