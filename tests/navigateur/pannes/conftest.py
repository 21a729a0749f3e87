"""The entry screen before a server that dies and a network that lies.

Everything goes through the relay; what a test sees in the console of a broken connection is no
fault of the page.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection
from playwright.sync_api import Playwright

from sessions.models import Sortie
from tests.epreuve.relais import Relais
from tests.epreuve.serveur import Serveur, adresse_de
from tests.navigateur.conftest import TABLETTE, surveiller
from tests.navigateur.ecran_terrain import Ecran, connecter
from tests.personnes import Personne
from tests.statiques import collecter

RESEAU = "Failed to load resource"
RACINE = settings.BASE_DIR
Lancer = Callable[[Path], Serveur]
Allumer = Callable[[], Ecran]


@pytest.fixture
def travailleur() -> bool:
    return True


@pytest.fixture(scope="session")
def lancer(django_db_setup: None) -> Iterator[Lancer]:
    """`lancer(collectes)` gives a server of these static files, on the database of the tests."""
    base = adresse_de(connection.settings_dict)
    with ExitStack() as serveurs:
        yield lambda collectes: serveurs.enter_context(
            Serveur(
                DATABASE_URL=base, MEDLOVE_STATIC=str(collectes), SECRET_KEY=settings.SECRET_KEY
            )
        )


@pytest.fixture(scope="session")
def serveur(lancer: Lancer, collectes: Path) -> Serveur:
    return lancer(collectes)


@pytest.fixture(scope="session")
def serveur_suivant(lancer: Lancer, tmp_path_factory: pytest.TempPathFactory) -> Serveur:
    """A new version: one module says something more, and all that import it change."""
    dossier = tmp_path_factory.mktemp("suivant")
    return lancer(
        retoucher(dossier, "js/terrain/horaires.js", lambda t: f"{t}export const SUIVANT = 1;\n")
    )


@pytest.fixture(scope="session")
def serveur_a_base_suivante(lancer: Lancer, tmp_path_factory: pytest.TempPathFactory) -> Serveur:
    """A new version whose local base has a step more."""
    fin = "];\n// What a browser"
    marche = f'  (base) => base.createObjectStore("suivant"),\n{fin}'
    dossier = tmp_path_factory.mktemp("base-suivante")
    return lancer(retoucher(dossier, "js/terrain/base.js", lambda t: t.replace(fin, marche)))


def retoucher(dossier: Path, nom: str, retouche: Callable[[str], str]) -> Path:
    """Static files collected from our own, but one."""
    sources = shutil.copytree(RACINE / "static", dossier / "sources")
    avant = (sources / nom).read_text()
    apres = retouche(avant)
    assert apres != avant
    (sources / nom).write_text(apres)
    return collecter(dossier / "collectes", STATICFILES_DIRS=[str(sources)])


@pytest.fixture
def relais(serveur: Serveur) -> Iterator[Relais]:
    if serveur.processus is None:
        serveur.demarrer()
    relais = Relais(serveur.port)
    yield relais
    relais.fermer()


@pytest.fixture
def origine(relais: Relais) -> str:
    return relais.url


@pytest.fixture
def fautes() -> Iterator[list[str]]:
    """What the pages did wrong, a broken network apart."""
    trouvees: list[str] = []
    yield trouvees
    assert not [une for une in trouvees if RESEAU not in une]


@pytest.fixture
def allumer(
    playwright: Playwright,
    chromium: dict[str, Any],
    origine: str,
    fautes: list[str],
    tmp_path: Path,
    sortie: Sortie,
    mediation: Personne,
) -> Iterator[Allumer]:
    """The tablet is switched on: a browser with a disk, which a kill does not empty."""
    contextes = []

    def allumer_une_fois() -> Ecran:
        contexte = playwright.chromium.launch_persistent_context(
            tmp_path / "profil",
            viewport=TABLETTE,  # type: ignore[arg-type]
            base_url=origine,
            locale="fr-FR",
            timezone_id="Europe/Paris",
            **chromium,
        )
        contextes.append(contexte)
        page = contexte.pages[0]
        surveiller(page, urlsplit(origine).netloc, fautes)
        connecter(page, mediation, origine)
        return Ecran(page).ouvrir()

    yield allumer_une_fois
    for contexte in contextes:
        contexte.close()
