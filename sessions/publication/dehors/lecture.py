"""What is open to everybody, read in this one place.

From a database of its own when the server has one, under a role that can read nothing else.
"""

import io
import zipfile
from dataclasses import dataclass
from functools import lru_cache

from django.db import connections
from django.http import Http404

from medlove.bases import PUBLICATION
from sessions.publication.fichiers import feuillet, fichiers
from sessions.publication.models import Publication
from sessions.publication.tables import Feuillet

LEGERES = ("slug", "periode")
ARCHIVE = "tout.zip"
# Whatever the day and the machine: the oldest date a zip can hold.
DATE_DU_ZIP = (1980, 1, 1, 0, 0, 0)
GARDEES = 8


@dataclass(frozen=True, slots=True)
class Lue:
    """A publication with its cells laid out, and its files by name."""

    publication: Publication
    feuillet: Feuillet
    fichiers: dict[str, bytes]


def base() -> str:
    return PUBLICATION if PUBLICATION in connections else "default"


def periodes(slug: str) -> list[Publication]:
    """What an équipe shows, last year first, then its trimestres in order; Http404 if nothing.

    An équipe that keeps its page shut and one that does not exist answer the same.
    """
    ouvertes = Publication.objects.using(base()).ouvertes(slug).only(*LEGERES)
    if not ouvertes:
        raise Http404
    return sorted(ouvertes, key=_rang)


def derniere(ouvertes: list[Publication]) -> Publication:
    """The last year, which says the most; without one, the last trimestre."""
    return next((une for une in ouvertes if une.annuelle), max(ouvertes, key=lambda u: u.periode))


def une_de(ouvertes: list[Publication], periode: str) -> Publication:
    for une in ouvertes:
        if une.periode == periode:
            return une
    raise Http404


def lire(une: Publication) -> Lue:
    return _lire(base(), str(une.pk))


@lru_cache(maxsize=GARDEES)
def _lire(alias: str, pk: str) -> Lue:
    """Publications never change: a few stay in memory."""
    publication = Publication.objects.using(alias).get(pk=pk)
    tous = fichiers(publication)
    return Lue(publication, feuillet(publication), {**tous, ARCHIVE: archive(tous)})


def archive(tous: dict[str, bytes]) -> bytes:
    """The files in one, the same bytes anywhere: stored as they are, for compressors differ."""
    contenu = io.BytesIO()
    with zipfile.ZipFile(contenu, "w", zipfile.ZIP_STORED) as paquet:
        for nom in sorted(tous):
            entree = zipfile.ZipInfo(nom, DATE_DU_ZIP)
            entree.create_system = 3
            entree.external_attr = 0o644 << 16
            paquet.writestr(entree, tous[nom])
    return contenu.getvalue()


def _rang(une: Publication) -> tuple[int, str]:
    annee, _, trimestre = une.periode.partition("-")
    return (-int(annee), trimestre)
