"""Statistics: on screen for every member, on paper for the coordination."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from medlove.acces import Requete, reserve
from medlove.journal.portes import servie
from medlove.models import Role
from sessions.rencontres.choix import ChoixDuPilotage
from sessions.sorties.models import Sortie
from sessions.statistiques.choroplethe import quartiers_de
from sessions.statistiques.effectifs import Lecture
from sessions.statistiques.filtres_statistiques import ChoixDeStatistiques
from sessions.statistiques.page_statistiques import Page, page_du_pilotage, page_du_terrain


@reserve()
def statistiques(request: Requete) -> HttpResponse:
    """State in the address: a bad value is told in the form, and no figure is shown."""
    if request.appartenance.role == Role.PILOTAGE:
        form = ChoixDuPilotage(
            request.GET, equipe=request.equipe, quartiers=quartiers_de(request.equipe)
        )
        page = page_du_pilotage(form) if form.is_valid() else None
        return render(request, "chiffres/page.html", _contexte(request, form, page))
    return render(request, "chiffres/page.html", _du_terrain(request, Lecture.EXACTE))


@reserve(Role.COORDINATION)
def impression(request: Requete) -> HttpResponse:
    """The same tables for an internal print: 1 to 4 read « < 5 »."""
    contexte = _du_terrain(request, Lecture.IMPRESSION)
    reponse = render(request, "chiffres/impression.html", contexte)
    return servie(request, reponse, "impression", form=contexte["form"], page="statistiques")


def _du_terrain(request: Requete, lecture: Lecture) -> dict[str, Any]:
    form = ChoixDeStatistiques(
        request.GET, equipe=request.equipe, quartiers=quartiers_de(request.equipe)
    )
    page = page_du_terrain(form, lecture) if form.is_valid() else None
    return _contexte(request, form, page)


def _contexte(request: Requete, form: ChoixDuPilotage, page: Page | None) -> dict[str, Any]:
    return {
        "form": form,
        "page": page,
        "sans_sortie": page is not None
        and not page.refus
        and not page.ensemble.sorties
        and not Sortie.objects.de(request.equipe).faites().exists(),
    }
