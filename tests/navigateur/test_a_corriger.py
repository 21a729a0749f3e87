"""What is set aside, in a real browser: within everybody's reach, at every size, by keyboard."""

import json
from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from medlove.models import Equipe
from sessions.models import Bilan, Reception, Rencontre
from tests.navigateur.conftest import TABLETTE, trop_larges
from tests.sessions.terrain.envois import Tablette, besoin

pytestmark = pytest.mark.usefixtures("tablette")

Entree = Callable[..., Page]


@pytest.fixture
def tablette(equipe: Equipe) -> Tablette:
    """A tablet that sent a rencontre at fault, two versions of another, and a second bilan."""
    tablette = Tablette(equipe)
    ici, sortie = tablette.rencontre(), str(tablette.sortie.pk)
    tablette.envoyer(
        ici,
        tablette.rencontre(besoins=[besoin(reponse="x")], tranche_age="mineur", note="N."),
        tablette.rencontre(ici["id"], genre="autre", note="Contente d’avoir fini."),
        tablette.element("bilan", {"sortie": sortie, "scene": "Une scène."}),
    )
    tablette.envoyer(tablette.element("bilan", {"sortie": sortie, "scene": "Une autre."}))
    return tablette


def adresses() -> list[str]:
    receptions = Reception.objects.a_corriger()
    fiches = [reverse("a_corriger:fiche", args=[une.pk]) for une in receptions]
    ecarter = reverse("a_corriger:ecarter", args=[receptions[0].pk])
    return ["/a-corriger/", *fiches, ecarter, "/a-corriger/fichier/"]


def test_nothing_is_cut_and_axe_has_nothing_to_say(
    entree: Entree, sans_defaut_d_accessibilite: Callable[[Page], None]
) -> None:
    page = entree(TABLETTE)
    for adresse in adresses():
        page.goto(adresse)
        expect(page.locator("h1")).to_be_visible()
        sans_defaut_d_accessibilite(page)
        assert trop_larges(page) == [], adresse


def test_a_rencontre_is_mended_by_keyboard_alone(entree: Entree) -> None:
    page = entree()
    fautive = Reception.objects.a_corriger().filter(type="rencontre", verdict="quarantaine").get()
    page.goto(reverse("a_corriger:fiche", args=[fautive.pk]))
    page.get_by_label("Besoin 1, réponse").focus()
    page.keyboard.type("Orient")
    page.get_by_label("Note").focus()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.get_by_role("button", name="Enregistrer").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Enregistré. Les chiffres")).to_be_visible()
    rencontre = Rencontre.objects.get(pk=fautive.element)
    assert (rencontre.note, rencontre.besoins.get().reponse) == ("", "orientation")


def test_refused_again_the_reasons_are_read_first(entree: Entree) -> None:
    page = entree()
    fautive = Reception.objects.a_corriger().filter(type="rencontre", verdict="quarantaine").get()
    page.goto(reverse("a_corriger:fiche", args=[fautive.pk]))
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator("[data-resume-erreurs]")).to_be_focused()
    page.get_by_role("link", name="Besoin 1, réponse").click()
    assert page.url.endswith("#id_besoins.0.reponse")


@pytest.mark.parametrize(
    ("geste", "scene"),
    [("Garder celui du site", "Une scène."), ("Prendre celui de la tablette", "Une autre.")],
)
def test_of_two_bilans_one_is_chosen(entree: Entree, geste: str, scene: str) -> None:
    page = entree()
    second = Reception.objects.a_corriger().get(type="bilan")
    page.goto(reverse("a_corriger:fiche", args=[second.pk]))
    page.get_by_role("button", name=geste).click()
    page.wait_for_url("**/a-corriger/")
    assert Bilan.objects.get().scene == scene


def test_a_file_is_taken_up(entree: Entree, tablette: Tablette) -> None:
    page = entree()
    contenu = {
        "format": "medlove-attente",
        "version": 1,
        "equipe": str(tablette.equipe.pk),
        "appareil": None,
        "exporte_le": "2026-09-16T10:00:00+02:00",
        "elements": [tablette.rencontre() for _ in range(3)],
    }
    page.goto("/a-corriger/fichier/")
    fichier = {
        "name": "medlove-2026-09-16.json",
        "mimeType": "application/json",
        "buffer": json.dumps(contenu).encode(),
    }
    page.get_by_label("Fichier de la tablette").set_input_files(files=[fichier])  # type: ignore[list-item]
    page.get_by_role("button", name="Reprendre le fichier").click()
    expect(page.get_by_role("status")).to_contain_text("3 enregistrements repris")
