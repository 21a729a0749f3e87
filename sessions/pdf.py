"""HTML in, PDF out: the only module that knows WeasyPrint.

Nothing is fetched from a network nor from outside the product: a document names its
resources under `ADRESSE`, and an unknown one stops the rendering. The same document gives
the same bytes.
"""

import gc
import mimetypes
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from functools import cache
from hashlib import sha256
from html import unescape
from io import BytesIO
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree

from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousFileOperation
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, woff2
from fontTools.ttLib.sfnt import SFNTReader
from weasyprint import HTML, svg
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

# A host that exists nowhere, so that relative addresses in style sheets resolve.
ADRESSE = "https://medlove.invalid/"
STATIQUES = f"{ADRESSE}static/"
FIGURES = f"{ADRESSE}figures/"
PICTOGRAMMES = f"{ADRESSE}pictogrammes/"
IMAGES = f"{ADRESSE}images/"

# Of the static files, what a print may need, and its kinds.
DOSSIERS = {"css", "images", "vendor"}
POLICES = {".woff2"}
DEPLIEE = ".ttf"
FEUILLE = ".css"
GENRES = {FEUILLE, ".svg", ".png", *POLICES}
RACINE = re.compile(r":root\s*{(.*?)}", re.DOTALL)
JETON = re.compile(r"(--[\w-]+)\s*:\s*([^;}]+)")
EMPLOI = re.compile(r"var\((--[\w-]+)\)")
# Pictures by their first bytes: whatever else they say they are, they are not served.
SIGNATURES = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}
# A font that has this letter writes French; beyond the Latin that all of them hold, a font is
# needed for what it draws.
DE_BASE, LATIN = ord("a"), 0xFF
EMPREINTE = re.compile(r"[0-9a-f]{64}")
WEBP = b"RIFF", b"WEBP"

# What places the letters of a drawing one by one.
LETTRE_A_LETTRE = {"rotate", "letter-spacing", "textLength"}
PLACES = ("x", "y", "dx", "dy")

# Signs that no XML holds: with one of them in a name, a whole drawing would be left out.
HORS_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
SVG = "http://www.w3.org/2000/svg"
ElementTree.register_namespace("", SVG)


class RessourceRefusee(Exception):
    """A document asked for something that is not among its own resources; says it in French."""


class _Arret(FatalURLFetchingError):
    """Stops WeasyPrint, which goes on without a resource when an ordinary error is raised."""


class PoliceManquante(RessourceRefusee):
    """A font of the product is not there, or cannot be read."""

    def __init__(self, nom: str) -> None:
        super().__init__(
            f"La police {PurePosixPath(nom).name} manque, ou ne se lit pas\u202f: "
            "remettre le dossier static/vendor tel qu’il a été livré."
        )


Images = Mapping[str, Callable[[], bytes]]


class SourcesFermees(URLFetcher):
    """Serves the style sheets, fonts, drawings and pictograms of the product, the figures and
    the pictures of one document, and nothing else."""

    def __init__(self, html: str, figures: Mapping[str, str], images: Images) -> None:
        super().__init__(allowed_protocols=set())
        textes = (html, *figures.values())
        self.figures = figures
        self.images = images
        self.signes = _signes_des_feuilles() | {ord(un) for mot in textes for un in unescape(mot)}
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
            PICTOGRAMMES: _pictogramme,
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
        if genre == FEUILLE:
            return self._feuille(nom), "text/css"
        with open(_fichier(nom), "rb") as fichier:
            return fichier.read(), mimetypes.guess_type(nom)[0] or "application/octet-stream"

    def _feuille(self, nom: str) -> bytes:
        return _sans_jetons(nom)

    def _police(self, nom: str) -> bytes:
        """Unpacked when it writes a sign of the document, else hollow: a script nobody used
        costs as much as one that everybody did."""
        dessine = _signes(nom)
        sert = DE_BASE in dessine or dessine & self.signes
        return _depliee(nom) if sert else _creuse()


def _genre_d_image(corps: bytes) -> str:
    for signature, genre in SIGNATURES.items():
        if corps.startswith(signature):
            return genre
    if (corps[:4], corps[8:12]) == WEBP:
        return "image/webp"
    raise RessourceRefusee("Ce fichier n’est pas une image JPEG, PNG ou WebP.")


def _pictogramme(nom: str) -> tuple[bytes, str]:
    if nom not in _pictogrammes():
        raise RessourceRefusee(f"Pictogramme inconnu\u202f: {nom}")
    return _pictogrammes()[nom], "image/svg+xml"


@cache
def _depliee(nom: str) -> bytes:
    """As it lies unpacked beside the packed one, for those that every document uses; the others
    are unpacked once a process: a third of what a short document costs."""
    try:
        if finders.find(a_cote := str(PurePosixPath(nom).with_suffix(DEPLIEE))):
            return _entiere(_lue(a_cote))
        deplie = BytesIO()
        woff2.decompress(BytesIO(_lue(nom)), deplie)
    except Exception as erreur:
        raise PoliceManquante(nom) from erreur
    return deplie.getvalue()


def _entiere(police: bytes) -> bytes:
    """Raises when a byte of it changed: letters would be borrowed from the machine."""
    tables = SFNTReader(BytesIO(police), checkChecksums=2)
    for table in tables.keys():  # noqa: SIM118 (not a mapping)
        tables[table]
    return police


@cache
def _signes(nom: str) -> frozenset[int]:
    """The signs that a font draws, but for those that any of them may."""
    try:
        carte = TTFont(BytesIO(_lue(nom)), lazy=True).getBestCmap()
    except Exception as erreur:
        raise PoliceManquante(nom) from erreur
    return frozenset(signe for signe in carte if signe == DE_BASE or signe > LATIN)


def _lue(nom: str) -> bytes:
    with open(_fichier(nom), "rb") as fichier:
        return fichier.read()


@cache
def _creuse() -> bytes:
    """A font that draws nothing but a sign of private use."""
    police, noms = FontBuilder(1000, isTTF=True), [".notdef", "rien"]
    police.setupGlyphOrder(noms)
    police.setupCharacterMap({0xE000: "rien"})
    police.setupGlyf({nom: TTGlyphPen(None).glyph() for nom in noms})
    police.setupHorizontalMetrics(dict.fromkeys(noms, (500, 0)))
    police.setupHorizontalHeader()
    police.setupNameTable({"familyName": "Rien", "styleName": "Regular"})
    police.setupOS2()
    police.setupPost()
    sortie = BytesIO()
    police.save(sortie)
    return sortie.getvalue()


@cache
def _sans_jetons(nom: str) -> bytes:
    """A style sheet with its tokens written out: asked for by name, they are looked up and
    read again in each style of each box."""

    def valeur(emploi: re.Match[str]) -> str:
        dite = _jetons().get(emploi[1])
        return EMPLOI.sub(valeur, dite) if dite else emploi[0]

    return EMPLOI.sub(valeur, _lue(nom).decode()).encode()


@cache
def _jetons() -> dict[str, str]:
    """What the root of a single sheet says, and nobody else: the others depend on where."""
    feuilles = [lue.read_text() for lue in sorted(Path(_fichier("css")).glob(f"*{FEUILLE}"))]
    dits = Counter(jeton[1] for lue in feuilles for jeton in JETON.finditer(lue))
    racines = (racine for lue in feuilles for racine in RACINE.findall(lue))
    des_racines = (dit for racine in racines for dit in JETON.findall(racine))
    return {nom: valeur.strip() for nom, valeur in des_racines if dits[nom] == 1}


@cache
def _signes_des_feuilles() -> frozenset[int]:
    """What style sheets may write themselves."""
    dossier = Path(_fichier("css"))
    return frozenset(ord(un) for feuille in dossier.glob("*.css") for un in feuille.read_text())


def _fichier(nom: str) -> str:
    try:
        chemin = finders.find(nom)
    except SuspiciousFileOperation:
        chemin = None
    if not isinstance(chemin, str):
        raise RessourceRefusee(f"Fichier inconnu\u202f: {nom}")
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


def _reponse(url: str, corps: bytes, genre: str) -> URLFetcherResponse:
    entetes = EmailMessage()
    entetes["Content-Type"] = genre
    return URLFetcherResponse(url, corps, entetes)


def rendre(
    html: str,
    figures: Mapping[str, str],
    images: Images | None = None,
    *,
    etiquete: bool = True,
) -> bytes:
    """The PDF of a document; `etiquete`, it is tagged for screen readers (PDF/UA-1).

    `figures` are SVG texts by name, to which the document refers as `FIGURES + name`; `images`
    open pictures by name, referred to as `IMAGES + name`: best, the SHA-256 of their bytes.
    Raises RessourceRefusee when the document asks for anything else.
    """
    sources = SourcesFermees(html, figures, images or {})
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
