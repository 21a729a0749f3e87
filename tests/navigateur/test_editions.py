"""The editions of a cahier in a real browser: followed without a reload, and without a script."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from medlove.models import Equipe
from sessions.cahiers.editions.models import Edition, Etat
from sessions.models import Cahier
from tests.fabriques import CahierFactory
from tests.fabriques_editions import EditionEnAttenteFactory, EditionFactory
from tests.navigateur.conftest import OuvrirPage, trop_larges
from tests.navigateur.ecran_terrain import connecter
from tests.personnes import Personne


@pytest.fixture
def cahier(equipe: Equipe) -> Cahier:
    return CahierFactory(equipe=equipe, periode="2024")


def hier(edition: Edition) -> Edition:
    Edition.objects.filter(pk=edition.pk).update(demandee_le=timezone.now() - timedelta(days=1))
    return edition


def ouvrir_les_editions(page: Page, cahier: Cahier) -> None:
    page.goto(reverse("editions:page", args=[cahier.pk]))


@pytest.mark.parametrize("etat", [Etat.ATTENTE, Etat.EN_COURS, Etat.PRETE, Etat.ECHEC])
def test_each_state_is_accessible_and_as_wide_as_its_window(
    entree: OuvrirPage,
    cahier: Cahier,
    sans_defaut_d_accessibilite: Callable[[Page], None],
    etat: Etat,
) -> None:
    for variante, lien in (("numerique", "l" * 43), ("impression", ""), ("livret", "")):
        hier(EditionFactory(cahier=cahier, variante=variante, lien=lien, publiee=bool(lien)))
        if etat != Etat.PRETE:
            EditionEnAttenteFactory(
                cahier=cahier,
                variante=variante,
                etat=etat,
                commencee_le=timezone.now(),
                message="Le cahier demande plus de mémoire que les 1024 Mo permis." * 3,
            )
    page = entree()
    ouvrir_les_editions(page, cahier)
    sans_defaut_d_accessibilite(page)
    assert trop_larges(page) == []


def test_what_becomes_of_an_edition_is_shown_and_said_without_a_reload(
    entree: OuvrirPage, cahier: Cahier
) -> None:
    edition = EditionEnAttenteFactory(cahier=cahier)
    page = entree()
    ouvrir_les_editions(page, cahier)
    page.evaluate("window.memePage = true")
    expect(page.get_by_role("link", name="Actualiser")).to_be_hidden()
    annuler = page.get_by_role("button", name="Annuler")
    annuler.focus()

    depuis = timezone.now()
    Edition.objects.filter(pk=edition.pk).update(etat=Etat.EN_COURS, commencee_le=depuis)
    voix = page.locator("#editions + [role=status]")
    expect(voix).to_have_text("Pour diffusion numérique\u202f: en fabrication")
    expect(annuler).to_be_focused()

    Edition.objects.filter(pk=edition.pk).update(
        etat=Etat.PRETE, finie_le=timezone.now(), pages=39, octets=2_140_000, fichier="x.pdf"
    )
    expect(voix).to_have_text("Pour diffusion numérique\u202f: prête")
    expect(page.get_by_role("link", name="Télécharger")).to_be_visible()
    expect(page.get_by_role("heading", name="Pour diffusion numérique")).to_be_focused()
    assert page.evaluate("window.memePage")

    # Nothing is on its way any more: nothing more is asked.
    demandes: list[str] = []
    page.on("request", lambda requete: demandes.append(requete.url))
    page.wait_for_timeout(2500)
    assert demandes == []


def test_without_a_script_it_is_followed_by_hand(entree: OuvrirPage, cahier: Cahier) -> None:
    edition = EditionEnAttenteFactory(cahier=cahier)
    page = entree(java_script_enabled=False)
    ouvrir_les_editions(page, cahier)
    expect(page.get_by_text("La prochaine à être fabriquée.")).to_be_visible()
    Edition.objects.filter(pk=edition.pk).update(etat=Etat.ECHEC, message="Trop lourd.")
    page.get_by_role("link", name="Actualiser").click()
    expect(page.get_by_text("Trop lourd.")).to_be_visible()
    expect(page.get_by_role("link", name="Actualiser")).to_have_count(0)


def test_a_public_address_is_opened_then_withdrawn(
    entree: OuvrirPage,
    ouvrir: OuvrirPage,
    cahier: Cahier,
    sans_defaut_d_accessibilite: Callable[[Page], None],
    fautes: list[str],
) -> None:
    EditionFactory(cahier=cahier)
    page = entree()
    ouvrir_les_editions(page, cahier)
    page.get_by_role("link", name="Ouvrir un lien public").click()
    sans_defaut_d_accessibilite(page)
    page.get_by_role("button", name="Ouvrir un lien public").click()
    lien = page.get_by_label("Lien public").input_value()
    sans_defaut_d_accessibilite(page)
    assert trop_larges(page) == []
    page.get_by_role("link", name="C’est fait").click()
    page.get_by_role("button", name="Retirer le lien").click()
    expect(page.get_by_text("Lien retiré")).to_be_visible()

    dehors = ouvrir()
    dehors.goto(lien)
    expect(dehors.get_by_role("heading", level=1)).to_have_text(
        "Il n’y a pas de cahier à cette adresse"
    )
    sans_defaut_d_accessibilite(dehors)
    assert dehors.context.cookies() == []
    fautes.clear()  # the browser logs the 404 that was asked for


@pytest.mark.parametrize("combien", [0, 2])
def test_a_mediator_reads_the_list_of_published_cahiers(
    ouvrir: OuvrirPage,
    origine: str,
    mediation: Personne,
    equipe: Equipe,
    sans_defaut_d_accessibilite: Callable[[Page], None],
    combien: int,
) -> None:
    for cahier in CahierFactory.create_batch(combien, equipe=equipe, periode="2024"):
        for variante in ("numerique", "impression", "livret"):
            EditionFactory(cahier=cahier, variante=variante)
    page = ouvrir()
    connecter(page, mediation, origine)
    page.goto(reverse("editions:lus"))
    expect(page.get_by_role("main").get_by_role("link")).to_have_count(3 * combien)
    sans_defaut_d_accessibilite(page)
    assert trop_larges(page) == []
