"""The entry screen as a mediator uses it: taps, each one counted."""

import re
from datetime import datetime, time
from typing import Any

from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from medlove.models import Equipe, Utilisateur
from sessions.models import Sortie
from tests.client import Client
from tests.fabriques import LieuFactory, PartenaireFactory, QuartierFactory, SortieFactory
from tests.personnes import Personne

EN_ATTENTE = """() => new Promise((dire) => {
  const ouverture = indexedDB.open("medlove");
  ouverture.onsuccess = () => {
    const base = ouverture.result;
    const compte = base.transaction("attente").objectStore("attente").count();
    compte.onsuccess = () => (base.close(), dire(compte.result));
  };
})"""

BROUILLONS = """() => new Promise((dire) => {
  const ouverture = indexedDB.open("medlove");
  ouverture.onsuccess = () => {
    const base = ouverture.result;
    const lus = base.transaction("brouillons").objectStore("brouillons").getAll();
    lus.onsuccess = () => (base.close(), dire(lus.result));
  };
})"""

OUBLIER = """(cle) => new Promise((dire) => {
  const ouverture = indexedDB.open("medlove");
  ouverture.onsuccess = () => {
    const base = ouverture.result;
    const oubli = base.transaction("meta", "readwrite");
    oubli.objectStore("meta").delete(cle);
    oubli.oncomplete = () => (base.close(), dire());
  };
})"""


class Ecran:
    """A page on /terrain/, and the number of taps since the last `recompter`."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.taps = 0
        # The middle of an outing, whenever the tests run: timers go on, dates stand still.
        page.clock.set_fixed_time(datetime.combine(timezone.localdate(), time(15, 10)))

    def ouvrir(self) -> "Ecran":
        self.page.goto("/terrain/", wait_until="commit")
        self.page.locator("body[data-pret]").wait_for(state="attached")
        return self

    def recompter(self) -> None:
        self.taps = 0

    def tap(self, cible: Locator) -> None:
        self.taps += 1
        cible.click()

    def puce(self, texte: str) -> None:
        self.tap(self.page.locator("label.puce").filter(has_text=texte).first)

    def personne(self, age: str, genre: str) -> None:
        self.tap(self.page.locator(f'label:has([value="{age}/{genre}"])'))

    def bouton(self, nom: str) -> None:
        self.tap(self.page.get_by_role("button", name=nom, exact=True))

    def geste(self, nom: str) -> None:
        """The button of the first record of « Noté aujourd’hui »."""
        self.tap(self.page.locator(f"[data-notees] [data-geste={nom}]:visible").first)

    def choisir_qui_note(self, personne: Personne) -> None:
        self.tap(self.page.locator("[data-ouvre=equipage]"))
        feuillet = self.page.locator("#feuillet-equipage")
        self.tap(feuillet.get_by_role("button", name=personne.utilisateur.nom))
        expect(feuillet).to_be_hidden()

    def enregistrer(self) -> None:
        self.bouton("Enregistrer, puis suivante")
        self.attendre_vierge()

    def attendre_vierge(self) -> None:
        expect(self.page.locator("[data-rencontre] input:checked")).to_have_count(0)

    def rencontre_usuelle(self) -> None:
        self.puce("CAF, aides, RSA")
        self.puce("Répondu sur place")
        self.personne("25_39", "feminin")
        self.enregistrer()

    def ligne(self, numero: int) -> Locator:
        return self.page.get_by_role("button", name=re.compile(rf"^Ligne {numero}\b"))

    def au_retour(self, combien: int) -> None:
        """A digit is a tap."""
        self.bouton("Au retour")
        chiffres = str(combien)
        expect(self.page.get_by_label("Combien de rencontres")).to_be_focused()
        self.page.keyboard.type(chiffres)
        self.taps += len(chiffres)
        self.bouton("Raconter, ligne par ligne")
        expect(self.page.locator("#feuillet-retour")).to_be_hidden()

    def brouillons(self) -> list[dict[str, Any]]:
        """The drafts, the sketches and their traces, as the local base holds them."""
        lus: list[dict[str, Any]] = self.page.evaluate(BROUILLONS)
        return lus

    def attendre_le_brouillon(self, **part: Any) -> None:
        """The last tap is kept by the tablet, as a finger that goes on leaves it the time to."""
        for _ in range(100):
            rencontres = [un["rencontre"] for un in self.brouillons()]
            if any(part.items() <= rencontre.items() for rencontre in rencontres):
                return
            self.page.wait_for_timeout(20)
        raise AssertionError(f"{part} : {rencontres}")

    @property
    def titre(self) -> Locator:
        return self.page.get_by_role("heading", level=1)

    @property
    def etat(self) -> Locator:
        return self.page.locator("[data-etat-texte]")

    def en_attente(self) -> int:
        """What the local base still holds for the server."""
        return int(self.page.evaluate(EN_ATTENTE))

    def oublier(self, cle: str) -> None:
        """As if the tablet had never been told."""
        self.page.evaluate(OUBLIER, cle)

    def attendre_le_travailleur(self) -> None:
        """From then on, the page opens without network."""
        self.page.wait_for_function("() => navigator.serviceWorker.controller")

    def relancer(self) -> None:
        """The network is said to be back: what waits is tried at once."""
        self.page.evaluate("dispatchEvent(new Event('online'))")

    def attendre_l_envoi(self) -> None:
        for _ in range(300):
            if not self.en_attente():
                break
            self.page.wait_for_timeout(50)
        expect(self.etat).to_contain_text("Rien en attente · dernière synchro")


def sortie_du_jour(equipe: Equipe, auteur: Utilisateur, **champs: Any) -> Sortie:
    """A sortie planned for today at Le Blosne, `auteur` on board, with a lieu and a partenaire."""
    blosne = QuartierFactory(numero=11, nom="Le Blosne")
    LieuFactory(equipe=equipe, nom="Place du Banat", quartier=blosne)
    PartenaireFactory(equipe=equipe, nom="Espace social du Blosne")
    sortie = SortieFactory(
        equipe=equipe, quartier=blosne, date=timezone.localdate(), statut=Sortie.PLANIFIEE, **champs
    )
    sortie.equipage.add(auteur)
    return sortie


def connecter(page: Page, personne: Personne | Client, adresse: str) -> None:
    """Give the browser the session of a test client."""
    cookie = personne.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": adresse}])
