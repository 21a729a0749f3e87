"""/publications/, open to everybody: published cells and nothing else, without an account.

Nothing is asked by parameter: what may be read has an address, and there is no other.
"""

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from sessions.publication.dehors.lecture import Lue, derniere, lire, periodes, une_de
from sessions.publication.dehors.page import contexte
from sessions.publication.fichiers import TYPES
from sessions.publication.models import Publication

Vue = Callable[..., HttpResponse]

SANS_PARAMETRE = (
    "Cette adresse ne prend aucun paramètre\u202f: retirer ce qui suit le «\u202f?\u202f»."
)
# What is published never changes, but an équipe may shut its page: five minutes and it is shut.
CACHE = "public, max-age=300"


def ouverte_a_tous(vue: Vue) -> Vue:
    """GET and HEAD, no parameter; an answer anybody may keep, with the SHA-256 of its bytes."""

    @require_safe
    @login_not_required
    @csrf_exempt
    @wraps(vue)
    def vue_ouverte(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.META.get("QUERY_STRING"):
            return _dire("publication/dehors/refus.html", 400, phrase=SANS_PARAMETRE)
        try:
            reponse = vue(request, *args, **kwargs)
        except Http404:
            return _dire("publication/dehors/absente.html", 404)
        etag = f'"{sha256(reponse.content).hexdigest()}"'
        reponse["ETag"], reponse["Cache-Control"] = etag, CACHE
        return get_conditional_response(request, etag=etag, response=reponse) or reponse

    return vue_ouverte


@ouverte_a_tous
def accueil(request: HttpRequest, slug: str) -> HttpResponse:
    """The last that was published."""
    ouvertes = periodes(slug)
    return _page(lire(derniere(ouvertes)), ouvertes)


@ouverte_a_tous
def periode(request: HttpRequest, slug: str, periode: str) -> HttpResponse:
    ouvertes = periodes(slug)
    return _page(lire(une_de(ouvertes, periode)), ouvertes)


@ouverte_a_tous
def domaine(request: HttpRequest, slug: str, periode: str, domaine: str) -> HttpResponse:
    """The same page, its map that of a domain."""
    ouvertes = periodes(slug)
    lue = lire(une_de(ouvertes, periode))
    if not lue.feuillet.a("T1") or domaine not in lue.feuillet.libelles["domaine"]:
        raise Http404
    return _page(lue, ouvertes, domaine)


@ouverte_a_tous
def fichier(request: HttpRequest, slug: str, periode: str, nom: str) -> HttpResponse:
    """One file; other sites may read it too: it is the same for everybody, and no secret."""
    contenu = lire(une_de(periodes(slug), periode)).fichiers.get(nom)
    if contenu is None:
        raise Http404
    reponse = HttpResponse(contenu, content_type=TYPES[nom.rpartition(".")[2]])
    reponse["Content-Disposition"] = f'attachment; filename="{slug}-{periode}-{nom}"'
    reponse["Access-Control-Allow-Origin"] = "*"
    return reponse


def _page(lue: Lue, ouvertes: list[Publication], domaine: str = "") -> HttpResponse:
    return _rendre("publication/dehors/page.html", contexte(lue, ouvertes, domaine))


def _dire(gabarit: str, code: int, **mots: str) -> HttpResponse:
    reponse = _rendre(gabarit, mots, code)
    reponse["Cache-Control"] = "no-store"
    return reponse


def _rendre(gabarit: str, mots: dict[str, Any], code: int = 200) -> HttpResponse:
    """Without the request: a template of the outside knows nothing of who reads it."""
    return HttpResponse(render_to_string(gabarit, mots), status=code)
