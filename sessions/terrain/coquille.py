"""The shell of the entry page: all that a tablet keeps to open it without network.

Every file is listed with its digest, so that a worker keeps the whole of one version or
nothing of it: half a download, or the page of a captive portal, is refused by the browser.
"""

import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template.loader import render_to_string
from django.urls import reverse

from medlove.fichiers import MEMBRE_JS
from sessions.terrain.ecran import ecran, listes_des_notes

# Under static/: a whole folder, then single files.
MODULES = "js/terrain"
LANGUES = "cartes"
# What checks a note, its rules and its lists: it works without network too.
DES_NOTES = "js/notes"
FEUILLE = "css/ecran-terrain.css"
FICHIERS = [
    "css/terrain-note.css",
    "css/terrain-orientation.css",
    "css/terrain-retour.css",
    "icones.svg",
    "reperes.svg",
    "images/icone.svg",
    "images/icone-192.png",
    "images/velo.svg",
    "vendor/atkinson-hyperlegible-next/atkinson-400-francais.woff2",
    "vendor/atkinson-hyperlegible-next/atkinson-700-francais.woff2",
    "vendor/idb/index.js",
    "vendor/uqr/index.js",
]
TRAVAILLEUR = "js/travailleur.js"
IMPORTEE = re.compile(r'@import url\("([\w-]+\.css)"\)')


def page() -> str:
    """The page, the same for everybody: no name, no équipe, no token."""
    return render_to_string("terrain/page.html", ecran() | {"icones_ensuite": True})


def travailleur() -> str:
    """The worker of this version: its own list, then its code."""
    return f"{_liste()}\n{_lire(TRAVAILLEUR).decode()}"


def coquille() -> dict[str, str]:
    """Address → integrity ("sha256-…"), the page first."""
    return {reverse("terrain:page"): _integrite(page().encode())} | _statiques()


def _liste() -> str:
    lignes = [f'  ["{adresse}", "{integrite}"],' for adresse, integrite in coquille().items()]
    version = sha256("\n".join(lignes).encode()).hexdigest()[:12]
    corps = "\n".join(lignes)
    return (
        f'const VERSION = "{version}";\nconst COQUILLE = new Map([\n{corps}\n]);\n'
        f'const STATIQUES = "{settings.STATIC_URL}";\n'
    )


def _statiques() -> dict[str, str]:
    return {staticfiles_storage.url(nom): _integrite(_lire(nom)) for nom in sorted(_noms())}


def _noms() -> Iterator[str]:
    yield FEUILLE
    if not _haches():  # once collected, it holds those it imports
        yield from (f"css/{nom}" for nom in IMPORTEE.findall(_lire(FEUILLE).decode()))
    yield from FICHIERS
    yield from (fichier for _, fichier in listes_des_notes())
    for entier in (LANGUES, DES_NOTES):
        yield from (f"{entier}/{un.name}" for un in Path(str(finders.find(entier))).iterdir())
    dossier = Path(str(finders.find(MODULES)))
    rassembles = MEMBRE_JS.findall((dossier / "noyau.js").read_text()) if _haches() else []
    yield from (f"{MODULES}/{un.name}" for un in dossier.iterdir() if un.name not in rassembles)


def _lire(nom: str) -> bytes:
    """A static file as it is served: what was collected, or the source while developing."""
    if _haches():
        return Path(staticfiles_storage.path(staticfiles_storage.stored_name(nom))).read_bytes()  # type: ignore[attr-defined]
    return Path(str(finders.find(nom))).read_bytes()


def _haches() -> bool:
    return hasattr(staticfiles_storage, "stored_name")


def _integrite(contenu: bytes) -> str:
    return f"sha256-{b64encode(sha256(contenu).digest()).decode()}"
