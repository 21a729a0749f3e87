"""/cahiers/lire/: an edition of published figures, for whoever holds its secret address.

Nothing is asked by parameter.

No account, no cookie (`medlove.dehors`), kept by nobody on the way: once withdrawn, it opens
nothing, and says the same as an address that never was.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_safe

from medlove.hotes import adresse_du_visiteur
from sessions.cahiers.editions import views_lecture
from sessions.cahiers.editions.lien import par_secret
from sessions.limite import Limite, Trop

LECTURES = Limite(
    "lectures",
    60,
    600,
    "Trop de demandes depuis ce réseau\u202f: attendre dix minutes, puis recommencer.",
)


def sans_trace(vue: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Open to all, but in no search engine, and the address is told to no other site."""

    @require_safe
    @login_not_required
    @never_cache
    @wraps(vue)
    def vue_sans_trace(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        demande = request.META.get("QUERY_STRING")
        reponse = _absente() if demande else vue(request, *args, **kwargs)
        reponse["X-Robots-Tag"] = "noindex, nofollow"
        reponse["Referrer-Policy"] = "no-referrer"
        return reponse

    return vue_sans_trace


@sans_trace
@sensitive_variables()
def lire(request: HttpRequest, secret: str) -> HttpResponseBase:
    try:
        LECTURES.compter(adresse_du_visiteur(request))
    except Trop as trop:
        return _trop(trop)
    edition = par_secret(secret)
    if edition is None:
        return _absente()
    try:
        return views_lecture.en_fichier(edition, as_attachment=False)
    except Http404:
        return _absente()


def _absente() -> HttpResponse:
    """The same for all: without the request, nothing of who asks nor of what."""
    return HttpResponse(render_to_string("cahiers/editions/absente.html"), status=404)


def _trop(trop: Trop) -> HttpResponse:
    html = render_to_string("cahiers/editions/trop.html", {"phrase": str(trop)})
    return HttpResponse(html, status=429, headers={"Retry-After": str(trop.reste)})
