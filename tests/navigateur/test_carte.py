"""The live map in a real browser: by eye, by keyboard, without script, on paper, its weight."""

import gzip
import re
from collections.abc import Callable
from datetime import date

import pytest
from django.conf import settings
from django.core.management import call_command
from playwright.sync_api import Page, Response, expect

from medlove.models import Equipe
from sessions.models import CategorieBesoin
from territoires.models import Quartier
from tests.fabriques import (
    BesoinFactory,
    HalteFactory,
    LieuFactory,
    PassagesFactory,
    SortieFactory,
)
from tests.navigateur.conftest import BUREAU, TABLETTE, TELEPHONE

pytestmark = pytest.mark.usefixtures("saison")

JOUR = date(2026, 9, 15)
T3 = "/carte/?trimestre=2026-T3"
BUDGET = 200 * 1024

NOM_DU_FOYER = """() => {
  const foyer = document.activeElement;
  const etiquette = foyer.labels?.[0]?.textContent;
  return (etiquette ?? foyer.getAttribute("aria-label") ?? foyer.textContent).trim();
}"""
# When the drawing first says that it is live.
QUAND_VIVE = """addEventListener("DOMContentLoaded", () => {
  const regard = new MutationObserver(() => {
    if (document.querySelector("[data-vive]")) window.vive ??= performance.now();
  });
  regard.observe(document.body, { subtree: true, attributes: true });
});"""


@pytest.fixture
def saison(equipe: Equipe) -> None:
    """An équipe that met people in three of the twelve schematic quartiers."""
    call_command(
        "importer_quartiers", settings.BASE_DIR / "fixtures/quartiers_schematiques.geojson"
    )
    aides = CategorieBesoin.objects.get(code="aides_prestations")
    for numero, sorties, rencontres in ((11, 4, 9), (12, 3, 3), (5, 3, 0), (1, 1, 2)):
        quartier = Quartier.objects.get(numero=numero)
        toutes = SortieFactory.create_batch(sorties, equipe=equipe, quartier=quartier, date=JOUR)
        lieu = LieuFactory(equipe=equipe, quartier=quartier)
        halte = HalteFactory(sortie=toutes[0], lieu=lieu)
        PassagesFactory(halte=halte, passages=5, refus=3)
        BesoinFactory.create_batch(
            rencontres, rencontre__sortie=toutes[0], rencontre__halte=halte, categorie=aides
        )


def test_the_live_map_takes_the_place_of_the_drawing(entree: Callable[..., Page]) -> None:
    page = entree()
    page.goto(T3)

    expect(page.locator(".carte-vive path.zone")).to_have_count(12)
    expect(page.locator("svg.choroplethe")).to_be_hidden()
    expect(page.locator(".carte-etiquette", has_text="Le Blosne")).to_contain_text("64\u202f%")


def test_looks_without_colour_keep_their_pattern(entree: Callable[..., Page]) -> None:
    page = entree()
    page.goto(T3)

    for aspect in ("trop_peu", "jamais"):
        fond = page.locator(f".carte-vive path.zone--{aspect}").first.get_attribute("fill")
        assert fond
        motif = page.locator(fond.removeprefix("url(").removesuffix(")"))
        expect(motif).to_have_count(1)
        expect(motif.locator("xpath=ancestor::*[local-name()='svg']")).to_be_visible()


def test_every_quartier_is_reached_and_told_by_keyboard(entree: Callable[..., Page]) -> None:
    page = entree()
    page.goto(T3)
    expect(page.locator(".carte-barre")).to_be_visible()

    page.locator(".carte-vive").focus()
    for nom in Quartier.objects.values_list("nom", flat=True):
        page.keyboard.press("Tab")
        dit = page.evaluate("document.activeElement.getAttribute('aria-label')")
        assert dit.startswith(nom)
        expect(page.locator(".carte-barre p")).to_have_text(dit)


def test_a_quartier_is_told_at_a_touch(entree: Callable[..., Page]) -> None:
    page = entree(TELEPHONE, has_touch=True)
    page.goto(T3)

    page.get_by_role("img", name="Bréquigny").tap()

    expect(page.locator(".carte-barre p")).to_contain_text("3 rencontres, 3 sorties")


def test_the_zoom_enlarges_the_map_and_names_come_back(entree: Callable[..., Page]) -> None:
    page = entree(TELEPHONE)
    page.goto(T3)
    centre = page.get_by_role("img", name="Centre")
    nom = page.locator(".carte-etiquette span", has_text="Centre")
    expect(nom).to_be_hidden()
    serree = page.locator(".carte-etiquette--serree", has=page.locator("small")).first
    expect(serree.locator("small")).to_be_visible()
    avant = centre.bounding_box()

    page.get_by_role("button", name="Agrandir").click(click_count=2)

    apres = centre.bounding_box()
    assert avant
    assert apres
    assert apres["width"] > 1.9 * avant["width"]
    expect(nom).to_be_visible()


def test_a_choice_is_kept_in_the_address(entree: Callable[..., Page]) -> None:
    page = entree()
    page.goto("/carte/")

    page.get_by_label("Besoin").select_option("droits")
    page.get_by_label("Trimestre").select_option("2026-T3")
    page.get_by_role("button", name="Montrer").click()

    expect(page).to_have_url(re.compile(r"\?besoin=droits&mesure=part&trimestre=2026-T3$"))
    expect(page.get_by_label("Besoin")).to_have_value("droits")
    page.go_back()
    expect(page.get_by_label("Montrer")).to_be_enabled()


def test_without_script_the_drawing_stays(entree: Callable[..., Page]) -> None:
    page = entree(java_script_enabled=False)
    page.goto(T3)

    expect(page.locator("svg.choroplethe")).to_be_visible()
    expect(page.locator(".carte-vive")).to_have_count(0)
    expect(page.locator(".carte-barre")).to_be_hidden()


@pytest.mark.parametrize(
    "adresse",
    [
        f"{T3}&lieux=oui&mesure=ecart",
        f"{T3}&besoin=droits&du=demain",
        "/carte/?trimestre=2026&vue=trimestres&classes=quantiles",
        f"{T3}&vue=cote-a-cote&montrer=refus",
        f"{T3}&quartier=35238-11&autre_quartier=35238-12",
        "/carte/impression/",
    ],
)
def test_the_page_is_accessible(
    entree: Callable[..., Page],
    sans_defaut_d_accessibilite: Callable[[Page], None],
    adresse: str,
) -> None:
    page = entree()
    page.goto(adresse)

    sans_defaut_d_accessibilite(page)


@pytest.mark.parametrize("suite", ["", "&vue=cote-a-cote", "&du=2026-01-01&vue=trimestres"])
@pytest.mark.parametrize("taille", [TABLETTE, TELEPHONE, BUREAU])
def test_nothing_is_wider_than_the_page(
    entree: Callable[..., Page], taille: dict[str, int], suite: str
) -> None:
    page = entree(taille)
    page.goto(f"{T3}&besoin=droits{suite}")
    for texte in ["100%", "200%"]:
        page.evaluate("taille => document.documentElement.style.fontSize = taille", texte)
        assert page.evaluate("document.documentElement.scrollWidth") <= taille["width"], texte


def test_exact_figures_do_not_go_to_paper(entree: Callable[..., Page]) -> None:
    page = entree()
    page.goto(T3)
    page.emulate_media(media="print")

    expect(page.locator("table")).to_be_hidden()
    expect(page.locator(".carte-vive")).to_be_hidden()
    expect(page.get_by_text("elle ne s’imprime pas")).to_be_visible()

    page.goto("/carte/impression/?trimestre=2026-T3")
    expect(page.get_by_text("Interne, ne pas diffuser")).to_be_visible()
    expect(page.locator("table")).to_be_visible()


@pytest.mark.parametrize("adresse", [T3, "/carte/?du=2024-01-01&au=2026-12-31&vue=trimestres"])
def test_the_whole_page_weighs_less_than_200_kilobytes(
    entree: Callable[..., Page], adresse: str
) -> None:
    page = entree()
    poids: dict[str, int] = {}

    def peser(reponse: Response) -> None:
        if reponse.request.resource_type in {"document", "stylesheet", "script"}:
            poids[reponse.url] = len(gzip.compress(reponse.body()))

    page.on("response", peser)
    page.goto(adresse, wait_until="networkidle")

    assert any("/carte." in une for une in poids)
    assert sum(poids.values()) <= BUDGET, poids


def test_the_map_is_asked_and_read_by_keyboard_alone(entree: Callable[..., Page]) -> None:
    page = entree(BUREAU)
    page.goto("/carte/")

    def aller_a(nom: str, *, par: str = "Tab") -> None:
        for _ in range(60):
            page.keyboard.press(par)
            if page.evaluate(NOM_DU_FOYER).startswith(nom):
                return
        pytest.fail(f"{nom} : jamais atteint au clavier")

    aller_a("Montrer")
    page.keyboard.type("Refus")
    aller_a("Comment")
    page.keyboard.press("ArrowDown")
    aller_a("Trimestre")
    page.keyboard.type("3e trimestre 2026")
    aller_a("Comparer, un quartier")
    page.keyboard.press("Enter")
    aller_a("Lieux")
    page.keyboard.press("ArrowDown")
    aller_a("Montrer")
    page.keyboard.press("Enter")

    expect(page).to_have_url(
        re.compile("montrer=refus&.*mesure=heure&trimestre=2026-T3.*lieux=oui")
    )
    expect(page.get_by_role("heading", name="Refus, par heure de présence")).to_be_visible()
    expect(page.locator(".carte-barre")).to_be_visible()
    aller_a("Le Blosne")
    expect(page.locator(".carte-barre p")).to_contain_text("par heure de présence")
    aller_a("Agrandir")
    page.keyboard.press("Enter")
    aller_a("Avec la période d’avant", par="Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=3)).to_have_count(2)


def test_lieux_are_discs_over_the_quartiers(entree: Callable[..., Page]) -> None:
    page = entree()
    page.goto(f"{T3}&lieux=oui")

    disques = page.locator(".carte-vive path.lieu")
    expect(disques).to_have_count(3)
    tailles = [disque.bounding_box() for disque in disques.all()]
    assert all(une and une["width"] > 4 for une in tailles)
    expect(page.get_by_role("table", name="Les lieux")).to_be_visible()


def test_the_map_answers_within_two_seconds_on_a_slow_machine(
    entree: Callable[..., Page],
) -> None:
    """Four times slower, from the page received to the first quartier that can be reached."""
    page = entree()
    page.add_init_script(QUAND_VIVE)
    page.goto(T3)
    ralenti = page.context.new_cdp_session(page)
    ralenti.send("Emulation.setCPUThrottlingRate", {"rate": 4})

    def mesurer() -> float:
        page.reload()
        page.wait_for_function("window.vive", timeout=30_000)
        duree: float = page.evaluate(
            "window.vive - performance.getEntriesByType('navigation')[0].responseEnd"
        )
        return duree

    # The best of three: other tests share the machine.
    assert min(mesurer() for _ in range(3)) <= 2000
