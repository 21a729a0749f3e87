"""A cahier composed in a real browser: what is typed is never lost, at every size, by keyboard."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, Route, expect

from medlove.models import Equipe
from sessions.cahiers.services import commencer
from sessions.models import Cahier, Section
from tests.fabriques import (
    BesoinFactory,
    HalteFactory,
    ImageFactory,
    QuartierFactory,
    RencontreFactory,
    SignataireFactory,
)
from tests.navigateur.conftest import BUREAU, TABLETTE, TELEPHONE, OuvrirPage, trop_larges
from tests.navigateur.ecran_terrain import connecter
from tests.personnes import Personne

TEXTE = """## Ce qu'il permet

Le vélo arrive *vers 14 h*. "Vous revenez quand ?"

- un banc ;
- une table.

| Jour | Haltes |
|------|-------:|
| mardi | 3 |

> [Un lien](https://exemple.test/une/adresse/tres/longue/que/rien/ne/coupe/jamais/du/tout)
"""
PERDUE = "Écrit sans réseau."


@pytest.fixture
def cahier(equipe: Equipe) -> Cahier:
    quartier = QuartierFactory(nom="Les Essais - La Borderie, un très long nom de quartier")
    halte = HalteFactory(sortie__equipe=equipe, sortie__quartier=quartier)
    for _ in range(7):
        BesoinFactory(rencontre=RencontreFactory(sortie=halte.sortie, halte=halte))
    cahier = commencer(Cahier(equipe=equipe, titre="Un été au Blosne", periode="2026-T3"))
    cahier.sections.update(texte=TEXTE)
    cahier.sections.filter(code="rate").update(imprimee=False, texte="")
    return cahier


@pytest.fixture
def section(cahier: Cahier) -> Section:
    return cahier.sections.get(code="velo")


@pytest.fixture
def page(entree: Callable[..., Page], section: Section) -> Page:
    """The section being written."""
    page = entree()
    page.goto(reverse("cahiers:section", args=[section.pk]))
    return page


def texte(section: Section) -> str:
    return Section.objects.get(pk=section.pk).texte


def attendre(page: Page, mots: str) -> None:
    expect(page.get_by_role("status").filter(has_text=mots)).to_be_visible()


def taper(page: Page, mots: str) -> None:
    page.get_by_label("Texte").fill(mots)


def test_nothing_is_cut_at_any_size_nor_at_twice_the_text(
    ouvrir: OuvrirPage,
    origine: str,
    coordination: Personne,
    section: Section,
    sans_defaut_d_accessibilite: Callable[[Page], None],
) -> None:
    cahier, image = section.cahier, ImageFactory(section=section)
    nom = SignataireFactory(cahier=cahier, structure="Une structure au nom long", accord=False)
    noms = ["fiche", "reglages", "supprimer", "apercu", "signataires"]
    adresses = [
        *(reverse("cahiers:liste"), reverse("cahiers:nouveau")),
        *(reverse(f"cahiers:{un}", args=[cahier.pk]) for un in noms),
        *(reverse(f"cahiers:{un}", args=[section.pk]) for un in ("section", "image_ajouter")),
        reverse("cahiers:section", args=[cahier.sections.get(code="demandes").pk]),
        reverse("cahiers:image_modifier", args=[image.pk]),
        reverse("cahiers:signataire", args=[nom.pk]),
    ]
    page = ouvrir(TABLETTE)
    connecter(page, coordination, origine)
    for adresse in adresses:
        page.goto(adresse)
        for repli in page.locator("main summary").all():
            repli.click()
        assert trop_larges(page) == [], adresse
        # Only these two are not laid out alike at every size.
        for taille in (TELEPHONE, BUREAU) if adresse in (adresses[2], adresses[7]) else ():
            page.set_viewport_size(taille)  # type: ignore[arg-type]
            sans_defaut_d_accessibilite(page)
        page.set_viewport_size(TABLETTE)  # type: ignore[arg-type]
        sans_defaut_d_accessibilite(page)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert trop_larges(page) == [], f"{adresse} à 200 %"


def test_what_is_typed_is_saved_two_seconds_after_the_last_key(
    page: Page, section: Section
) -> None:
    page.clock.install()
    taper(page, "Un **banc** !")
    page.clock.run_for(1900)
    assert texte(section) == TEXTE
    page.clock.run_for(200)
    attendre(page, "Enregistré à")
    assert texte(section) == "Un **banc** !"
    expect(page.locator("[data-relu] strong")).to_have_text("banc")


def test_leaving_a_field_or_the_page_saves_too(page: Page, section: Section) -> None:
    taper(page, "Un.")
    page.keyboard.press("Tab")
    attendre(page, "Enregistré à")
    taper(page, "Deux.")
    page.get_by_role("link", name="Section suivante").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("La saison, sortie après sortie")
    assert texte(section) == "Deux."


def test_without_network_the_text_stays_and_goes_when_it_comes_back(
    page: Page, section: Section, fautes: list[str]
) -> None:
    page.clock.install()
    page.context.set_offline(True)
    taper(page, PERDUE)
    page.clock.run_for(2100)
    attendre(page, "le réseau ne répond pas")
    expect(page.get_by_label("Texte")).to_have_value(PERDUE)
    demandes: list[str] = []
    page.once("dialog", lambda question: (demandes.append(question.type), question.dismiss()))
    page.close(run_before_unload=True)
    page.wait_for_function("document.querySelector('[data-dit]') !== null")
    assert demandes == ["beforeunload"]
    page.context.set_offline(False)
    page.clock.run_for(5100)
    attendre(page, "Enregistré à")
    assert texte(section) == PERDUE
    assert all("ERR_INTERNET_DISCONNECTED" in une for une in fautes)
    fautes.clear()


def test_an_answer_lost_on_its_way_is_no_quarrel_with_oneself(
    page: Page, section: Section, fautes: list[str]
) -> None:
    def perdre(route: Route) -> None:
        route.fetch()
        route.abort()

    page.clock.install()
    page.route("**/enregistrer/", perdre, times=1)
    taper(page, "Un.")
    page.clock.run_for(2100)
    attendre(page, "le réseau ne répond pas")
    assert texte(section) == "Un."
    taper(page, "Un. Deux.")
    page.clock.run_for(2100)
    attendre(page, "Enregistré à")
    assert texte(section) == "Un. Deux."
    assert any("409" in une for une in fautes)
    fautes.clear()


def test_two_tabs_that_write_are_compared_and_both_texts_are_kept(
    page: Page, section: Section, fautes: list[str]
) -> None:
    autre = page.context.new_page()
    autre.goto(page.url)
    taper(autre, "Écrit dans l’autre.")
    autre.keyboard.press("Tab")
    attendre(autre, "Enregistré à")
    taper(page, "Écrit ici.")
    page.keyboard.press("Tab")
    expect(page.get_by_text("modifiée ailleurs")).to_be_visible()
    assert texte(section) == "Écrit dans l’autre."
    page.get_by_role("button", name="Comparer les deux textes").click()
    expect(page.get_by_label("Texte enregistré")).to_have_value("Écrit dans l’autre.")
    expect(page.get_by_label("Texte", exact=False).first).to_have_value("Écrit ici.")
    page.get_by_role("button", name="Garder ce texte-ci").click()
    expect(page.get_by_text("Section enregistrée.")).to_be_visible()
    assert texte(section) == "Écrit ici."
    assert all("409" in une for une in fautes)
    fautes.clear()


def test_signed_out_meanwhile_one_signs_in_elsewhere_and_goes_on(
    page: Page, section: Section, coordination: Personne, origine: str, fautes: list[str]
) -> None:
    page.clock.install()
    page.context.clear_cookies()
    taper(page, "Encore là.")
    page.keyboard.press("Tab")
    attendre(page, "la connexion est finie")
    autre = page.context.new_page()
    connecter(autre, coordination, origine)
    autre.goto(reverse("cahiers:liste"))
    page.clock.run_for(5100)
    attendre(page, "Enregistré à")
    assert texte(section) == "Encore là."
    fautes.clear()


def test_without_javascript_the_button_saves(
    ouvrir: OuvrirPage, origine: str, coordination: Personne, section: Section
) -> None:
    page = ouvrir(TABLETTE, java_script_enabled=False)
    connecter(page, coordination, origine)
    page.goto(reverse("cahiers:section", args=[section.pk]))
    taper(page, "À la main.")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("Section enregistrée.")).to_be_visible()
    assert texte(section) == "À la main."


def test_the_plan_is_put_in_order_by_keyboard_alone(
    entree: Callable[..., Page], cahier: Cahier
) -> None:
    page = entree()
    page.goto(reverse("cahiers:fiche", args=[cahier.pk]))
    page.get_by_role("button", name="Monter «\u202fPourquoi à vélo\u202f»").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("maintenant en place 2.")).to_be_visible()
    monter = page.get_by_role("button", name="Monter «\u202fPourquoi à vélo\u202f»")
    expect(monter).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("maintenant en place 1.")).to_be_visible()
    expect(
        page.get_by_role("button", name="Descendre «\u202fPourquoi à vélo\u202f»")
    ).to_be_focused()
    assert cahier.sections.first().code == "velo"
