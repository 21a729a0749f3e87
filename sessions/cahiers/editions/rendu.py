"""A cahier in, one of its three PDF files out: the same bytes each time, anywhere."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from io import BytesIO

from django.db.models.fields.files import FieldFile
from django.template.loader import render_to_string
from pikepdf import ObjectStreamMode, Pdf

from sessions import pdf
from sessions.cahiers.composition import Document, composer
from sessions.cahiers.editions import impression, livret
from sessions.cahiers.editions.empreinte import version
from sessions.cahiers.editions.models import Variante
from sessions.cahiers.editions.pieces import Faits, constater, en_date, joindre
from sessions.cahiers.models import Cahier

FEUILLES = {
    Variante.NUMERIQUE: [],
    Variante.IMPRESSION: ["css/cahier-impression.css"],
    Variante.LIVRET: ["css/cahier-livret.css"],
}
PERDUE = "Dans «\u202f{}\u202f», une image {}\u202f: l’ajouter de nouveau, ou la retirer."
LIEN = re.compile(r'<a\b[^>]*\bhref="(?:https?://|mailto:)([^"]+)"[^>]*>(.*?)</a>', re.DOTALL)
CHAPITRE = re.compile(r'(?=<section class="chapitre)')
BALISE = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Fabrique:
    """A file, how many pages it gives to read, and the SHA-256 of the figures it prints."""

    pdf: bytes
    pages: int
    donnees: str


@dataclass(frozen=True, slots=True)
class Epreuve:
    """All that a making needs: it asks nothing of the database any more."""

    variante: Variante
    faits: Faits
    html: str
    figures: Mapping[str, str]
    images: Mapping[str, Callable[[], bytes]]
    sections: Sequence[str] = ()


def fabriquer(cahier: Cahier, variante: Variante) -> Fabrique:
    """The cahier as it is now. Raises RessourceRefusee, which says what is missing."""
    return tirer(preparer(cahier, variante))


def preparer(cahier: Cahier, variante: Variante) -> Epreuve:
    """What is read of it, in a second or so."""
    document = composer(cahier)
    faits = constater(document)
    html = papier(document, variante, faits)
    titres = [un.section.titre for un in document.chapitres]
    return Epreuve(variante, faits, html, document.figures, images(document), titres)


def tirer(epreuve: Epreuve) -> Fabrique:
    """What takes long. Raises RessourceRefusee, which says what is missing."""
    try:
        brut = _rendre(epreuve, epreuve.html)
    except (MemoryError, pdf.RessourceRefusee):
        raise
    except Exception as erreur:
        erreur.section = _ou(epreuve)  # type: ignore[attr-defined]
        raise
    return _finir(brut, epreuve.variante, epreuve.faits)


def _rendre(epreuve: Epreuve, html: str) -> bytes:
    etiquete = epreuve.variante == Variante.NUMERIQUE
    return pdf.rendre(html, epreuve.figures, epreuve.images, etiquete=etiquete)


def _ou(epreuve: Epreuve) -> str | None:
    """The section that stops a rendering: the first that, alone in the document, stops it too."""
    avant, *chapitres = CHAPITRE.split(epreuve.html)
    for titre, seul in zip(epreuve.sections, chapitres, strict=False):
        try:
            _rendre(epreuve, avant + seul)
        except MemoryError:
            raise
        except Exception:
            return titre
    return None


def papier(document: Document, variante: Variante, faits: Faits) -> str:
    """The HTML that is printed."""
    html = render_to_string(
        "cahiers/pdf.html",
        {
            "document": document,
            "faits": faits,
            "variante": variante.value,
            "feuilles": FEUILLES[variante],
            "statiques": pdf.STATIQUES,
            "figures": pdf.FIGURES,
            "images": pdf.IMAGES,
            "pictogrammes": pdf.PICTOGRAMMES,
        },
    )
    return html if variante == Variante.NUMERIQUE else liens_en_notes(html)


def images(document: Document) -> dict[str, Callable[[], bytes]]:
    """How to open the pictures that the document asks for, by name: those of the sections by
    their SHA-256, the photographs of the outils by their place in the storage."""
    des_sections = {
        image.empreinte: partial(_lire, image.fichier, chapitre.section.titre, image.empreinte)
        for chapitre in document.chapitres
        for image in chapitre.images
    }
    cartes = (carte for bloc in document.blocs for carte in bloc.elements.get("cartes", ()))
    return des_sections | {
        carte.outil.photo.name: partial(_lire, carte.outil.photo, carte.outil.nom)
        for carte in cartes
        if carte.outil.photo
    }


def _lire(depose: FieldFile, ou: str, empreinte: str = "") -> bytes:
    """Raises RessourceRefusee, which says `ou`: the section, or the outil, it belongs to."""
    try:
        with depose.open("rb") as fichier:
            lu: bytes = fichier.read()
    except OSError as erreur:
        raise pdf.RessourceRefusee(PERDUE.format(ou, "n’est plus dans les fichiers")) from erreur
    if empreinte and sha256(lu).hexdigest() != empreinte:
        raise pdf.RessourceRefusee(PERDUE.format(ou, "n’est plus celle qui a été déposée"))
    return lu


def liens_en_notes(html: str) -> str:
    """Paper has nothing to click on: where a link leads is written at the foot of the page."""

    def note(lien: re.Match[str]) -> str:
        ou, mots = lien[1].removesuffix("/"), lien[2]
        if ou in BALISE.sub("", mots):
            return mots
        return f'{mots}<span class="note-lien">{ou}</span>'

    return LIEN.sub(note, html)


def _finir(brut: bytes, variante: Variante, faits: Faits) -> Fabrique:
    sortie = BytesIO()
    with Pdf.open(BytesIO(brut)) as ouvert:
        pages = len(ouvert.pages)
        if variante == Variante.IMPRESSION:
            impression.preparer(ouvert)
        elif variante == Variante.LIVRET:
            pages = livret.imposer(ouvert)
        joindre(ouvert, faits)
        _dater(ouvert, faits)
        ouvert.save(sortie, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
    return Fabrique(sortie.getvalue(), pages, faits.donnees)


def _dater(ouvert: Pdf, faits: Faits) -> None:
    ouvert.docinfo["/CreationDate"] = ouvert.docinfo["/ModDate"] = en_date(faits.jour)
    with ouvert.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as fiche:
        fiche["xmp:CreateDate"] = fiche["xmp:ModifyDate"] = f"{faits.jour.isoformat()}T00:00:00Z"
        fiche["xmp:CreatorTool"] = f"Medlové {version()}"
