"""The directory in a real browser: as one types, with its map, without script, at every size."""

import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.core.management import call_command
from playwright.sync_api import Page, expect

from medlove.models import Equipe
from territoires.models import Partenaire, Quartier
from tests.fabriques import PartenaireFactory
from tests.navigateur.conftest import TABLETTE, trop_larges

pytestmark = pytest.mark.usefixtures("annuaire")

LONG = "Espace-social-commun-de-la-Courrouze-et-du-Moulin-du-Comte-réunis"


@pytest.fixture
def annuaire(equipe: Equipe) -> list[Partenaire]:
    call_command(
        "importer_quartiers",
        settings.BASE_DIR / "fixtures/quartiers_schematiques.geojson",
        verbosity=0,
    )
    quartiers = Quartier.objects.order_by("numero")[:3]
    noms = ["Médiathèque des Rives", "Mission locale", LONG]
    return [
        PartenaireFactory(
            equipe=equipe,
            nom=nom,
            quartier=quartier,
            latitude=quartier.latitude,
            longitude=quartier.longitude,
            horaires="24/7",
        )
        for nom, quartier in zip(noms, quartiers, strict=True)
    ]


def test_results_and_marks_follow_what_is_typed(entree: Callable[..., Page]) -> None:
    page = entree()
    page.goto("/partenaires/")
    expect(page.locator(".repere--carte")).to_have_count(3)

    page.get_by_label("Nom, rue, commune ou service").press_sequentially("mediatheque")

    expect(page.locator(".ligne__titre")).to_have_text(["Médiathèque des Rives"])
    expect(page.locator(".repere--carte")).to_have_count(1)
    expect(page.get_by_role("status").first).to_have_text("1 partenaire trouvé.")
    expect(page).to_have_url(re.compile(r"/partenaires/\?q=mediatheque$"))
    papier = page.get_by_role("link", name="À imprimer")
    expect(papier).to_have_attribute("href", re.compile(r"imprimer/\?q=mediatheque$"))
    page.reload()
    expect(page.locator(".ligne__titre")).to_have_count(1)


def test_a_mark_leads_to_its_row_by_the_keyboard_too(entree: Callable[..., Page]) -> None:
    page = entree()
    page.goto("/partenaires/")
    marque = page.get_by_role("button", name=re.compile("Mission locale, ouvert en continu"))

    marque.focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("link", name="Mission locale")).to_be_focused()


def test_without_script_the_button_does_the_same(entree: Callable[..., Page]) -> None:
    page = entree(java_script_enabled=False)
    page.goto("/partenaires/")
    expect(page.locator(".annuaire__carte")).to_be_hidden()

    page.get_by_label("Nom, rue, commune ou service").fill("mission")
    page.get_by_role("button", name="Chercher").click()

    expect(page.locator(".ligne__titre")).to_have_text(["Mission locale"])


def test_hours_are_read_back_as_they_are_typed(entree: Callable[..., Page]) -> None:
    page = entree()
    page.goto("/partenaires/nouveau/")
    page.get_by_label("Lundi").fill("9h-12h30")
    expect(page.locator("[data-semaine]")).to_contain_text("lundi\u202f: 9\u202fh à 12\u202fh")

    page.get_by_label("Lundi").fill("le matin")
    expect(page.locator("[data-phrase]")).to_contain_text("écrire par exemple")


def test_a_stale_entry_is_said_exact_in_one_click(entree: Callable[..., Page]) -> None:
    page = entree()
    page.goto("/partenaires/?a_verifier=oui")
    page.get_by_role("button", name="Toujours exact : Mission locale").click()

    expect(page.locator(".message--succes")).to_contain_text("vérifié aujourd’hui, par vous")
    expect(page).to_have_url(re.compile(r"\?a_verifier=oui$"))
    expect(page.locator(".ligne__titre")).to_have_count(2)


def test_nothing_overflows_and_axe_finds_nothing(
    entree: Callable[..., Page],
    annuaire: list[Partenaire],
    sans_defaut_d_accessibilite: Callable[[Page], None],
) -> None:
    page = entree(TABLETTE)
    pages = [
        "",
        "imprimer/",
        "professionnels/",
        f"{annuaire[2].pk}/",
        f"{annuaire[2].pk}/modifier/",
    ]
    for adresse in pages:
        page.goto(f"/partenaires/{adresse}")
        sans_defaut_d_accessibilite(page)
        assert trop_larges(page) == [], adresse
