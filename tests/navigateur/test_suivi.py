"""The card to hand over and the follow-up of orientations, in a real browser, at every size."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from medlove.models import Equipe
from tests.fabriques import (
    BesoinFactory,
    HalteFactory,
    OrientationFactory,
    PartenaireFactory,
    QuartierFactory,
    RencontreFactory,
    SortieFactory,
)
from tests.navigateur.conftest import TABLETTE, OuvrirPage, trop_larges
from tests.navigateur.ecran_terrain import connecter
from tests.personnes import Personne


@pytest.fixture
def adresses(equipe: Equipe) -> list[str]:
    """The card in two directions; the follow-up with something in each table, and on paper."""
    maison = PartenaireFactory(
        equipe=equipe,
        nom="Association d’entraide des habitants et des habitantes",
        adresse="12 rue des Essais",
        repere="derrière la poste",
        telephone="02 00 00 00 00",
        horaires="Mo-Fr 09:00-12:30,14:00-17:00",
    )
    quartier = QuartierFactory(nom="Les Essais - La Borderie")
    for statut in ("remise", "accueillie", "refusee"):
        sortie = SortieFactory(equipe=equipe, quartier=quartier)
        rencontre = RencontreFactory(sortie=HalteFactory(sortie=sortie).sortie)
        BesoinFactory(rencontre=rencontre, reponse="sans_reponse")
        OrientationFactory(besoin__rencontre=rencontre, partenaire=maison, statut=statut)
    carte = reverse("carte_d_orientation:page", args=[maison.pk])
    choix = "?trimestre=2026-T3"
    return [
        carte,
        f"{carte}?langue=ar",
        reverse("suivi:suivi") + choix,
        reverse("suivi:impression") + choix,
    ]


def test_nothing_is_cut_and_axe_has_nothing_to_say(
    ouvrir: OuvrirPage,
    live_server: LiveServer,
    coordination: Personne,
    adresses: list[str],
    sans_defaut_d_accessibilite: Callable[[Page], None],
) -> None:
    page = ouvrir(TABLETTE)
    connecter(page, coordination, live_server.url)
    for adresse in adresses:
        page.goto(adresse)
        expect(page.locator("h1")).to_be_visible()
        sans_defaut_d_accessibilite(page)
        assert trop_larges(page) == [], adresse
