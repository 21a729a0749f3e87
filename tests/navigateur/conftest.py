"""A real Chromium, held to the rules of the house on every page a test opens."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase, override_settings
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from medlove.models import Equipe
from sessions.models import Sortie
from tests.chromium import lancement
from tests.navigateur.ecran_terrain import Ecran, connecter, sortie_du_jour
from tests.personnes import Personne
from tests.statiques import STATIQUES_SERVIS

TABLETTE = {"width": 820, "height": 1180}
TELEPHONE = {"width": 390, "height": 844}
BUREAU = {"width": 1440, "height": 900}

OuvrirPage = Callable[..., Page]

expect.set_options(timeout=15_000)  # a machine under load is slow, not wrong


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.navigateur)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A file rather than memory: the threads of the server each open their own connection."""
    base = settings.DATABASES["default"]
    if connection.vendor == "sqlite":
        base["TEST"]["NAME"] = str(tmp_path_factory.mktemp("base") / "navigateur.sqlite3")
        base["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"


@pytest.fixture(scope="package", autouse=True)
def _base_remise_d_un_bloc(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """After a test, on SQLite, the base is as it was migrated: copied back, where Django would
    empty it then write all its permissions and nomenclatures again, row by row."""
    if connection.vendor != "sqlite":
        yield
        return
    neuve = sqlite3.connect(":memory:")
    with django_db_blocker.unblock():
        connection.ensure_connection()
        connection.connection.backup(neuve)

    def remettre(essai: TransactionTestCase) -> None:
        connection.ensure_connection()
        neuve.backup(connection.connection, sleep=0.02)

    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(TransactionTestCase, "_fixture_teardown", remettre)
        yield
    neuve.close()


@pytest.fixture(scope="package", autouse=True)
def _tels_que_servis(collectes: Path) -> Iterator[None]:
    """The static files that ship: hashed, gathered and lightened."""
    with override_settings(
        STATIC_ROOT=str(collectes),
        STATICFILES_FINDERS=[*settings.STATICFILES_FINDERS, "tests.statiques.Collectes"],
        STORAGES={**settings.STORAGES, "staticfiles": STATIQUES_SERVIS},
    ):
        yield


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    # Playwright keeps an event loop in this thread, where Django would refuse the ORM.
    with pytest.MonkeyPatch.context() as monkeypatch, sync_playwright() as playwright:
        monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield playwright


@pytest.fixture(scope="session")
def chromium() -> dict[str, Any]:
    """How it is launched."""
    return lancement()


@pytest.fixture(scope="session")
def navigateur(playwright: Playwright, chromium: dict[str, Any]) -> Iterator[Browser]:
    navigateur = playwright.chromium.launch(**chromium)
    yield navigateur
    navigateur.close()


@pytest.fixture
def fautes() -> Iterator[list[str]]:
    """What the pages did wrong; the test fails at its end unless the list is empty.

    An error in the console or in a script, a breach of the security policy, a request to
    another host. A test that provokes one on purpose reads it here, then clears the list.
    """
    trouvees: list[str] = []
    yield trouvees
    assert not trouvees, "\n".join(trouvees)


@pytest.fixture
def origine(live_server: LiveServer) -> str:
    """Where the product answers."""
    return live_server.url


@pytest.fixture
def travailleur() -> bool:
    """Whether the service worker may install: a third of the work of opening the entry page, for
    the tests that open it without network only. A module of such tests says True."""
    return False


@pytest.fixture
def ouvrir(
    navigateur: Browser, origine: str, fautes: list[str], travailleur: bool
) -> Iterator[OuvrirPage]:
    """`ouvrir()` gives a blank page at tablet size, `ouvrir(TELEPHONE)` at another.

    Each page has a context of its own (cookies, storage) and knows the server's address.
    """
    contextes: list[BrowserContext] = []

    def ouvrir_page(taille: dict[str, int] = TABLETTE, **options: object) -> Page:
        contexte = navigateur.new_context(
            viewport=taille,  # type: ignore[arg-type]
            base_url=origine,
            locale="fr-FR",
            timezone_id="Europe/Paris",
            service_workers="allow" if travailleur else "block",
            **options,  # type: ignore[arg-type]
        )
        contextes.append(contexte)
        page = contexte.new_page()
        surveiller(page, urlsplit(origine).netloc, fautes)
        return page

    yield ouvrir_page
    for contexte in contextes:
        contexte.close()


@pytest.fixture
def entree(ouvrir: OuvrirPage, origine: str, coordination: Personne) -> OuvrirPage:
    """Opens a blank page as the coordinator, signed in."""

    def entrer(taille: dict[str, int] = TABLETTE, **options: object) -> Page:
        page = ouvrir(taille, **options)
        connecter(page, coordination, origine)
        return page

    return entrer


@pytest.fixture
def page(ouvrir: OuvrirPage) -> Page:
    """A blank page at tablet size."""
    return ouvrir()


def surveiller(page: Page, hote: str, fautes: list[str]) -> None:
    page.on("pageerror", lambda erreur: fautes.append(f"erreur de script : {erreur}"))
    page.on(
        "console",
        lambda message: (
            fautes.append(f"console, {page.url} : {message.text}")
            if message.type == "error"
            else None
        ),
    )
    page.on(
        "request",
        lambda requete: (
            fautes.append(f"demande à un autre hôte : {requete.url}")
            if urlsplit(requete.url).netloc not in {"", hote}
            else None
        ),
    )


@pytest.fixture
def sans_defaut_d_accessibilite() -> Callable[[Page], None]:
    """Asserts that axe finds nothing to say of the page as it stands."""
    axe = Axe()
    # Without its own look into the style sheets, which it would fetch and write again in the page.
    options = {"preload": False, "resultTypes": ["violations"]}

    def verifier(page: Page) -> None:
        resultat = axe.run(page, options=options)
        assert resultat.violations_count == 0, resultat.generate_report()

    return verifier


def trop_larges(page: Page) -> list[str]:
    """The sizes at which the page is wider than its window; back to the tablet's at the end."""
    trouvees = []
    for nom, taille in {"téléphone": TELEPHONE, "bureau": BUREAU, "tablette": TABLETTE}.items():
        page.set_viewport_size(taille)  # type: ignore[arg-type]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            trouvees.append(nom)
    return trouvees


@pytest.fixture
def sortie(equipe: Equipe, mediation: Personne) -> Sortie:
    return sortie_du_jour(equipe, mediation.utilisateur, questions=["deja_rencontre"])


@pytest.fixture
def ecran(page: Page, origine: str, sortie: Sortie, mediation: Personne) -> Ecran:
    connecter(page, mediation, origine)
    return Ecran(page).ouvrir()
