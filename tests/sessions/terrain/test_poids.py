"""What the entry screen weighs, as it is served: collected, lightened, hashed, compressed.

The budget is that of the page: what a browser fetches to open it, log and send. A module that
only a gesture brings in (a sheet) is counted apart; the worker keeps it all anyway.
"""

import gzip
import re
from pathlib import Path

import pytest

from medlove.fichiers import MEMBRE_JS
from sessions.terrain import coquille

KO = 1024
IMPORT = re.compile(r'from\s*"\./([\w.-]+\.js)"|from\s*"\.\./\.\./(vendor/[\w./-]+\.js)"')
SUR_DEMANDE = re.compile(r'import\("\./([\w.-]+\.js)"\)')


@pytest.fixture(scope="module")
def servis(collectes: Path, manifeste: dict[str, str]) -> "Servis":
    return Servis(collectes, manifeste)


class Servis:
    """The collected files."""

    def __init__(self, dossier: Path, noms: dict[str, str]) -> None:
        self.dossier, self.noms = dossier, noms

    def poids(self, nom: str) -> int:
        """Bytes once compressed, if that helps; `nom` is hashed or not."""
        brut = (self.dossier / self.noms.get(nom, nom)).read_bytes()
        return min(len(brut), len(gzip.compress(brut, 9)))

    def modules(self, *, sur_demande: bool) -> set[str]:
        """The modules that open the page, or all those it may ever want."""
        vus: set[str] = set()
        a_lire = [self.noms["js/terrain/page.js"]]
        while a_lire:
            nom = a_lire.pop()
            vus.add(nom)
            a_lire += self._imports(nom, sur_demande=sur_demande) - vus
        return vus

    def _imports(self, nom: str, *, sur_demande: bool) -> set[str]:
        texte = (self.dossier / nom).read_text()
        voisins = [un or autre for un, autre in IMPORT.findall(texte)]
        voisins += SUR_DEMANDE.findall(texte) if sur_demande else []
        return {un if un.startswith("vendor/") else f"js/terrain/{un}" for un in voisins}

    def javascript(self, *, sur_demande: bool = False) -> int:
        return sum(self.poids(nom) for nom in self.modules(sur_demande=sur_demande))


def test_the_modules_are_all_found(servis: Servis):
    """Else the sums below would be of nothing."""
    noyau = (Path(__file__).resolve().parents[3] / "static/js/terrain/noyau.js").read_text()
    rassembles = {f"js/terrain/{nom}" for nom in MEMBRE_JS.findall(noyau)}
    tous = {nom for nom in servis.noms if re.fullmatch(r"js/terrain/[\w-]+\.js", nom)} - rassembles
    assert servis.modules(sur_demande=True) == {
        servis.noms[nom] for nom in {*tous, "vendor/idb/index.js", "vendor/uqr/index.js"}
    }


def test_the_javascript_of_the_page_stays_light(servis: Servis):
    assert servis.javascript() <= 25 * KO


def test_the_javascript_of_all_its_sheets_stays_light(servis: Servis):
    # Some 5 of them are the encoder of QR codes, 3 what shows a note being checked.
    assert servis.javascript(sur_demande=True) <= 65 * KO


def test_the_whole_page_stays_light(servis: Servis):
    page = coquille.page()
    # What a template holds is fetched once it is taken out: see tests/navigateur/test_retour.py.
    ouverte = re.sub(r"<template data-reserve>.*</template>", "", page, flags=re.DOTALL)
    liees = set(re.findall(r'(?:href|src)="/static/([^"#]+)', ouverte)) - {"js/terrain/page.js"}
    # The icon of the home screen is the business of who installs it.
    liees -= {"images/icone-192.png"}
    feuilles = [nom for nom in liees if nom.endswith(".css")]
    citees = {
        (Path(nom).parent / adresse).as_posix()
        for nom in feuilles
        for adresse in re.findall(
            r'url\("([^"]+)"\)', (servis.dossier / servis.noms[nom]).read_text()
        )
    }
    noms = {str(Path("/", nom).resolve())[1:] for nom in liees | citees}
    autres = {servis.noms.get(nom, nom) for nom in noms}
    total = len(gzip.compress(page.encode(), 9)) + servis.javascript()
    assert total + sum(servis.poids(nom) for nom in autres) <= 60 * KO
