"""Devices: one is enrolled once, its token is told once; it works until it is revoked."""

import re
import secrets

from django.db import transaction
from django.utils import timezone

from medlove.journal import consigner
from medlove.models import Equipe, Utilisateur
from sessions.terrain.codes import depenser, reconnaitre
from sessions.terrain.emetteur import hacher
from sessions.terrain.models import Appareil

NOM_AU_PLUS = Appareil._meta.get_field("nom").max_length or 0
ILLISIBLE = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")


class NomRefuse(ValueError):
    """What was given cannot name a tablet: a French sentence."""


def lire_nom(dit: str) -> str:
    """The name of a tablet, on one line. Raises NomRefuse."""
    nom = " ".join(dit.split())
    if not 0 < len(nom) <= NOM_AU_PLUS:
        raise NomRefuse(f"Le nom de la tablette compte de 1 à {NOM_AU_PLUS} caractères.")
    if ILLISIBLE.search(nom):
        raise NomRefuse("Le nom de la tablette est illisible.")
    return nom


@transaction.atomic
def enroler(equipe: Equipe, nom: str, *, par: Utilisateur | None = None) -> tuple[Appareil, str]:
    """A new device and its token (256 bits). Only the hash of the token is kept."""
    jeton = secrets.token_urlsafe(32)
    appareil = Appareil.objects.create(
        equipe=equipe, nom=nom, jeton_sha256=hacher(jeton), enrole_par=par
    )
    consigner("appareil_enrole", equipe=equipe, par=par, objet=f"appareil:{appareil.pk}")
    return appareil, jeton


def enroler_par_code(code: str, nom: str) -> tuple[Appareil, str]:
    """The same for whoever holds a code, in the name of who made it. Raises CodeRefuse."""
    ligne = reconnaitre(code)
    with transaction.atomic():
        depenser(ligne)
        return enroler(ligne.equipe, nom, par=ligne.cree_par)


@transaction.atomic
def revoquer(appareil: Appareil, *, par: Utilisateur) -> bool:
    """Take a device out of service, for good; False when it already was."""
    en_service = Appareil.objects.en_service().filter(pk=appareil.pk)
    if not en_service.update(revoque_le=timezone.now()):
        return False
    consigner("appareil_revoque", equipe=appareil.equipe, par=par, objet=f"appareil:{appareil.pk}")
    return True
