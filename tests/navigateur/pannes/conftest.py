"""The entry screen before a server that dies and a network that lies.

Everything goes through the relay; what a test sees in the console of a broken connection is no
fault of the page.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection
from playwright.sync_api import Playwright

from sessions.models import Sortie
from tests.navigateur.conftest import TABLETTE, surveiller
from tests.navigateur.ecran_terrain import Ecran, connecter
from tests.pannes.relais import Relais
from tests.pannes.serveur import Retouche, Serveur, adresse_de_la_base, collecter
from tests.personnes import Personne

RESEAU = "Failed to load resource"
Lancer = Callable[..., Serveur]
Allumer = Callable[[], Ecran]


@pytest.fixture(scope="session")
def lancer(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lancer]:
    """`lancer(retouches)` gives a server on the database of the tests, of another version."""
    serveurs = []

    def lancer_un(retouches: dict[str, Retouche] | None = None) -> Serveur:
        dossier = tmp_path_factory.mktemp("serveur")
        base = adresse_de_la_base(connection.settings_dict)
        statiques = collecter(dossier, retouches)
        serveurs.append(Serveur(base, statiques, dossier / "journal", settings.SECRET_KEY))
        serveurs[-1].demarrer()
        return serveurs[-1]

    yield lancer_un
    for serveur in serveurs:
        serveur.arreter()


@pytest.fixture(scope="session")
def serveur(lancer: Lancer) -> Serveur:
    return lancer()


@pytest.fixture(scope="session")
def serveur_suivant(lancer: Lancer) -> Serveur:
    """A new version: one module says something more, and all that import it change."""
    return lancer({"js/terrain/horaires.js": lambda texte: f"{texte}\nexport const SUIVANT = 1;\n"})


@pytest.fixture(scope="session")
def serveur_a_base_suivante(lancer: Lancer) -> Serveur:
    """A new version whose local base has a step more."""
    marche = '  (base) => base.createObjectStore("suivant"),\n];\n// What a browser'
    return lancer({"js/terrain/base.js": lambda t: t.replace("];\n// What a browser", marche)})


@pytest.fixture
def relais(serveur: Serveur) -> Iterator[Relais]:
    serveur.demarrer()
    relais = Relais(serveur.port)
    yield relais
    relais.fermer()


@pytest.fixture
def adresse(relais: Relais) -> str:
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
    adresse: str,
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
            base_url=adresse,
            locale="fr-FR",
            timezone_id="Europe/Paris",
            **chromium,
        )
        contextes.append(contexte)
        page = contexte.pages[0]
        surveiller(page, urlsplit(adresse).netloc, fautes)
        connecter(page, mediation, adresse)
        return Ecran(page).ouvrir()

    yield allumer_une_fois
    for contexte in contextes:
        contexte.close()
