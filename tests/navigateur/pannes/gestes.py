"""What breaks in the browser, and what is read afterwards in the database."""

import json
import os
import signal
from contextlib import suppress
from typing import Any, NamedTuple

from playwright.sync_api import Error, Page

from sessions.models import Rencontre
from tests.epreuve.relais import Passage
from tests.navigateur.ecran_terrain import Ecran

LOTS = r"/api/v1/lots/$"

# The next write in the queue has done all it had to, and is never committed.
RETENIR_LA_TRANSACTION = """() => {
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (magasins, mode, options) {
    const tx = transaction.call(this, magasins, mode, options);
    const tourner = () => {
      tx.objectStore("attente").count().onsuccess = ({ target }) => {
        window.retenue = target.result > 0;
        tourner();
      };
    };
    if (mode === "readwrite" && magasins.includes("attente")) tourner();
    return tx;
  };
}"""

# The time given to a server, remembered, then shortened.
ABREGER = """(ms) => {
  const { timeout } = AbortSignal;
  window.delais = [];
  AbortSignal.timeout = (delai) => (window.delais.push(delai), timeout.call(AbortSignal, ms));
}"""

# A tab that holds the base, and hears nothing of what others want.
TENIR_LA_BASE = """() => new Promise((dire) => {
  indexedDB.open("medlove").onsuccess = ({ target }) => dire(void (window.base = target.result));
})"""


class Dite(NamedTuple):
    """A rencontre as it is told: its chip, then what the server must read."""

    puce: str
    besoin: str
    age: str
    genre: str


CAF = Dite("CAF, aides, RSA", "aides_prestations", "25_39", "feminin")
LOGEMENT = Dite("Logement", "logement", "40_59", "masculin")
SEJOUR = Dite("Titre de séjour", "sejour_nationalite", "18_24", "feminin")


def dire(ecran: Ecran, dite: Dite) -> None:
    """On screen, not saved."""
    ecran.puce(dite.puce)
    ecran.personne(dite.age, dite.genre)


def noter(ecran: Ecran, *dites: Dite) -> None:
    for une in dites:
        dire(ecran, une)
        ecran.enregistrer()


def lues() -> list[tuple[str, str, str]]:
    """What the server holds: the besoin, the age, the genre of every rencontre."""
    return sorted(
        (rencontre.besoins.get().categorie.code, rencontre.tranche_age, rencontre.genre)
        for rencontre in Rencontre.objects.all()
    )


def attendues(*dites: Dite) -> list[tuple[str, str, str]]:
    return sorted((une.besoin, une.age, une.genre) for une in dites)


def arrive(passage: Passage) -> bool:
    """A lot the server has answered."""
    return passage.chemin.endswith("/lots/") and passage.statut == 200


def verdicts(passage: Passage) -> list[str]:
    return [un["verdict"] for un in passage.rendu()["verdicts"]]


def elements(passage: Passage) -> list[dict[str, Any]]:
    """What the tablet sent."""
    return list(json.loads(passage.corps)["elements"])


def attendre(page: Page, condition: str) -> None:
    """Until the function, which may be asynchronous, says yes; whatever the page goes through."""
    for _ in range(300):
        with suppress(Error):
            if page.evaluate(condition):
                return
        page.wait_for_timeout(50)
    raise AssertionError(condition)


def autre_onglet(ecran: Ecran) -> Ecran:
    return Ecran(ecran.page.context.new_page()).ouvrir()


def tuer(page: Page) -> None:
    """The renderer dies at once: no handler runs, nothing is finished."""
    with page.expect_event("crash"), suppress(Error):
        page.goto("chrome://crash")
    page.close()


def tuer_le_navigateur(page: Page) -> None:
    """kill -9 of the whole browser."""
    assert page.context.browser
    session = page.context.browser.new_browser_cdp_session()
    processus = session.send("SystemInfo.getProcessInfo")["processInfo"]
    with page.context.expect_event("close"):
        os.kill(next(un["id"] for un in processus if un["type"] == "browser"), signal.SIGKILL)
