"""The headline test in real Chromium: the screen itself, killed and lied to at random.

The same schedules as tests/sessions/terrain/test_epreuve.py, played by taps. At rest, the server
holds what the screen called saved, once.
"""

from collections.abc import Callable
from random import Random
from secrets import randbelow
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from sessions.models import Reception, Rencontre, Sortie
from tests.epreuve.relais import Relais
from tests.epreuve.serveur import Serveur
from tests.navigateur.conftest import TABLETTE
from tests.navigateur.ecran_terrain import Ecran, connecter
from tests.navigateur.pannes.gestes import CAF, LOGEMENT, SEJOUR, Dite, attendues, dire, lues, tuer
from tests.personnes import Personne

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.complet]

DITES = [CAF, LOGEMENT, SEJOUR]
PANNES: list[dict[str, Any]] = [
    {"genre": "perdue"},
    {"genre": "refusee"},
    {"genre": "coupee"},
    {"genre": "html"},
    {"genre": "statut", "code": 500},
    {"genre": "statut", "code": 429, "entetes": {"Retry-After": "1"}},
]


class Deroule:
    """One tablet, from its first tap to rest. `dites`: what was called saved."""

    def __init__(self, graine: int, contexte: BrowserContext, relais: Relais, serveur: Serveur):
        self.hasard, self.contexte = Random(graine), contexte
        self.relais, self.serveur = relais, serveur
        self.onglets = [self.ouvrir()]
        # Without it, a page cannot be opened again off line.
        self.onglets[0].page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        self.dites: list[Dite] = []
        self.gestes: list[str] = []
        self.sauvegarde: set[Any] = set(Rencontre.objects.values_list("pk", flat=True))

    def ouvrir(self) -> Ecran:
        return Ecran(self.contexte.new_page()).ouvrir()

    def jouer(self) -> None:
        gestes: dict[Callable[[], None], int] = {
            self.noter: 8,
            self.tuer_en_plein_geste: 2,
            self.couper: 3,
            self.panne: 4,
            self.second_onglet: 1,
            self.recharger: 1,
            self.redemarrer: 1,
            self.restaurer: 1,
        }
        for geste in self.hasard.choices(list(gestes), list(gestes.values()), k=7):
            self.gestes.append(geste.__name__)
            geste()

    def noter(self) -> None:
        ecran, dite = self.hasard.choice(self.onglets), self.hasard.choice(DITES)
        dire(ecran, dite)
        ecran.enregistrer()
        self.dites.append(dite)

    def tuer_en_plein_geste(self) -> None:
        """Either it was kept, or the draft is there: told again, it is one record."""
        ecran, dite = self.onglets[-1], self.hasard.choice(DITES)
        dire(ecran, dite)
        ecran.bouton("Enregistrer, puis suivante")
        tuer(ecran.page)
        self.onglets[-1] = suivant = self.ouvrir()
        if suivant.page.locator("[data-rencontre] [name=besoin]:checked").count():
            suivant.enregistrer()
        self.dites.append(dite)

    def couper(self) -> None:
        self.contexte.set_offline(self.hasard.random() < 0.6)

    def panne(self) -> None:
        self.relais.panne(chemin="/api/v1/", **self.hasard.choice(PANNES))

    def second_onglet(self) -> None:
        if len(self.onglets) < 2:
            self.onglets.append(self.ouvrir())

    def recharger(self) -> None:
        self.onglets[-1].ouvrir()

    def redemarrer(self) -> None:
        self.serveur.tuer()
        self.serveur.demarrer()

    def restaurer(self) -> None:
        """As if the base of before this tablet had taken the place of today's."""
        gardees = [str(pk) for pk in self.sauvegarde]
        Reception.objects.filter(type="rencontre").exclude(element__in=gardees).delete()
        Rencontre.objects.exclude(pk__in=self.sauvegarde).delete()

    def reposer(self) -> None:
        self.relais.reparer()
        self.contexte.set_offline(False)
        for ecran in self.onglets:
            ecran.page.close()
        ecran = self.ouvrir()
        ecran.attendre_l_envoi()
        ecran.ouvrir().attendre_l_envoi()


def test_nothing_is_lost_and_nothing_is_doubled_on_screen(
    navigateur: Browser,
    relais: Relais,
    serveur: Serveur,
    origine: str,
    sortie: Sortie,
    mediation: Personne,
):
    premiere, nombre = randbelow(10**6), 100
    dites: list[Dite] = []
    for graine in range(premiere, premiere + nombre):
        contexte = navigateur.new_context(
            viewport=TABLETTE,  # type: ignore[arg-type]
            base_url=origine,
            locale="fr-FR",
            timezone_id="Europe/Paris",
        )
        page = contexte.new_page()
        connecter(page, mediation, origine)
        page.close()
        deroule = Deroule(graine, contexte, relais, serveur)
        deroule.jouer()
        deroule.reposer()
        contexte.close()
        dites += deroule.dites
        assert lues() == attendues(*dites), f"graine {graine} : {deroule.gestes}"
    print(f"\nChromium, graines {premiere} à {graine} : {len(dites)} rencontres")  # noqa: T201
