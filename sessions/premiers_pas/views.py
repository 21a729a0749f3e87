"""The first steps of an équipe, for its coordination."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from medlove.acces import Requete, reserve
from medlove.models import Role
from sessions.premiers_pas import services


@reserve(Role.COORDINATION)
def page(request: Requete) -> HttpResponse:
    contexte = {"premiers_pas": services.premiers_pas(request.equipe)}
    return render(request, "premiers_pas/page.html", contexte)


@reserve(Role.COORDINATION)
@require_POST
def ecarter(request: Requete) -> HttpResponse:
    services.ecarter(request.equipe, par=request.appartenance.utilisateur)
    messages.success(request, "Les premiers pas ne se montrent plus à l’accueil.")
    return redirect("accueil")
