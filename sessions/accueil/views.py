"""The home page, by role."""

from django.http import HttpResponse
from django.shortcuts import render

from medlove.acces import Requete


def accueil(request: Requete) -> HttpResponse:
    return render(request, "accueil.html")
