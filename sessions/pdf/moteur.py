"""The rendering itself, by WeasyPrint: slow to load, so only with the first document."""

import gc
import mimetypes
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from hashlib import sha256
from html import unescape
from pathlib import PurePosixPath

from weasyprint import HTML, svg
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from sessions.pdf import (
    ADRESSE,
    FIGURES,
    IMAGES,
    PICTOGRAMMES,
    STATIQUES,
    Images,
    RessourceRefusee,
    polices,
    ressources,
)

# Of the static files, what a print may need, and its kinds.
DOSSIERS = {"css", "images", "vendor"}
POLICES = {".woff2"}
GENRES = {ressources.FEUILLE, ".svg", ".png", *POLICES}
# Pictures by their first bytes: whatever else they say they are, they are not served.
SIGNATURES = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}
EMPREINTE = re.compile(r"[0-9a-f]{64}")
WEBP = b"RIFF", b"WEBP"

# What places the letters of a drawing one by one.
LETTRE_A_LETTRE = {"rotate", "letter-spacing", "textLength"}
PLACES = ("x", "y", "dx", "dy")

# Signs that no XML holds: with one of them in a name, a whole drawing would be left out.
HORS_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class _Arret(FatalURLFetchingError):
    """Stops WeasyPrint, which goes on without a resource when an ordinary error is raised."""


class SourcesFermees(URLFetcher):
    """Serves the style sheets, fonts, drawings and pictograms of the product, the figures and
    the pictures of one document, and nothing else."""

    def __init__(self, html: str, figures: Mapping[str, str], images: Images) -> None:
        super().__init__(allowed_protocols=set())
        self.figures = figures
        self.images = images
        ecrits = {ord(un) for mot in (html, *figures.values()) for un in unescape(mot)}
        self.signes = ressources.signes_des_feuilles() | ecrits
        self.refus: RessourceRefusee | None = None

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        try:
            corps, genre = self._ouvrir(url)
        except RessourceRefusee as refus:
            self.refus = self.refus or refus
            raise _Arret from refus
        return _reponse(url, corps, genre)

    def _ouvrir(self, url: str) -> tuple[bytes, str]:
        portes = {
            FIGURES: self._figure,
            IMAGES: self._image,
            PICTOGRAMMES: self._pictogramme,
            STATIQUES: self._statique,
        }
        for debut, ouvrir in portes.items():
            if url.startswith(debut):
                return ouvrir(url.removeprefix(debut))
        raise RessourceRefusee(f"Hors du document\u202f: {url}")

    def _figure(self, nom: str) -> tuple[bytes, str]:
        if nom not in self.figures:
            raise RessourceRefusee(f"Figure inconnue\u202f: {nom}")
        return HORS_XML.sub(" ", self.figures[nom]).encode(), "image/svg+xml"

    def _image(self, nom: str) -> tuple[bytes, str]:
        """A picture; where it is named by the SHA-256 of its bytes, no other is put in its
        place."""
        if nom not in self.images:
            raise RessourceRefusee(f"Image inconnue\u202f: {nom}")
        corps = self.images[nom]()
        if EMPREINTE.fullmatch(nom) and sha256(corps).hexdigest() != nom:
            raise RessourceRefusee(f"Image changée depuis son dépôt\u202f: {nom}")
        return corps, _genre_d_image(corps)

    def _statique(self, nom: str) -> tuple[bytes, str]:
        genre = PurePosixPath(nom).suffix
        if nom.partition("/")[0] not in DOSSIERS or genre not in GENRES:
            raise RessourceRefusee(f"Fichier qu’un document n’utilise pas\u202f: {nom}")
        if genre in POLICES:
            return self._police(nom), "font/ttf"
        if genre == ressources.FEUILLE:
            return self._feuille(nom), "text/css"
        return ressources.lire(nom), mimetypes.guess_type(nom)[0] or "application/octet-stream"

    def _pictogramme(self, nom: str) -> tuple[bytes, str]:
        return ressources.pictogramme(nom), "image/svg+xml"

    def _feuille(self, nom: str) -> bytes:
        return ressources.sans_jetons(nom)

    def _police(self, nom: str) -> bytes:
        """Unpacked when it writes a sign of the document, else hollow: a script nobody used
        costs as much as one that everybody did."""
        dessine = polices.signes(nom)
        sert = polices.DE_BASE in dessine or dessine & self.signes
        return polices.depliee(nom) if sert else polices.creuse()


def _genre_d_image(corps: bytes) -> str:
    for signature, genre in SIGNATURES.items():
        if corps.startswith(signature):
            return genre
    if (corps[:4], corps[8:12]) == WEBP:
        return "image/webp"
    raise RessourceRefusee("Ce fichier n’est pas une image JPEG, PNG ou WebP.")


def _reponse(url: str, corps: bytes, genre: str) -> URLFetcherResponse:
    entetes = EmailMessage()
    entetes["Content-Type"] = genre
    return URLFetcherResponse(url, corps, entetes)


def rendre(
    html: str,
    figures: Mapping[str, str],
    images: Images,
    *,
    etiquete: bool,
) -> bytes:
    """As `sessions.pdf.rendre`."""
    sources = SourcesFermees(html, figures, images)
    document = HTML(string=html, base_url=ADRESSE, url_fetcher=sources)
    pdf = b""
    with suppress(_Arret), _sans_ramassage():
        # Layout and writing are both told the variant: `write_pdf` hands it to `render`.
        pdf = document.write_pdf(
            pdf_variant="pdf/ua-1" if etiquete else None,
            pdf_tags=etiquete,
            pdf_version="1.7",
            hinting=False,
        )
    # Asked of the sources: a drawing swallows whatever is raised within it.
    if sources.refus:
        raise sources.refus
    return pdf


class _Mot(str):
    """A label of a drawing, taken as one sign by who goes through its letters."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        yield str(self)


def _libelle(dessin: svg.SVG, noeud: svg.Node, corps: float) -> None:
    """Draws the words of a drawing as words: WeasyPrint 70 lays each code point out by itself
    (its issue 2249), which takes accents off their letters, and half the time of a figure."""
    places = (noeud.get(place, "").split() for place in PLACES)
    if noeud.text and not LETTRE_A_LETTRE & noeud.attrib.keys() and all(len(p) < 2 for p in places):
        noeud._etree_node.text = _Mot(noeud.text)
    LETTRES(dessin, noeud, corps)


LETTRES = svg.text


def ecrire_par(fonction: Callable[[svg.SVG, svg.Node, float], None]) -> None:
    """Tell WeasyPrint what draws the words of a drawing, in all the process."""
    svg.TAGS |= {balise: fonction for balise, une in svg.TAGS.items() if une is svg.text}
    svg.text = fonction


ecrire_par(_libelle)


@contextmanager
def _sans_ramassage() -> Iterator[None]:
    """Without the garbage collector, which would walk every box of the layout again and again.

    Of two renderings at once, the first that ends puts it back: the other one is only slower.
    """
    actif = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if actif:
            gc.enable()
