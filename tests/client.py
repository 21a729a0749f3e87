"""A test client that reads every page it is given, and refuses what a page must not hold."""

import re
from html import unescape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.http import HttpResponseBase
from django.test import Client

# Types of <script> that browsers do not run: `json_script` and its like.
DONNEES = {"application/json", "application/ld+json"}
CHARGENT = {"script": "src", "link": "href", "img": "src", "iframe": "src", "source": "src"}
# Where none of this is written there is no fault, which the parser takes ten times as long to
# say. Where some of it is, the parser tells.
SUSPECT = re.compile(
    r"""<style | ["'\s/](?:style|on[^\s=>/]*)\s*= | javascript: | \{[\{%\#]
    | <script(?!\s(?:type="module"\s)?src=) | =\s*["']?\s*(?:[a-z][a-z0-9+.-]*:)?//""",
    re.IGNORECASE | re.VERBOSE,
)


class Lecteur(HTMLParser):
    """Lists what breaks the rules of the house in a page."""

    def __init__(self) -> None:
        super().__init__()
        self.fautes: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributs = {nom: valeur or "" for nom, valeur in attrs}
        if tag == "style":
            self.fautes.append("un élément <style>")
        if tag == "script" and "src" not in attributs and attributs.get("type") not in DONNEES:
            self.fautes.append("un <script> dans la page")
        for nom, valeur in attributs.items():
            if valeur and (nom == "style" or nom.startswith("on")):
                self.fautes.append(f'un attribut {nom}="{valeur}" sur <{tag}>')
            elif valeur.strip().lower().startswith("javascript:"):
                self.fautes.append(f"une adresse javascript: sur <{tag}>")
            self._chercher_gabarit(valeur)
        if urlsplit(attributs.get(CHARGENT.get(tag, ""), "")).netloc and not _canonique(attributs):
            self.fautes.append(f"<{tag}> chargé d’un autre hôte : {attributs}")

    def handle_data(self, data: str) -> None:
        # The text of <script type="application/json"> too: a placeholder there is a fault as well.
        self._chercher_gabarit(data)

    def _chercher_gabarit(self, texte: str) -> None:
        for marque in ("{{", "{%", "{#"):
            if marque in texte:
                self.fautes.append(f"une marque de gabarit oubliée : {texte.strip()[:60]!r}")


def _canonique(attributs: dict[str, str]) -> bool:
    """A link that only says an address, without loading it."""
    return attributs.get("rel") in {"canonical", "license"}


def fautes(html: str) -> list[str]:
    """What breaks the rules of the house in this page; nothing when all is well."""
    if not SUSPECT.search(unescape(html)):
        return []
    lecteur = Lecteur()
    lecteur.feed(html)
    lecteur.close()
    return lecteur.fautes


class ClientExigeant(Client):
    """Django's test client; the test fails on a page with faults or a loose security policy."""

    def request(self, **request: Any) -> Any:
        reponse = super().request(**request)
        verifier_page(reponse, request["PATH_INFO"])
        return reponse


def verifier_page(reponse: HttpResponseBase, adresse: str) -> None:
    genre = reponse.headers.get("Content-Type", "")
    if reponse.streaming or not genre.startswith("text/html"):
        return
    trouvees = fautes(reponse.content.decode(reponse.charset))  # type: ignore[attr-defined]
    politique = reponse.headers.get("Content-Security-Policy", "")
    if "script-src" not in politique or "unsafe-" in politique:
        trouvees.append(f"une politique de sécurité trop lâche : « {politique} »")
    if trouvees:
        pytest.fail(f"{adresse} contient " + " ; ".join(trouvees), pytrace=False)
