"""Devices: one is enrolled once, its token is told once."""

import secrets

from django.db import transaction

from medlove.models import Equipe, Journal, Utilisateur
from sessions.terrain.emetteur import hacher
from sessions.terrain.models import Appareil


@transaction.atomic
def enroler(equipe: Equipe, nom: str, *, par: Utilisateur | None = None) -> tuple[Appareil, str]:
    """A new device and its token (256 bits). Only the hash of the token is kept."""
    jeton = secrets.token_urlsafe(32)
    appareil = Appareil.objects.create(
        equipe=equipe, nom=nom, jeton_sha256=hacher(jeton), enrole_par=par
    )
    Journal.noter("appareil_enrole", equipe=equipe, par=par, appareil=str(appareil.pk))
    return appareil, jeton
