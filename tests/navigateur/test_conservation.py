"""« Conservation » and a frozen year, in a real browser, at every size."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from medlove.models import Equipe
from sessions.archives.services import figer
from sessions.conservation.services import purger
from tests.fabriques import QuartierFactory, RencontreFactory, SortieFactory
from tests.navigateur.conftest import TABLETTE, OuvrirPage, trop_larges
from tests.navigateur.ecran_terrain import connecter
from tests.personnes import Personne
from tests.sessions.archives.test_figer import LE, remplir


@pytest.fixture
def adresses(equipe: Equipe) -> list[str]:
    quartier = QuartierFactory(numero=1, nom="Les Essais - La Borderie")
    remplir(equipe, {quartier.numero: 1230, 2: 40, 3: 3}, genre="feminin", tranche_age="25_39")
    figer(equipe, 2024, LE)
    purger()
    for il_y_a in (80, 100):
        jour: date = timezone.localdate() - timedelta(days=il_y_a)
        RencontreFactory.create_batch(3, sortie=SortieFactory(equipe=equipe, date=jour), note="Oui")
    return [
        reverse("conservation:page"),
        reverse("conservation:affiche"),
        reverse("conservation:affiche") + "?organisme=Essai",
        reverse("archives:liste"),
        reverse("archives:annee", args=[2024]),
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
