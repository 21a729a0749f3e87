"""The memory of the tablet fails: full, closed, absent, emptied, or to be wiped tonight."""

import json
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from medlove.models import Equipe
from tests.epreuve.relais import Relais
from tests.navigateur.ecran_terrain import Ecran, connecter
from tests.navigateur.pannes.gestes import (
    CAF,
    LOGEMENT,
    LOTS,
    SEJOUR,
    attendues,
    dire,
    lues,
    noter,
)
from tests.personnes import Personne

pytestmark = pytest.mark.django_db(transaction=True)

SUIVRE_LES_BASES = """() => {
  const { open } = IDBFactory.prototype;
  window.bases = [];
  IDBFactory.prototype.open = function (...demande) {
    const ouverture = open.apply(this, demande);
    ouverture.addEventListener("success", () => window.bases.push(ouverture.result));
    return ouverture;
  };
}"""
# What weighs, and cannot be compressed.
REMPLIR = """async () => {
  const base = await new Promise((dire) => {
    const ouverture = indexedDB.open("autre");
    ouverture.onupgradeneeded = () =>
      ouverture.result.createObjectStore("poids", { autoIncrement: true });
    ouverture.onsuccess = () => dire(ouverture.result);
  });
  const ecrire = (octets) => new Promise((dire) => {
    const tx = base.transaction("poids", "readwrite");
    tx.objectStore("poids").put(crypto.getRandomValues(new Uint8Array(octets)));
    tx.oncomplete = () => dire(true);
    tx.onabort = () => dire(false);
  });
  for (const octets of [65536, 8192, 1024, 64, 1]) while (await ecrire(octets));
  base.close();
}"""
PLACE = 3_000_000  # bytes: the page as it is kept, and not much more
# A save is undone once all of it was written, as when the browser gives up on the disk.
ANNULER_LES_ECRITURES = """(fois) => {
  const { delete: effacer } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.delete = function (cle) {
    const demande = effacer.call(this, cle);
    const annuler = () => fois-- > 0 && this.transaction.abort();
    if (this.name === "brouillons") demande.addEventListener("success", annuler);
    return demande;
  };
}"""
SANS_BASE = "delete Window.prototype.indexedDB; delete window.indexedDB;"


def reste_a_l_ecran(ecran: Ecran, message: str) -> None:
    """The save failed: it is said, the form is as it was, and the way out is shown."""
    expect(ecran.page.get_by_role("alert")).to_contain_text(message)
    expect(ecran.page.get_by_role("alert")).to_contain_text("exporter ce qui attend")
    expect(ecran.page.locator('[name="besoin"]:checked')).to_have_value(LOGEMENT.besoin)
    expect(ecran.page.locator('[value="40_59/masculin"]')).to_be_checked()


def exporter(ecran: Ecran) -> dict[str, Any]:
    """The content of the file."""
    ecran.bouton("La tablette")
    with ecran.page.expect_download() as telechargement:
        ecran.bouton("Exporter dans un fichier")
    contenu: dict[str, Any] = json.loads(telechargement.value.path().read_text())
    ecran.page.keyboard.press("Escape")
    return contenu


def importer(personne: Personne, fichier: dict[str, Any]) -> list[str]:
    """The verdicts of the server on the elements of the file."""
    lot = {"lot": str(uuid4()), "envoye_le": fichier["exporte_le"], "elements": fichier["elements"]}
    reponse = personne.post("/api/v1/lots/", lot, content_type="application/json")
    return [un["verdict"] for un in reponse.json()["verdicts"]]


def memoire(page: Page, geste: str, **options: Any) -> None:
    """What the browser does with the storage of the page: see the domain Storage of CDP."""
    page.context.new_cdp_session(page).send(f"Storage.{geste}", options)


@pytest.fixture
def pleine(page: Page, origine: str, sortie: object, mediation: Personne, relais: Relais) -> Ecran:
    """A record waits, another is on screen, and another application took the rest of the room."""
    connecter(page, mediation, origine)
    memoire(page, "overrideQuotaForOrigin", origin=origine, quotaSize=PLACE)
    ecran = Ecran(page).ouvrir()
    ecran.attendre_le_travailleur()
    relais.panne("refusee", LOTS, fois=None)
    noter(ecran, CAF)
    page.evaluate(REMPLIR)
    dire(ecran, LOGEMENT)
    return ecran


def test_18_on_a_full_tablet_the_save_fails_aloud_the_form_stays_and_the_export_works(
    pleine: Ecran, relais: Relais, origine: str
):
    pleine.bouton("Enregistrer, puis suivante")
    reste_a_l_ecran(pleine, "La tablette n’a plus de place")
    assert [un["type"] for un in exporter(pleine)["elements"]] == ["rencontre"]
    memoire(pleine.page, "overrideQuotaForOrigin", origin=origine)
    pleine.enregistrer()
    relais.reparer()
    pleine.relancer()
    pleine.attendre_l_envoi()
    assert lues() == attendues(CAF, LOGEMENT)


def test_18_a_full_tablet_still_sends_what_waits(pleine: Ecran, relais: Relais):
    relais.reparer()
    pleine.relancer()
    expect(pleine.etat).to_contain_text("Rien en attente")
    assert lues() == attendues(CAF)


def test_19_without_a_local_base_it_is_said_before_and_only_the_server_makes_a_record_saved(
    page: Page, origine: str, sortie: object, mediation: Personne, relais: Relais
):
    connecter(page, mediation, origine)
    page.add_init_script(SANS_BASE)
    ecran = Ecran(page).ouvrir()
    expect(ecran.etat).to_contain_text("rien n’est gardé sur cette tablette")
    noter(ecran, CAF)
    assert lues() == attendues(CAF)
    relais.panne("refusee", LOTS, fois=None)
    dire(ecran, LOGEMENT)
    ecran.bouton("Enregistrer, puis suivante")
    reste_a_l_ecran(ecran, "n’a pas pu être gardée")
    relais.reparer()
    ecran.enregistrer()
    assert lues() == attendues(CAF, LOGEMENT)


def test_20_a_base_closed_under_the_page_is_opened_again_and_the_record_kept(
    page: Page, origine: str, sortie: object, mediation: Personne
):
    connecter(page, mediation, origine)
    page.add_init_script(f"({SUIVRE_LES_BASES})()")
    ecran = Ecran(page).ouvrir()
    page.evaluate("() => bases.forEach((base) => base.close())")
    dire(ecran, CAF)
    page.evaluate("() => bases.forEach((base) => base.close())")
    ecran.enregistrer()
    page.evaluate(ANNULER_LES_ECRITURES, 1)
    noter(ecran, LOGEMENT)
    ecran.attendre_l_envoi()
    assert lues() == attendues(CAF, LOGEMENT)


def test_20_a_write_that_never_holds_is_an_error_in_sight_and_no_success(ecran: Ecran):
    dire(ecran, LOGEMENT)
    ecran.page.evaluate(ANNULER_LES_ECRITURES, 10**6)
    ecran.bouton("Enregistrer, puis suivante")
    reste_a_l_ecran(ecran, "n’a pas pu être gardée")
    assert ecran.en_attente() == 0
    ecran.ouvrir()
    ecran.enregistrer()
    ecran.attendre_l_envoi()
    assert lues() == attendues(LOGEMENT)


def test_21_a_base_that_was_emptied_is_noticed_and_the_server_tells_what_it_has(
    ecran: Ecran, origine: str
):
    noter(ecran, CAF, LOGEMENT)
    ecran.attendre_l_envoi()
    ecran.page.goto("about:blank")  # what the page still reads is not what is tried here
    magasins = "indexeddb,cache_storage,service_workers"
    memoire(ecran.page, "clearDataForOrigin", origin=origine, storageTypes=magasins)
    ecran.ouvrir()
    expect(ecran.page.get_by_role("alert")).to_contain_text(
        "Le navigateur a effacé la mémoire de cette tablette"
    )
    ecran.bouton("La tablette")
    expect(ecran.page.locator("[data-tablette=serveur]")).to_have_text(
        "Sur le serveur, pour cette sortie : 2 rencontres, 0 passage, 0 refus."
    )
    ecran.page.keyboard.press("Escape")
    noter(ecran, SEJOUR)
    ecran.attendre_l_envoi()
    assert lues() == attendues(CAF, LOGEMENT, SEJOUR)
    # Said once: the next opening is that of any day.
    ecran.ouvrir()
    expect(ecran.page.locator("[data-message]")).to_be_empty()


def test_35_what_waits_leaves_in_a_file_that_can_come_in_twice_without_a_double(
    ecran: Ecran, relais: Relais, equipe: Equipe, mediation: Personne
):
    relais.panne("refusee", LOTS, fois=None)
    noter(ecran, CAF, LOGEMENT)
    fichier = exporter(ecran)
    assert (fichier["format"], fichier["version"]) == ("medlove-attente", 1)
    assert (fichier["equipe"], fichier["appareil"]) == (str(equipe.pk), None)
    assert [un["type"] for un in fichier["elements"]] == ["rencontre", "rencontre"]
    depots = [importer(mediation, fichier) for _ in range(2)]
    assert depots == [["cree", "cree"], ["deja", "deja"]]
    # The tablet that was not wiped after all doubles nothing either.
    relais.reparer()
    ecran.relancer()
    ecran.attendre_l_envoi()
    assert lues() == attendues(CAF, LOGEMENT)
