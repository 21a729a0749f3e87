"""A file between its upload and the yes: private, for a day, for one person.

What is kept are its rows without the columns about persons, and what was matched; in the storage
of files, never in the database, not even in that of sessions.
"""

import json
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from medlove.acces import Requete
from sessions.transferts.lecture import Choix
from sessions.transferts.tableau import Tableau

DOSSIER = "transferts"
CLE_DE_SESSION = "transfert"
CHOIX = ".choix"
DUREE = timedelta(days=1)


@dataclass(frozen=True)
class Depot:
    nom: str
    tableau: Tableau
    choix: Choix


def deposer(request: Requete, nom: str, tableau: Tableau, choix: Choix) -> None:
    """Keep a file for this session and this équipe, in place of the one before."""
    oublier(request)
    balayer()
    place = default_storage.save(f"{DOSSIER}/{uuid4().hex}", _fichier(asdict(tableau)))
    request.session[CLE_DE_SESSION] = {
        "place": place,
        "nom": nom[:120],
        "equipe": str(request.equipe.pk),
        "depuis": timezone.now().isoformat(),
    }
    associer(request, choix)


def associer(request: Requete, choix: Choix) -> None:
    """Keep what was matched, in place of what was before."""
    ou = request.session[CLE_DE_SESSION]["place"] + CHOIX
    default_storage.delete(ou)
    default_storage.save(ou, _fichier(choix.en_json()))


def reprendre(request: Requete) -> Depot | None:
    """The file waiting for a yes; None when there is none, or none any more."""
    note: dict[str, Any] = request.session.get(CLE_DE_SESSION) or {}
    depuis = parse_datetime(note.get("depuis", ""))
    if note.get("equipe") != str(request.equipe.pk) or not depuis:
        return None
    if timezone.now() - depuis > DUREE:
        return None
    try:
        lu, choix = _lire(note["place"]), _lire(note["place"] + CHOIX)
    except FileNotFoundError:
        return None
    lu["lignes"] = [(numero, cellules) for numero, cellules in lu["lignes"]]
    return Depot(note["nom"], Tableau(**lu), Choix.de_json(choix))


def oublier(request: Requete) -> None:
    if note := request.session.pop(CLE_DE_SESSION, None):
        default_storage.delete(note["place"])
        default_storage.delete(note["place"] + CHOIX)


def balayer() -> int:
    """Erase the files whose day is over, their person gone without a yes or a no; how many."""
    noms = perimes()
    for nom in noms:
        default_storage.delete(nom)
    return len(noms)


def perimes() -> list[str]:
    """Those whose day is over."""
    if not default_storage.exists(DOSSIER):
        return []
    limite = timezone.now() - DUREE
    noms = [f"{DOSSIER}/{nom}" for nom in default_storage.listdir(DOSSIER)[1]]
    return [nom for nom in noms if default_storage.get_modified_time(nom) < limite]


def _fichier(contenu: Any) -> ContentFile[bytes]:
    return ContentFile(json.dumps(contenu, ensure_ascii=False).encode("utf-8", "replace"))


def _lire(place: str) -> Any:
    with default_storage.open(place) as fichier:
        return json.loads(fichier.read())
