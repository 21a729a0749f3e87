"""The makings of a cahier, for the coordination: ask, call off, show outside."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from medlove.acces import Requete, reserve
from medlove.models import Role
from sessions.acces import cahier_de_l_equipe, edition_de_l_equipe
from sessions.cahiers.editions import services
from sessions.cahiers.editions.etats import etat_des_editions
from sessions.cahiers.editions.models import Edition, Variante
from sessions.cahiers.editions.services import EditionRefusee


@require_safe
@reserve(Role.COORDINATION)
@never_cache
def page(request: Requete, pk: UUID) -> HttpResponse:
    """Where the three variants stand; a script asks for it again while one is on its way."""
    cahier = cahier_de_l_equipe(request, pk)
    contexte = {"cahier": cahier, "editions": etat_des_editions(cahier)}
    return render(request, "cahiers/editions/page.html", contexte)


@reserve(Role.COORDINATION)
@require_POST
def demander(request: Requete, pk: UUID, variante: str) -> HttpResponse:
    cahier = cahier_de_l_equipe(request, pk)
    if variante not in Variante.values:
        raise Http404
    try:
        services.demander(cahier, Variante(variante), par=request.appartenance.utilisateur)
    except EditionRefusee as refus:
        messages.error(request, str(refus))
    return _retour(cahier.pk)


@reserve(Role.COORDINATION)
@require_POST
def annuler(request: Requete, pk: UUID) -> HttpResponse:
    edition = edition_de_l_equipe(request, pk)
    try:
        services.annuler(edition)
    except EditionRefusee as refus:
        messages.error(request, str(refus))
    return _retour(edition.cahier_id)


@require_http_methods(["GET", "HEAD", "POST"])
@reserve(Role.COORDINATION)
@never_cache
@sensitive_variables()
def lien(request: Requete, pk: UUID) -> HttpResponse:
    """What a public address is, then the address itself, told once."""
    edition = edition_de_l_equipe(request, pk)
    if request.method != "POST":
        return _page_du_lien(request, edition)
    try:
        secret = services.ouvrir(edition, par=request.appartenance.utilisateur)
    except EditionRefusee as refus:
        messages.error(request, str(refus))
        return _retour(edition.cahier_id)
    adresse = request.build_absolute_uri(reverse("editions:lire", args=[secret]))
    return _page_du_lien(request, edition, adresse)


@reserve(Role.COORDINATION)
@require_POST
def retirer(request: Requete, pk: UUID) -> HttpResponse:
    edition = edition_de_l_equipe(request, pk)
    services.retirer(edition, par=request.appartenance.utilisateur)
    messages.success(request, "Lien retiré\u202f: il n’ouvre plus rien, dès maintenant.")
    return _retour(edition.cahier_id)


def _page_du_lien(request: Requete, edition: Edition, adresse: str = "") -> HttpResponse:
    contexte = {"edition": edition, "adresse": adresse}
    return render(request, "cahiers/editions/lien.html", contexte)


def _retour(cahier: UUID) -> HttpResponse:
    return redirect("editions:page", pk=cahier)
