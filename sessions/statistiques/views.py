"""The map: on screen for every member, on paper for the coordination."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from medlove.acces import Requete, reserve
from medlove.models import Role
from sessions.sorties.models import Sortie
from sessions.statistiques.choroplethe import Choroplethe, choroplethe, quartiers_de
from sessions.statistiques.effectifs import Lecture
from sessions.statistiques.filtres import CarteDuPilotage, ChoixDeCarte, ChoixImprimable
from sessions.statistiques.presentation import TITRE, donnees, legende, objet, resume, svg
from sessions.statistiques.tableau import tableau


@reserve()
def carte(request: Requete) -> HttpResponse:
    """State in the address: a bad value is told in the form, and no figure is shown."""
    if request.appartenance.role == Role.PILOTAGE:
        contexte = _contexte(request, CarteDuPilotage, Lecture.PILOTAGE)
    else:
        contexte = _contexte(request, ChoixDeCarte, Lecture.EXACTE)
    if contexte["carte"]:
        contexte["donnees"] = donnees(contexte["carte"])
    return render(request, "statistiques/carte.html", contexte)


@reserve(Role.COORDINATION)
def impression(request: Requete) -> HttpResponse:
    """The same map for an internal print: 1 to 4 read « < 5 »."""
    contexte = _contexte(request, ChoixImprimable, Lecture.IMPRESSION)
    return render(request, "statistiques/impression.html", contexte)


def _contexte(
    request: Requete, formulaire: type[CarteDuPilotage], lecture: Lecture
) -> dict[str, Any]:
    quartiers = quartiers_de(request.equipe)
    form = formulaire(request.GET, equipe=request.equipe, quartiers=quartiers)
    vue = choroplethe(form.demande(), quartiers, lecture) if form.is_valid() else None
    return {
        "titre": TITRE,
        "form": form,
        "carte": vue,
        "sans_sortie": vue is not None and not vue.sorties and _sans_sortie(request),
        **(_dessin(vue) if vue else {}),
    }


def _sans_sortie(request: Requete) -> bool:
    """Whether the équipe has never been out, at whatever period."""
    return not Sortie.objects.de(request.equipe).faites().exists()


def _dessin(vue: Choroplethe) -> dict[str, Any]:
    return {
        "objet": objet(vue),
        "resume": resume(vue),
        "svg": svg(vue),
        "legende": legende(vue),
        "tableau": tableau(vue),
    }
