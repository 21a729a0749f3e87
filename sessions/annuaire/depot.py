"""The file of an import between its preview and the yes: private, for an hour, for one person."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from medlove.acces import Requete

DOSSIER = "imports"
CLE_DE_SESSION = "import_de_partenaires"
DUREE = timedelta(hours=1)


@dataclass(frozen=True)
class Depot:
    nom: str
    octets: bytes


def deposer(request: Requete, nom: str, octets: bytes) -> None:
    """Keep a file for this session and this équipe, in place of the one before."""
    oublier(request)
    balayer()
    place = default_storage.save(f"{DOSSIER}/{uuid4().hex}", ContentFile(octets))
    request.session[CLE_DE_SESSION] = {
        "place": place,
        "nom": nom[:120],
        "equipe": str(request.equipe.pk),
        "depuis": timezone.now().isoformat(),
    }


def reprendre(request: Requete) -> Depot | None:
    """The file waiting for a yes; None when there is none, or none any more."""
    note: dict[str, Any] = request.session.get(CLE_DE_SESSION) or {}
    depuis = parse_datetime(note.get("depuis", ""))
    if note.get("equipe") != str(request.equipe.pk) or not depuis:
        return None
    if timezone.now() - depuis > DUREE:
        return None
    try:
        with default_storage.open(note["place"]) as fichier:
            return Depot(note["nom"], fichier.read())
    except FileNotFoundError:
        return None


def oublier(request: Requete) -> None:
    if note := request.session.pop(CLE_DE_SESSION, None):
        default_storage.delete(note["place"])


def balayer() -> int:
    """Erase the files whose hour is over, their person gone without a yes or a no; how many."""
    noms = perimes()
    for nom in noms:
        default_storage.delete(nom)
    return len(noms)


def perimes() -> list[str]:
    """Those whose hour is over."""
    if not default_storage.exists(DOSSIER):
        return []
    limite = timezone.now() - DUREE
    noms = [f"{DOSSIER}/{nom}" for nom in default_storage.listdir(DOSSIER)[1]]
    return [nom for nom in noms if default_storage.get_modified_time(nom) < limite]
