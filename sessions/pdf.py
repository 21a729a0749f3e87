"""HTML in, tagged PDF out: the only module that knows WeasyPrint.

Nothing is fetched from a network nor from outside the product: a document names its
resources under `ADRESSE`, and an unknown one stops the rendering.
"""

import mimetypes
from collections.abc import Mapping
from email.message import EmailMessage
from functools import cache
from xml.etree import ElementTree

from django.contrib.staticfiles import finders
from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

# A host that exists nowhere, so that relative addresses in style sheets resolve.
ADRESSE = "https://medlove.invalid/"
STATIQUES = f"{ADRESSE}static/"
FIGURES = f"{ADRESSE}figures/"
PICTOGRAMMES = f"{ADRESSE}pictogrammes/"

SVG = "http://www.w3.org/2000/svg"
ElementTree.register_namespace("", SVG)


class RessourceRefusee(FatalURLFetchingError):
    """A document asked for something that is not among its own resources."""


class SourcesFermees(URLFetcher):
    """Serves the static files of the product, its pictograms, the figures of one document."""

    def __init__(self, figures: Mapping[str, str]) -> None:
        super().__init__(allowed_protocols=set())
        self.figures = figures

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        if url.startswith(FIGURES):
            return self._figure(url, url.removeprefix(FIGURES))
        if url.startswith(PICTOGRAMMES):
            return self._pictogramme(url, url.removeprefix(PICTOGRAMMES))
        if url.startswith(STATIQUES):
            return self._statique(url, url.removeprefix(STATIQUES))
        raise RessourceRefusee(f"Hors du document : {url}")

    def _figure(self, url: str, nom: str) -> URLFetcherResponse:
        if nom not in self.figures:
            raise RessourceRefusee(f"Figure inconnue : {nom}")
        return _reponse(url, self.figures[nom].encode(), "image/svg+xml")

    def _pictogramme(self, url: str, nom: str) -> URLFetcherResponse:
        if nom not in _pictogrammes():
            raise RessourceRefusee(f"Pictogramme inconnu : {nom}")
        return _reponse(url, _pictogrammes()[nom], "image/svg+xml")

    def _statique(self, url: str, nom: str) -> URLFetcherResponse:
        with open(_fichier(nom), "rb") as fichier:
            return _reponse(url, fichier.read(), mimetypes.guess_type(nom)[0])


def _fichier(nom: str) -> str:
    chemin = finders.find(nom)
    if not isinstance(chemin, str):
        raise RessourceRefusee(f"Fichier inconnu : {nom}")
    return chemin


@cache
def _pictogrammes() -> dict[str, bytes]:
    """Each symbol of the sheet the pages use, as a drawing of its own, by its name.

    A document cannot point at a symbol inside another file.
    """
    planche = ElementTree.parse(_fichier("icones.svg")).getroot()
    dessins = {}
    for symbole in planche.iter(f"{{{SVG}}}symbol"):
        nom = symbole.attrib.pop("id")
        symbole.tag = f"{{{SVG}}}svg"
        dessins[nom] = ElementTree.tostring(symbole)
    return dessins


def _reponse(url: str, corps: bytes, genre: str | None) -> URLFetcherResponse:
    entetes = EmailMessage()
    entetes["Content-Type"] = genre or "application/octet-stream"
    return URLFetcherResponse(url, corps, entetes)


def rendre(html: str, figures: Mapping[str, str]) -> bytes:
    """The PDF of a document, tagged for screen readers (PDF/UA-1).

    `figures` are SVG texts by name, to which the document refers as `FIGURES + name`.
    Raises RessourceRefusee when the document asks for anything else.
    """
    document = HTML(string=html, base_url=ADRESSE, url_fetcher=SourcesFermees(figures))
    pdf: bytes = document.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True, hinting=False)
    return pdf
