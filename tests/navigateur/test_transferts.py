"""An export of La Coop, from the file to the import and back, in a real browser."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from medlove.models import Equipe
from tests.fabriques import LieuFactory, QuartierFactory
from tests.navigateur.conftest import trop_larges
from tests.sessions.transferts.fichiers import DE_LA_COOP, de_la_coop, en_xlsx


def test_a_coop_export_is_matched_imported_and_undone(
    equipe: Equipe,
    entree: Callable[..., Page],
    sans_defaut_d_accessibilite: Callable[[Page], None],
) -> None:
    quartier = QuartierFactory(code_insee=equipe.code_insee, nom="Maurepas")
    LieuFactory(equipe=equipe, nom="Place 1", quartier=quartier)
    lignes = [de_la_coop("Argent - Impôts"), de_la_coop("E-mail", age="Moins de 12 ans")]
    octets = en_xlsx([*DE_LA_COOP, *lignes])
    page = entree()

    def regarder(titre: str) -> None:
        """Nothing is cut at any size, and everybody can use it."""
        expect(page.get_by_role("heading", name=titre)).to_be_visible()
        page.wait_for_load_state()
        assert not trop_larges(page)
        sans_defaut_d_accessibilite(page)

    page.goto("/transferts/importer/")
    fichier = {"name": "coop.xlsx", "mimeType": "application/octet-stream", "buffer": octets}
    page.set_input_files("input[type=file]", fichier)
    page.get_by_role("button", name="Lire ce fichier").click()
    expect(page.get_by_text("Bénéficiaire, Adresse")).to_be_visible()
    regarder("Les colonnes du fichier")
    page.get_by_label("Créneau, quand").select_option("matin")
    page.get_by_role("button", name="Continuer").click()
    page.get_by_label("Argent - Impôts").select_option("retraite")
    regarder("Les valeurs du fichier")
    page.get_by_role("button", name="Voir ce qui serait").click()
    expect(page.get_by_role("heading", name="Lignes laissées de côté")).to_be_visible()
    regarder("Avant d’importer")
    page.get_by_role("button", name="Importer 1").click()
    expect(page.get_by_text("Fichier importé")).to_be_visible()
    regarder("Transferts")
    page.get_by_role("link", name="Annuler l’import").click()
    regarder("Annuler cet import")
    page.get_by_role("button", name="Annuler l’import").click()
    expect(page.get_by_text("Import annulé")).to_be_visible()
