"""The catalogue of outils: within everybody's reach, an outil added with its photo."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from medlove.models import Equipe
from sessions.models import Outil
from tests.fabriques import OutilFactory, dessin
from tests.navigateur.conftest import BUREAU, TABLETTE, TELEPHONE, OuvrirPage


@pytest.mark.parametrize("taille", [TELEPHONE, TABLETTE, BUREAU], ids=lambda une: une["width"])
def test_an_outil_is_added_with_its_photo_then_read(
    taille: dict[str, int],
    entree: OuvrirPage,
    equipe: Equipe,
    sans_defaut_d_accessibilite: Callable[[Page], None],
) -> None:
    OutilFactory(equipe=equipe, nom="L’ancien", is_active=False)
    page = entree(taille)
    page.goto("/sorties/outils/")
    sans_defaut_d_accessibilite(page)
    page.get_by_role("link", name="Ajouter un outil").first.click()
    page.get_by_role("button", name="Ajouter l’outil").click()
    expect(page.get_by_role("alert")).to_contain_text("Nom")
    sans_defaut_d_accessibilite(page)
    page.get_by_label("Nom").fill("La roue")
    page.get_by_role("radio", name="Inventé").check()
    page.get_by_label("Règles").fill("Tourner.\nRaconter.")
    page.get_by_label("Photo", exact=False).first.set_input_files(
        {"name": "roue.jpg", "mimeType": "image/jpeg", "buffer": dessin(600, 400)}
    )
    page.get_by_label("Ce que la photo montre").fill("Une roue de vélo couverte de cartes")
    page.get_by_role("button", name="Ajouter l’outil").click()
    photo = page.get_by_role("img", name="Une roue de vélo couverte de cartes")
    expect(photo).to_have_js_property("naturalWidth", 600)
    sans_defaut_d_accessibilite(page)
    assert Outil.objects.get(nom="La roue").photo
