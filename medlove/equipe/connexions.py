"""Where somebody is signed in, and how that ends: one browser, all the others, all of them."""

from typing import Any
from uuid import UUID

from django.contrib.auth import update_session_auth_hash
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from medlove.models import Connexion, Utilisateur

INCONNUE = "Autre machine"
# Read in this order: a tablet says « Android » and « Linux », an iPad may say « Macintosh ».
MACHINES = [
    ("iPad", "iPad"),
    ("iPhone", "iPhone"),
    ("Android+Mobile", "Téléphone Android"),
    ("Android", "Tablette Android"),
    ("Windows", "Ordinateur sous Windows"),
    ("CrOS", "Chromebook"),
    ("Macintosh", "Mac ou iPad"),
    ("Linux", "Ordinateur sous Linux"),
]


def machine(user_agent: str) -> str:
    """The family of a machine, among nine: never what its browser says in full."""
    for marques, nom in MACHINES:
        if all(marque in user_agent for marque in marques.split("+")):
            return nom
    return INCONNUE


def noter(request: HttpRequest, utilisateur: Utilisateur) -> None:
    """Remember that this browser is signed in."""
    if not request.session.session_key:
        request.session.save()
    Connexion.objects.update_or_create(
        session_id=request.session.session_key,
        defaults={
            "utilisateur": utilisateur,
            "machine": machine(request.headers.get("User-Agent", "")),
            "ouverte_le": timezone.localdate(),
        },
    )


def en_cours(utilisateur: Utilisateur) -> QuerySet[Connexion]:
    return Connexion.objects.filter(
        utilisateur=utilisateur, session__expire_date__gt=timezone.now()
    )


def fermer(utilisateur: Utilisateur, pk: UUID) -> bool:
    """End one of one's own; False when it already was, or is somebody else's."""
    finies = Session.objects.filter(
        pk__in=Connexion.objects.filter(utilisateur=utilisateur, pk=pk).values("session")
    )
    return bool(finies.delete()[0])


@transaction.atomic
def fermer_les_autres(request: HttpRequest, utilisateur: Utilisateur) -> None:
    """This browser stays, under another key; no other does, listed or not."""
    tout_fermer(utilisateur, sauf=request.session.session_key)
    garder(request, utilisateur)


def garder(request: HttpRequest, utilisateur: Utilisateur) -> None:
    """This session goes on when all those of the account have just ended."""
    update_session_auth_hash(request, utilisateur)
    noter(request, utilisateur)


@transaction.atomic
def tout_fermer(utilisateur: Utilisateur, sauf: str | None = None) -> None:
    """End every session of the account; one that has no line here ends with the epoch."""
    Utilisateur.objects.filter(pk=utilisateur.pk).update(epoque=F("epoque") + 1)
    utilisateur.refresh_from_db(fields=["epoque"])
    siennes = Connexion.objects.filter(utilisateur=utilisateur).exclude(session=sauf)
    Session.objects.filter(pk__in=list(siennes.values_list("session", flat=True))).delete()


def a_l_arrivee(sender: Any, request: HttpRequest, user: Utilisateur, **kwargs: Any) -> None:
    """Receiver of Django's `user_logged_in`."""
    noter(request, user)


def au_changement(sender: Any, request: HttpRequest, user: Utilisateur, **kwargs: Any) -> None:
    """Receiver of allauth's `password_changed`: the password has ended the other sessions."""
    fermer_les_autres(request, user)


def a_l_oubli(sender: Any, request: HttpRequest, user: Utilisateur, **kwargs: Any) -> None:
    """Receiver of allauth's `password_reset`: a forgotten password may be a stolen one."""
    tout_fermer(user)
