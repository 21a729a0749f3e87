"""The plan of sorties in a real browser: every size, axe, and the calendar by keyboard alone."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from medlove.models import Equipe
from sessions.models import Sortie
from tests.fabriques import (
    BilanFactory,
    HalteFactory,
    LieuFactory,
    PassagesFactory,
    QuartierFactory,
    SortieFactory,
)
from tests.navigateur.conftest import OuvrirPage, trop_larges

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def faite(equipe: Equipe) -> Sortie:
    """One done today with what was meant, one to come, one called off, a quartier never visited."""
    quartier = QuartierFactory(nom="Bourg-l’Évesque - La Touche - Moulin du Comte")
    QuartierFactory(nom="Jeanne d’Arc - Longs-Champs - Beaulieu")
    aujourd_hui = timezone.localdate()
    champs = {"equipe": equipe, "quartier": quartier, "date": aujourd_hui}
    SortieFactory(**champs, statut=Sortie.PLANIFIEE, creneau="soiree")
    SortieFactory(**champs, statut=Sortie.ANNULEE, creneau="midi", motif_annulation="Orage")
    sortie: Sortie = SortieFactory(**champs, intention="Tenter le marché avant onze heures.")
    PassagesFactory(halte=HalteFactory(sortie=sortie), passages=12, refus=3)
    LieuFactory(equipe=equipe, quartier=quartier, nom="Mail du Moulin")
    BilanFactory(sortie=sortie, ce_qui_a_pris="La roue.", ce_qui_a_coince="Le vent.")
    return sortie


def test_every_page_fits_and_is_accessible(
    entree: OuvrirPage, faite: Sortie, sans_defaut_d_accessibilite: Callable[[Page], None]
) -> None:
    page = entree()
    for adresse in (
        "/",
        "/sorties/",
        "/sorties/?vue=calendrier",
        "/sorties/?vue=prevu",
        "/sorties/ou-aller/",
        f"/sorties/{faite.pk}/",
        f"/sorties/{faite.pk}/repeter/",
    ):
        page.goto(adresse)
        assert trop_larges(page) == [], adresse
        sans_defaut_d_accessibilite(page)


def test_a_sortie_is_planned_from_the_calendar_with_the_keyboard_alone(
    entree: OuvrirPage, faite: Sortie
) -> None:
    page = entree()
    page.goto("/sorties/?vue=calendrier")
    jour = page.locator("td[aria-current=date] a").first
    page.get_by_role("link", name="Ce mois-ci").focus()
    for _ in range(3):
        page.keyboard.press("Tab")
        if jour.evaluate("un => un === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_label("Date")).to_have_value(timezone.localdate().isoformat())
