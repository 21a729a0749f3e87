"""The shell: what the worker keeps is what the page asks for, whole, and nothing else."""

import contextlib
import json
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from django.test import Client

from sessions.terrain import coquille

# Closing an answer closes old connections too.
pytestmark = pytest.mark.django_db

STATIQUES = Path(__file__).resolve().parents[3] / "static"


def servi(client: Client, adresse: str) -> bytes:
    reponse = client.get(adresse)
    assert reponse.status_code == 200, adresse
    with contextlib.closing(reponse):
        return b"".join(reponse)


def test_every_file_has_the_digest_of_what_is_served(client: Client):
    for adresse, integrite in coquille.coquille().items():
        contenu = servi(client, adresse)
        assert integrite == f"sha256-{b64encode(sha256(contenu).digest()).decode()}", adresse


def test_it_holds_all_that_the_page_its_sheets_and_its_modules_ask_for():
    gardes = {adresse.removeprefix("/static/") for adresse in coquille.coquille()}
    cites = set(re.findall(r'(?:href|src)="/static/([^"#]+)', coquille.page()))
    for feuille in [nom for nom in cites if nom.endswith(".css")]:
        texte = (STATIQUES / feuille).read_text()
        adresses = re.findall(r'url\("([^"]+)"\)', texte)
        cites |= {_relatif(feuille, adresse) for adresse in adresses}
    for module in [nom for nom in gardes if nom.endswith(".js")]:
        texte = (STATIQUES / module).read_text()
        adresses = re.findall(r'(?:from |import\()"(\.[^"]+)"', texte)
        cites |= {_relatif(module, adresse) for adresse in adresses}
    assert cites - gardes == set()


def _relatif(depuis: str, adresse: str) -> str:
    return (STATIQUES / depuis).parent.joinpath(adresse).resolve().relative_to(STATIQUES).as_posix()


def test_the_worker_says_its_version_and_its_files(client: Client):
    reponse = client.get("/terrain/travailleur.js")
    assert reponse["Content-Type"] == "text/javascript"
    assert "no-cache" in reponse["Cache-Control"]
    texte = reponse.content.decode()
    assert re.search(r'^const VERSION = "[0-9a-f]{12}";$', texte, flags=re.M)
    assert '["/terrain/", "sha256-' in texte
    assert texte.count("sha256-") == len(coquille.coquille())


def test_a_change_of_any_file_is_another_version(monkeypatch: pytest.MonkeyPatch):
    avant = coquille.travailleur().splitlines()[0]
    assert coquille.travailleur().splitlines()[0] == avant
    monkeypatch.setattr(coquille, "page", lambda: "<!doctype html><p>Autre.</p>")
    assert coquille.travailleur().splitlines()[0] != avant


def test_the_manifest_installs_the_page(client: Client):
    reponse = client.get("/terrain/manifeste.webmanifest")
    assert reponse["Content-Type"] == "application/manifest+json"
    manifeste = json.loads(reponse.content)
    assert (manifeste["start_url"], manifeste["scope"]) == ("/terrain/", "/terrain/")
    for icone in manifeste["icons"]:
        assert servi(client, icone["src"])
