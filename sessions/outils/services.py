"""An outil written with its files, under names nobody guesses; what is replaced is deleted."""

from dataclasses import dataclass
from functools import partial
from typing import IO, Any
from uuid import uuid4

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.db.models.fields.files import FieldFile

from medlove.journal import consigner
from medlove.models import Utilisateur
from sessions.images import ImagePropre
from sessions.sorties.models import Outil


@dataclass(frozen=True, slots=True)
class Fichiers:
    """What comes with an outil: a new file, or the wish that there be none any more."""

    photo: ImagePropre | None = None
    sans_photo: bool = False
    a_imprimer: IO[Any] | None = None
    sans_impression: bool = False


@transaction.atomic
def enregistrer(outil: Outil, *, par: Utilisateur, fichiers: Fichiers) -> Outil:
    """Save it. A photo taken away takes with it the words that told it."""
    existe = not outil._state.adding
    if fichiers.photo:
        octets, extension = fichiers.photo.octets, fichiers.photo.extension
        _remplacer(outil.photo, ContentFile(octets), extension)
    elif fichiers.sans_photo or not outil.photo:
        _retirer(outil.photo)
        outil.photo_montre = ""
    if fichiers.a_imprimer:
        _remplacer(outil.a_imprimer, File(fichiers.a_imprimer), "pdf")
    elif fichiers.sans_impression:
        _retirer(outil.a_imprimer)
    outil.save()
    action = "outil_modifie" if existe else "outil_ajoute"
    consigner(action, equipe=outil.equipe, par=par, objet=f"outil:{outil.pk}")
    return outil


def proposer(outil: Outil, *, par: Utilisateur, oui: bool) -> None:
    """Whether crews may still choose it; what it gave is kept either way."""
    outil.is_active = oui
    outil.save(update_fields=["is_active"])
    action = "outil_propose" if oui else "outil_retire"
    consigner(action, equipe=outil.equipe, par=par, objet=f"outil:{outil.pk}")


def _remplacer(place: FieldFile, fichier: "File[Any]", extension: str) -> None:
    _retirer(place)
    place.save(f"{uuid4().hex}.{extension}", fichier, save=False)


def _retirer(place: FieldFile) -> None:
    """The file leaves the disk once the row is sure to have left it."""
    if place and (nom := place.name):
        transaction.on_commit(partial(place.storage.delete, nom))
        place.name = ""
