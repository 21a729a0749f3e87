"""What every address of the API shares: JSON whatever happens, and who may ask."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from sessions.limite import Trop
from sessions.terrain.emetteur import Emetteur, Refuse, identifier

Vue = Callable[..., HttpResponse]


def refus(status: int, phrase: str, **entetes: str) -> JsonResponse:
    """An error: a French sentence under `erreur`. The tablet keeps everything."""
    noms = {nom.replace("_", "-"): valeur for nom, valeur in entetes.items()}
    return JsonResponse({"erreur": phrase}, status=status, headers=noms)


def api_ouverte(methode: str) -> Callable[[Vue], Vue]:
    """A view of the API that recognises by itself who asks: one method, JSON always.

    Never a redirection nor a page: a client must not take one for an answer. The CSRF
    token is checked with the session, and with it only.
    """

    def decorer(vue: Vue) -> Vue:
        @wraps(vue)
        def vue_api(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method != methode:
                phrase = f"Cette adresse ne répond qu’à {methode}."
                return refus(405, phrase, Allow=methode)
            try:
                return vue(request, *args, **kwargs)
            except Refuse as refuse:
                return refus(refuse.status, str(refuse), **refuse.entetes)
            except Trop as trop:
                return refus(429, str(trop), Retry_After=str(trop.reste))
            except Http404:
                return refus(404, "Ceci n’existe pas, ou n’est pas à votre équipe.")
            except OperationalError:
                return refus(503, "Le serveur est occupé\u202f: réessayer.", Retry_After="5")

        return login_not_required(csrf_exempt(never_cache(vue_api)))

    return decorer


def api(methode: str) -> Callable[[Vue], Vue]:
    """The same, with an `Emetteur` in place of the page's reader: tablet or member."""

    def decorer(vue: Vue) -> Vue:
        @wraps(vue)
        def vue_identifiee(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            return vue(request, identifier(request), *args, **kwargs)

        return api_ouverte(methode)(vue_identifiee)

    return decorer


__all__ = ["Emetteur", "Refuse", "api", "api_ouverte", "refus"]
