"""The lieux of an équipe in a real browser."""

import pytest
from playwright.sync_api import expect

from medlove.models import Equipe
from tests.fabriques import LieuFactory, QuartierFactory
from tests.navigateur.conftest import OuvrirPage

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_button_of_a_row_is_over_the_link_of_the_whole_row(
    entree: OuvrirPage, equipe: Equipe
) -> None:
    blosne = QuartierFactory(numero=11, nom="Le Blosne")
    lieu = LieuFactory(equipe=equipe, quartier=blosne, quartier_confirme=False)
    page = entree()
    page.goto("/lieux/")
    page.get_by_role("button", name="Oui, Le Blosne").click(timeout=5_000)
    expect(page.get_by_text("Quartier à confirmer")).to_have_count(0)
    lieu.refresh_from_db()
    assert lieu.quartier_confirme
