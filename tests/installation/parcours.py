"""What a new équipe does first, from outside: a browser over HTTPS, which knows one authority more.

Nothing here is forgiven: a certificate that is not trusted, an error in the console, a request
to another host end it.
"""

import base64
import hashlib
import hmac
import re
import struct
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.chromium import lancement

TABLETTE = {"width": 820, "height": 1180}
MOT_DE_PASSE = "une tablette sur un vélo bleu"
PAS_DE_TEMPS = 30  # seconds, of a code
LIEU = "Marché du Blosne"
TABLETTE_DU_VELO = "Tablette du vélo"
EN_ATTENTE = """() => new Promise((dire) => {
  const ouverture = indexedDB.open("medlove");
  ouverture.onsuccess = () => {
    const base = ouverture.result;
    const compte = base.transaction("attente").objectStore("attente").count();
    compte.onsuccess = () => (base.close(), dire(compte.result));
  };
})"""

expect.set_options(timeout=15_000)


def code_a_usage_unique(secret: str) -> str:
    """What an authenticator shows now (RFC 6238, six digits)."""
    cle = base64.b32decode(secret + "=" * (-len(secret) % 8))
    compteur = struct.pack(">Q", int(time.time()) // PAS_DE_TEMPS)
    empreinte = hmac.new(cle, compteur, hashlib.sha1).digest()
    debut = empreinte[-1] & 15
    nombre = struct.unpack(">I", empreinte[debut : debut + 4])[0] & 0x7FFFFFFF
    return f"{nombre % 1_000_000:06d}"


def donner_confiance(chez_soi: Path, autorites: Mapping[str, Path]) -> None:
    """Authorities in the certificates of an account, as on a computer of the team."""
    magasin = chez_soi / ".pki" / "nssdb"
    magasin.mkdir(parents=True)
    ici = ["certutil", "-d", f"sql:{magasin}"]
    subprocess.run([*ici, "-N", "--empty-password"], check=True)
    for nom, fichier in autorites.items():
        subprocess.run([*ici, "-A", "-n", nom, "-t", "C,,", "-i", str(fichier)], check=True)


@contextmanager
def navigateur(nom: str, chez_soi: Path) -> Iterator[Browser]:
    """A Chromium that finds the site on this machine, and keeps its certificates in `chez_soi`."""
    # The whole one, though it shows no window: the other does not read these certificates.
    options = lancement(["chromium"])
    options["args"] = [
        *options["args"],
        f"--host-resolver-rules=MAP {nom} 127.0.0.1",
        "--headless=new",
    ]
    with sync_playwright() as playwright:
        lance = playwright.chromium.launch(
            **options,
            env={"HOME": str(chez_soi), "PATH": "/usr/bin:/bin"},
            ignore_default_args=["--headless", "--ignore-certificate-errors"],
        )
        yield lance
        lance.close()


@dataclass
class Parcours:
    """Each gesture leaves a picture; `fautes` is what pages did wrong."""

    chromium: Browser
    nom: str
    images: Path
    fautes: list[str]
    secret: str = ""
    vues: int = 0
    tablette: Page = field(init=False)

    # --- Pages -----------------------------------------------------------------

    def ouvrir(self) -> Page:
        page = self._contexte().new_page()
        page.on("pageerror", lambda erreur: self.fautes.append(f"script\u202f: {erreur}"))
        page.on("console", lambda dit: self._lire_console(page, dit.type, dit.text))
        page.on("request", lambda requete: self._lire_requete(requete.url))
        return page

    def _contexte(self) -> BrowserContext:
        return self.chromium.new_context(
            viewport=TABLETTE,  # type: ignore[arg-type]
            base_url=f"https://{self.nom}",
            locale="fr-FR",
            timezone_id="Europe/Paris",
            ignore_https_errors=False,
        )

    def _lire_console(self, page: Page, genre: str, texte: str) -> None:
        if genre == "error" and "ERR_INTERNET_DISCONNECTED" not in texte:
            self.fautes.append(f"console, {page.url}\u202f: {texte}")

    def _lire_requete(self, adresse: str) -> None:
        if not re.match(rf"https://{re.escape(self.nom)}/|data:|blob:", adresse):
            self.fautes.append(f"demande à un autre hôte\u202f: {adresse}")

    def voir(self, page: Page, quoi: str) -> None:
        self.vues += 1
        page.screenshot(path=self.images / f"{self.vues:02d}-{quoi}.png", full_page=True)

    # --- The coordination ---------------------------------------------------------

    def arriver(self, invitation: str) -> Page:
        """A password, a second factor, its codes."""
        page = self.ouvrir()
        page.goto(invitation)
        self.voir(page, "invitation")
        choisir_mot_de_passe(page)
        expect(page.get_by_text("Votre rôle la demande")).to_be_visible()
        self.voir(page, "double-verification")
        self.secret = page.locator("code").inner_text()
        page.get_by_label("Code").fill(code_a_usage_unique(self.secret))
        page.get_by_role("button", name="Activer").click()
        expect(page.get_by_role("listitem").filter(has=page.locator("code"))).to_have_count(10)
        self.voir(page, "codes-de-secours")
        page.goto("/equipe/premiers-pas/")
        self.voir(page, "premiers-pas")
        return page

    def inviter(self, page: Page) -> str:
        """The link given by hand to a mediator."""
        page.goto("/equipe/premiers-pas/")
        page.get_by_role("link", name="Inviter quelqu’un").click()
        page.get_by_label("Nom affiché").fill("Sacha")
        page.get_by_label("Adresse électronique").fill("sacha@exemple.fr")
        page.get_by_label("Médiation", exact=True).check()
        page.get_by_role("button", name="Inviter").click()
        expect(page.get_by_role("heading", name="Sacha")).to_be_visible()
        self.voir(page, "membre-invite")
        return page.get_by_role("textbox", name="Lien d’invitation").input_value()

    def ajouter_un_lieu(self, page: Page) -> None:
        page.goto("/equipe/premiers-pas/")
        page.get_by_role("link", name="Ajouter un lieu").click()
        page.get_by_label("Nom", exact=True).fill(LIEU)
        page.get_by_label("Genre de lieu").select_option(index=1)
        page.get_by_label("Position").fill("48.0865, -1.6527")
        page.get_by_role("button", name=re.compile("Enregistrer|Ajouter")).click()
        page.get_by_role("button", name="Oui, Le Blosne").click()
        self.voir(page, "lieu")

    def ajouter_un_partenaire(self, page: Page) -> None:
        page.goto("/partenaires/nouveau/")
        page.get_by_label("Nom", exact=True).fill("Espace social du Blosne")
        page.get_by_role("button", name=re.compile("Enregistrer|Ajouter")).click()
        self.voir(page, "partenaire")

    def relire_les_puces(self, page: Page) -> None:
        page.goto("/terrain/fiche-de-poche/")
        self.voir(page, "puces")

    def planifier(self, page: Page) -> None:
        page.goto("/equipe/premiers-pas/")
        page.get_by_role("link", name="Préparer une sortie").click()
        page.get_by_label("Date").fill(f"{datetime.now(ZoneInfo('Europe/Paris')):%Y-%m-%d}")
        page.get_by_label("Après-midi").check()
        page.get_by_label("Quartier").select_option(label="Le Blosne")
        page.get_by_label(re.compile("^Sacha")).check()
        page.locator("[name=questions]").first.check()
        self.voir(page, "sortie-a-planifier")
        page.get_by_role("button", name="Enregistrer la sortie").click()
        self.voir(page, "sortie-planifiee")

    def code_de_tablette(self, page: Page) -> str:
        page.goto("/equipe/premiers-pas/")
        page.get_by_role("link", name="Enrôler une tablette").click()
        page.get_by_role("button", name="Ajouter une tablette").first.click()
        self.voir(page, "code-de-tablette")
        return page.locator(".code__texte").inner_text().strip()

    def finir(self, page: Page) -> None:
        """Nothing remains of the first steps."""
        page.goto("/equipe/premiers-pas/")
        self.voir(page, "premiers-pas-finis")
        expect(page.get_by_text("Tout est en place")).to_be_visible()

    def fabriquer_un_cahier(self, page: Page) -> bytes:
        page.goto("/cahiers/nouveau/")
        page.get_by_label("Titre", exact=True).fill("Premier cahier")
        page.get_by_label("Période").select_option(f"{datetime.now(ZoneInfo('Europe/Paris')):%Y}")
        page.get_by_role("button", name="Composer").click()
        page.get_by_role("button", name="Fabriquer\u202f: Pour diffusion numérique").click()
        lien = page.get_by_role("link", name="Télécharger").first
        expect(lien).to_be_visible(timeout=120_000)
        self.voir(page, "cahier-pret")
        with page.expect_download() as attendu:
            lien.click()
        return attendu.value.path().read_bytes()

    def compter_les_rencontres(self, page: Page) -> int:
        page.goto("/rencontres/")
        self.voir(page, "rencontres")
        return page.locator("main tbody tr, main .ligne").count()

    def verifier_les_temoins(self, page: Page) -> None:
        """The session is a cookie of this very host, over HTTPS, out of reach of scripts."""
        temoins = {un["name"]: un for un in page.context.cookies()}
        session = temoins["__Host-sessionid"]
        assert session["secure"]
        assert session["httpOnly"]
        assert session["path"] == "/"
        assert all(un["secure"] and un["sameSite"] == "Lax" for un in temoins.values())

    def se_connecter(self, email: str) -> Page:
        """By the account the first server knew: its password, its telephone."""
        page = self.ouvrir()
        page.goto("/compte/connexion/")
        page.get_by_label("Adresse électronique").fill(email)
        page.get_by_label("Mot de passe", exact=True).fill(MOT_DE_PASSE)
        page.get_by_role("button", name="Se connecter").click()
        page.get_by_label("Code").fill(code_a_usage_unique(self.secret))
        page.get_by_role("button", name="Entrer").click()
        expect(page.get_by_text("Se déconnecter")).to_be_visible()
        self.voir(page, "de-retour-sur-le-second")
        return page

    # --- The mediator ---------------------------------------------------------------

    def accepter(self, invitation: str) -> None:
        page = self.ouvrir()
        page.goto(invitation)
        choisir_mot_de_passe(page)
        self.voir(page, "mediation-arrivee")
        page.context.close()

    # --- The tablet -----------------------------------------------------------------

    def enroler(self, code: str) -> None:
        self.tablette = tablette = self.ouvrir()
        tablette.goto(f"/terrain/#code={code}")
        tablette.get_by_label("Nom de cette tablette").fill(TABLETTE_DU_VELO)
        self.voir(tablette, "tablette-a-enroler")
        tablette.get_by_role("button", name="Enrôler avec ce code", exact=True).click()
        expect(tablette.locator("[data-message]")).to_contain_text("Tablette enrôlée")
        tablette.keyboard.press("Escape")
        tablette.wait_for_function("() => navigator.serviceWorker.controller")
        self.voir(tablette, "tablette-enrolee")
        # Until then, it was nobody's: the server said so.
        self.fautes[:] = [une for une in self.fautes if not une.endswith("status of 401 ()")]

    def noter(self, *, vue: str) -> None:
        """The usual rencontre: a besoin, its answer, a person, and on."""
        tablette = self.tablette
        for puce in ("CAF, aides, RSA", "Répondu sur place"):
            tablette.locator("label.puce").filter(has_text=puce).first.click()
        tablette.locator('label:has([value="25_39/feminin"])').click()
        self.voir(tablette, f"{vue}-a-enregistrer")
        tablette.get_by_role("button", name="Enregistrer, puis suivante", exact=True).click()
        expect(tablette.locator("[data-rencontre] input:checked")).to_have_count(0)
        self.voir(tablette, f"{vue}-enregistree")

    def choisir_qui_note(self) -> None:
        tablette = self.tablette
        tablette.locator("[data-ouvre=equipage]").click()
        feuillet = tablette.locator("#feuillet-equipage")
        feuillet.get_by_role("button", name="Sacha").click()
        expect(feuillet).to_be_hidden()

    def attendre_l_envoi(self) -> None:
        for _ in range(300):
            if not self.en_attente():
                break
            self.tablette.wait_for_timeout(100)
        expect(self.tablette.locator("[data-etat-texte]")).to_contain_text("Rien en attente")

    def en_attente(self) -> int:
        return int(self.tablette.evaluate(EN_ATTENTE))

    def sans_reseau(self) -> None:
        """Off line, the page is even closed and opened again."""
        tablette = self.tablette
        tablette.context.set_offline(True)
        tablette.reload()
        tablette.locator("body[data-pret]").wait_for(state="attached")
        self.noter(vue="hors-ligne")
        expect(tablette.locator("[data-etat-texte]")).to_contain_text("1 en attente")
        self.voir(tablette, "hors-ligne-en-attente")
        tablette.context.set_offline(False)
        tablette.evaluate("dispatchEvent(new Event('online'))")
        self.attendre_l_envoi()
        self.voir(tablette, "de-retour-en-ligne")


def choisir_mot_de_passe(page: Page) -> None:
    page.get_by_label("Votre mot de passe").fill(MOT_DE_PASSE)
    page.get_by_label("Le même, une seconde fois").fill(MOT_DE_PASSE)
    page.get_by_role("button", name="Choisir ce mot de passe et entrer").click()
