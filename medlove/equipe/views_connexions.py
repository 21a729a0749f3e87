"""« Vos connexions »: the browsers one is signed in with, and how to end them."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from medlove.equipe import connexions


def liste(request: HttpRequest) -> HttpResponse:
    siennes = list(connexions.en_cours(request.user))  # type: ignore[arg-type]
    contexte = {
        "connexions": siennes,
        "ici": request.session.session_key,
        "autres": [une for une in siennes if une.session_id != request.session.session_key],
    }
    return render(request, "equipe/connexions.html", contexte)


@require_POST
def fermer(request: HttpRequest, connexion: UUID) -> HttpResponse:
    """One's own only: that of somebody else does not exist."""
    if not connexions.fermer(request.user, connexion):  # type: ignore[arg-type]
        raise Http404
    messages.success(request, "Cette connexion est fermée.")
    return redirect("compte_connexions")


@require_POST
def fermer_les_autres(request: HttpRequest) -> HttpResponse:
    connexions.fermer_les_autres(request, request.user)  # type: ignore[arg-type]
    messages.success(request, "Toutes vos autres connexions sont fermées.")
    return redirect("compte_connexions")
