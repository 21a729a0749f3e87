"""The public page in a real browser, without an account and without JavaScript."""

from collections.abc import Callable, Iterator
from datetime import date
from hashlib import sha256

import pytest
from playwright.sync_api import Page, expect

from medlove.models import Equipe
from sessions.models import Besoin, CategorieBesoin, Reglages, Rencontre
from sessions.publication import services
from sessions.publication.dehors import lecture
from tests.fabriques import BesoinFactory, QuartierFactory, RencontreFactory, SortieFactory
from tests.navigateur.conftest import BUREAU, OuvrirPage, trop_larges
from tests.sessions.publication.dehors.conftest import ICI

pytestmark = pytest.mark.django_db(transaction=True)

ANNEE = 2024


@pytest.fixture
def publiee(equipe: Equipe, settings) -> Iterator[None]:
    """A year: a quartier with many rencontres, one without shares, one with hardly any."""
    settings.MEDLOVE_CLE_PUBLICATION = sha256(b"une cle pour le navigateur").hexdigest()
    Reglages.objects.create(equipe=equipe, taille="grande", ouverte=True)
    for numero, nombre in enumerate((120, 40, 4), start=1):
        quartier = QuartierFactory(numero=numero, nom=f"Quartier au nom très long {numero}")
        sortie = SortieFactory(equipe=equipe, quartier=quartier, date=date(ANNEE, 9, 17))
        faites = Rencontre.objects.bulk_create(RencontreFactory.build_batch(nombre, sortie=sortie))
        Besoin.objects.bulk_create(
            BesoinFactory.build(
                rencontre=une, categorie=CategorieBesoin.objects.get(code="aides_prestations")
            )
            for une in faites[::2]
        )
    services.publier(equipe, str(ANNEE), le=date(ANNEE + 1, 3, 1))
    lecture._lire.cache_clear()
    yield
    lecture._lire.cache_clear()


@pytest.mark.usefixtures("publiee")
def test_it_is_read_by_all_at_every_size_without_javascript(
    ouvrir: OuvrirPage, sans_defaut_d_accessibilite: Callable[[Page], None]
) -> None:
    page = ouvrir(BUREAU)
    for adresse in (ICI, f"{ICI}{ANNEE}/droits/", f"{ICI}{ANNEE}-T3/"):
        page.goto(adresse)
        sans_defaut_d_accessibilite(page)
        assert trop_larges(page) == []
        assert page.context.cookies() == []
        assert page.locator("script").count() == 0


@pytest.mark.usefixtures("publiee")
def test_a_domain_is_chosen_by_a_link_and_a_file_is_taken_away(ouvrir: OuvrirPage) -> None:
    page = ouvrir(BUREAU, java_script_enabled=False)
    page.goto(ICI)
    expect(page.get_by_role("heading", level=1)).to_have_text("Besoins entendus, là où nous étions")
    page.get_by_role("link", name="Droits et démarches").click()
    expect(
        page.get_by_role("heading", name="Part des rencontres de chaque quartier")
    ).to_be_visible()
    with page.expect_download() as telechargement:
        page.get_by_role("link", name="tout.zip").click()
    assert telechargement.value.suggested_filename == f"ici-{ANNEE}-tout.zip"
