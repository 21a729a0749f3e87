"""Who sends: a tablet by its token, or a member by their session. Never a name in a log."""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.utils import timezone

from medlove.models import Equipe, Utilisateur
from sessions.consultation import Consultation
from sessions.terrain.models import Appareil

SCHEME = "Medlove-Appareil"
CONTACT = timedelta(minutes=1)
COLONNES = [colonne.attname for colonne in Appareil._meta.concrete_fields]
DE_SON_EQUIPE = [colonne.attname for colonne in Equipe._meta.concrete_fields]


@dataclass(frozen=True, slots=True)
class Emetteur:
    """For whom the request acts: an équipe, through a device or a member."""

    equipe: Equipe
    appareil: Appareil | None = None
    membre: Utilisateur | None = None

    @property
    def cle(self) -> str:
        """What names the sender to a counter."""
        return str((self.appareil or self.membre).pk)  # type: ignore[union-attr]


class Refuse(Exception):
    """The request may not go further: a status, a French sentence, headers (Retry_After=…)."""

    def __init__(self, status: int, phrase: str, **entetes: str) -> None:
        super().__init__(phrase)
        self.status, self.entetes = status, entetes


def identifier(request: HttpRequest) -> Emetteur:
    """Who sends this request. Raises Refuse (401 or 403)."""
    if autorisation := request.headers.get("Authorization"):
        return _par_jeton(autorisation)
    return par_session(request)


def hacher(jeton: str) -> str:
    return sha256(jeton.encode()).hexdigest()


def _par_jeton(autorisation: str) -> Emetteur:
    schema, _, jeton = autorisation.partition(" ")
    appareil = _appareil(hacher(jeton.strip()))
    if schema != SCHEME or appareil is None:
        raise Refuse(401, "Cette tablette n’est pas reconnue, ou ne l’est plus.")
    maintenant = timezone.now()
    if not appareil.dernier_contact or maintenant - appareil.dernier_contact > CONTACT:
        Appareil.objects.filter(pk=appareil.pk).update(dernier_contact=maintenant)
    return Emetteur(appareil.equipe, appareil=appareil)


@Consultation
def _en_service(jeton_sha256: str) -> QuerySet[Appareil, Any]:
    appareils = Appareil.objects.en_service().filter(jeton_sha256=jeton_sha256)
    return appareils.values_list(*COLONNES, *(f"equipe__{nom}" for nom in DE_SON_EQUIPE))


def _appareil(jeton_sha256: str) -> Appareil | None:
    """The tablet in service that holds this token, with its équipe."""
    for ligne in _en_service(jeton_sha256):
        siennes, de_l_equipe = ligne[: len(COLONNES)], ligne[len(COLONNES) :]
        appareil = Appareil.from_db(DEFAULT_DB_ALIAS, COLONNES, siennes)
        appareil.equipe = Equipe.from_db(DEFAULT_DB_ALIAS, DE_SON_EQUIPE, de_l_equipe)
        return appareil
    return None


def par_session(request: Any) -> Emetteur:
    """The member signed in, who goes out. Raises Refuse (401 or 403)."""
    if not request.user.is_authenticated:
        raise Refuse(401, "Il faut se connecter, ou enrôler cette tablette.")
    appartenance = request.appartenance
    if appartenance is None or not appartenance.va_sur_le_terrain:
        raise Refuse(403, "Cette page est réservée à la médiation et à la coordination.")
    if not _jeton_csrf_valide(request):
        raise Refuse(403, "La page a vieilli\u202f: la recharger, puis recommencer.")
    return Emetteur(request.equipe, membre=request.user)


class _Verification(CsrfViewMiddleware):
    """Django's own check, called by hand: a token of device does without it, a session not."""

    def _reject(self, request: HttpRequest, reason: str) -> Any:
        return reason


def _jeton_csrf_valide(request: HttpRequest) -> bool:
    verification = _Verification(_suite)
    verification.process_request(request)
    return verification.process_view(request, _suite, (), {}) is None


def _suite(request: HttpRequest) -> HttpResponse:
    """What the check would call next: never called, and not exempt from the check."""
    return HttpResponse()
