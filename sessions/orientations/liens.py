"""The secret link of a partenaire: what it holds instead of an account.

Told once to the coordination, kept as a SHA-256. Exchanged for a signed cookie of half an hour,
which a new link, or none, makes void.
"""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.views.decorators.debug import sensitive_variables

from medlove.journal import consigner
from medlove.models import Utilisateur
from sessions.orientations.jetons import forger, hacher
from territoires.models import Partenaire

SEL, TEMOIN, CHEMIN = "sessions.orientations.liens", "partenaire", "/o/partenaire/"
DUREE = timedelta(minutes=30)


@transaction.atomic
def donner(partenaire: Partenaire, *, par: Utilisateur) -> str:
    """A new secret, in 26 letters. The one before opens nothing any more."""
    secret = forger()
    _ecrire(partenaire, hacher(secret), "lien_de_partenaire_donne", par)
    return secret


@transaction.atomic
def retirer(partenaire: Partenaire, *, par: Utilisateur) -> None:
    if partenaire.lien_sha256:
        _ecrire(partenaire, None, "lien_de_partenaire_retire", par)


def _ecrire(partenaire: Partenaire, empreinte: str | None, action: str, par: Utilisateur) -> None:
    partenaire.lien_sha256 = empreinte
    partenaire.save(update_fields=["lien_sha256"])
    consigner(action, equipe=partenaire.equipe, par=par, objet=f"partenaire:{partenaire.pk}")


@sensitive_variables()
def par_lien(secret: str) -> Partenaire | None:
    """The partenaire that holds this secret."""
    return Partenaire.objects.actifs().filter(lien_sha256=hacher(secret)).first()


def ouvrir(reponse: HttpResponse, partenaire: Partenaire) -> None:
    """Let this browser speak for the partenaire, for half an hour."""
    reponse.set_cookie(
        TEMOIN,
        signing.dumps([str(partenaire.pk), _preuve(partenaire)], salt=SEL),
        max_age=DUREE,
        path=CHEMIN,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def fermer(reponse: HttpResponse) -> None:
    reponse.delete_cookie(TEMOIN, path=CHEMIN, samesite="Strict")


def reconnu(request: HttpRequest) -> Partenaire | None:
    """The partenaire for whom this browser speaks, if any."""
    try:
        pk, preuve = signing.loads(request.COOKIES.get(TEMOIN, ""), salt=SEL, max_age=DUREE)
    except signing.BadSignature:
        return None
    partenaire = Partenaire.objects.actifs().filter(pk=UUID(pk), lien_sha256__isnull=False).first()
    if partenaire is None or not constant_time_compare(preuve, _preuve(partenaire)):
        return None
    return partenaire


def _preuve(partenaire: Partenaire) -> str:
    """What changes when the link does, and does not tell its empreinte."""
    return salted_hmac(SEL, partenaire.lien_sha256 or "").hexdigest()[:32]
