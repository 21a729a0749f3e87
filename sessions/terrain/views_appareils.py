"""The tablets of the équipe, kept by the coordination: enrolled by a code, taken out of service."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from medlove.acces import Requete, reserve
from medlove.hotes import contexte_sur
from medlove.models import Role
from sessions.acces import appareil_de_l_equipe
from sessions.qr import dessiner_qr
from sessions.terrain import appareils
from sessions.terrain.codes import ouvrir_un_code
from sessions.terrain.models import Appareil


@require_safe
@reserve(Role.COORDINATION)
def liste(request: Requete) -> HttpResponse:
    contexte = {
        "appareils": Appareil.objects.de(request.equipe).pour_la_liste(),
        "enrolable": contexte_sur(request),
    }
    return render(request, "appareils/liste.html", contexte)


@reserve(Role.COORDINATION)
@never_cache
def ajouter(request: Requete) -> HttpResponse:
    """Show a new code. It is kept nowhere: leaving the page loses it."""
    if request.method != "POST" or not contexte_sur(request):
        return redirect("appareils:liste")
    ligne, code = ouvrir_un_code(request.equipe, par=request.appartenance.utilisateur)
    terrain = request.build_absolute_uri(reverse("terrain:page"))
    qr = dessiner_qr(f"{terrain}#code={code}", f"Carré qui porte le code {code}")
    contexte = {"code": code, "expire_le": ligne.expire_le, "terrain": terrain, "qr": qr}
    return render(request, "appareils/code.html", contexte)


@reserve(Role.COORDINATION)
def revoquer(request: Requete, pk: UUID) -> HttpResponse:
    appareil = appareil_de_l_equipe(request, pk)
    if appareil.revoque_le:
        return redirect("appareils:liste")
    if request.method == "POST":
        appareils.revoquer(appareil, par=request.appartenance.utilisateur)
        messages.success(
            request, f"{appareil} est retirée\u202f: elle n’envoie ni ne lit plus rien."
        )
        return redirect("appareils:liste")
    return render(request, "appareils/revoquer.html", {"appareil": appareil})
