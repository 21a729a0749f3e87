"""What the coordination answers to a word, and what follows for the notes still to be read."""

from uuid import uuid4

from django.db import IntegrityError, transaction
from django.dispatch import Signal
from django.utils import timezone

from medlove.journal import consigner
from medlove.models import Equipe, Utilisateur
from sessions.element import Suppression
from sessions.notes.models import MotCourant, MotCourantQuerySet, forme

# Sent with `equipe`: what the détecteur lets pass is no longer the same.
mots_changes = Signal()

DEJA_LA = "Ce mot est déjà dans la liste de l’équipe."


class DejaAccepte(Exception):
    """Another writing of the word is in the list."""


@transaction.atomic
def ajouter(equipe: Equipe, mot: str, *, par: Utilisateur) -> MotCourant:
    """A word of the coordination's own. Raises DejaAccepte."""
    nouveau = MotCourant(
        id=uuid4(), equipe=equipe, mot=mot, forme=forme(mot), saisi_le=timezone.localdate()
    )
    return _accepter(nouveau, par)


@transaction.atomic
def accepter(propose: MotCourant, *, par: Utilisateur) -> MotCourant:
    """Into the list; other proposals of the same word are answered with it. Raises DejaAccepte."""
    return _accepter(propose, par)


@transaction.atomic
def retirer(mot: MotCourant, *, par: Utilisateur) -> None:
    """Out of the list, or refused: nothing is left of the word, whoever proposed it."""
    semblables = MotCourant.objects.de(mot.equipe).du_mot(mot.mot)
    _oublier(semblables, mot.equipe)
    if mot.accepte:
        mots_changes.send(MotCourant, equipe=mot.equipe)
    action = "mot_courant_retire" if mot.accepte else "mot_courant_refuse"
    consigner(action, equipe=mot.equipe, par=par)


def _accepter(mot: MotCourant, par: Utilisateur) -> MotCourant:
    mot.accepte, mot.auteur = True, None
    try:
        with transaction.atomic():
            mot.save()
    except IntegrityError as erreur:
        raise DejaAccepte from erreur
    autres = MotCourant.objects.de(mot.equipe).du_mot(mot.mot).exclude(pk=mot.pk)
    _oublier(autres, mot.equipe)
    mots_changes.send(MotCourant, equipe=mot.equipe)
    consigner("mot_courant_accepte", equipe=mot.equipe, par=par)
    return mot


def _oublier(mots: MotCourantQuerySet, equipe: Equipe) -> None:
    """Gone for good, from what the tablets sent too."""
    ids = list(mots.values_list("pk", flat=True))
    mots.delete()
    Suppression.noter(equipe, "mot", ids)
