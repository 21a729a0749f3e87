"""The full export, from the page of transferts to the archive, in a real browser."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from medlove.models import Equipe
from sessions.models import Reception
from tests.fabriques import RencontreFactory
from tests.navigateur.conftest import BUREAU, TABLETTE, TELEPHONE, trop_larges
from tests.sessions.demenagement.conftest import importer, vider_l_instance


@pytest.mark.parametrize("taille", [TABLETTE, TELEPHONE, BUREAU], ids=["820", "390", "1440"])
def test_the_archive_is_asked_for_and_enters_elsewhere(
    taille: dict[str, int],
    equipe: Equipe,
    entree: Callable[..., Page],
    sans_defaut_d_accessibilite: Callable[[Page], None],
    tmp_path: Path,
) -> None:
    RencontreFactory(sortie__equipe=equipe, note="Un banc.")
    Reception.objects.create(
        equipe=equipe, element="x", empreinte="x", type="x", brut={}, verdict="quarantaine"
    )
    page = entree(taille)
    page.goto("/transferts/")
    page.get_by_role("link", name="Export complet").click()
    expect(page.get_by_role("heading", name="Export complet")).to_be_visible()
    assert not trop_larges(page)
    sans_defaut_d_accessibilite(page)
    with page.expect_download() as telecharge:
        page.get_by_role("button", name="Télécharger l’archive").click()
    assert telecharge.value.suggested_filename.startswith(f"interne-{equipe.slug}-")
    telecharge.value.save_as(tmp_path / "recue.zip")
    vider_l_instance()
    assert "Rien ne manque" in importer(tmp_path / "recue.zip")
