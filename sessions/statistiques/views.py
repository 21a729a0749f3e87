"""The map: on screen for every member, on paper and as a drawing for the coordination."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from medlove.acces import Requete, reserve
from medlove.journal.portes import servie
from medlove.models import Role
from sessions.sorties.models import Sortie
from sessions.statistiques.choroplethe import quartiers_de
from sessions.statistiques.effectifs import Lecture
from sessions.statistiques.feuille import feuille
from sessions.statistiques.filtres import CarteDuPilotage, ChoixDeCarte, ChoixImprimable
from sessions.statistiques.liens import liens
from sessions.statistiques.planche import Planche, planche
from sessions.statistiques.presentation import (
    TITRE,
    chapeau,
    dessins,
    donnees,
    legende,
    marques,
    notes,
    objet,
)
from sessions.statistiques.tableau import tableau


@reserve()
def carte(request: Requete) -> HttpResponse:
    """State in the address: a bad value is told in the form, and no figure is shown."""
    if request.appartenance.role == Role.PILOTAGE:
        contexte = _contexte(request, CarteDuPilotage, Lecture.PILOTAGE)
    else:
        contexte = _contexte(request, ChoixDeCarte, Lecture.EXACTE)
    vue = contexte["planche"]
    if vue and len(vue.cartes) == 1:
        contexte["donnees"] = donnees(vue)
    return render(request, "statistiques/carte.html", contexte)


@reserve(Role.COORDINATION)
def impression(request: Requete) -> HttpResponse:
    """The same maps for an internal print: 1 to 4 read « < 5 »."""
    contexte = _contexte(request, ChoixImprimable, Lecture.IMPRESSION)
    reponse = render(request, "statistiques/impression.html", contexte)
    return servie(request, reponse, "impression", form=contexte["form"], page="carte")


@reserve(Role.COORDINATION)
def dessin(request: Requete) -> HttpResponse:
    """What is printed, as one drawing that stands alone; what cannot be is told on a page."""
    contexte = _contexte(request, ChoixImprimable, Lecture.IMPRESSION)
    vue = contexte["planche"]
    if not vue or not vue.carte.lignes:
        return render(request, "statistiques/impression.html", contexte, status=400)
    reponse = HttpResponse(
        feuille(vue, request.equipe.nom),
        content_type="image/svg+xml",
        headers={"Content-Disposition": 'attachment; filename="carte-interne.svg"'},
    )
    return servie(request, reponse, "impression", form=contexte["form"], page="carte", forme="svg")


def _contexte(
    request: Requete, formulaire: type[CarteDuPilotage], lecture: Lecture
) -> dict[str, Any]:
    quartiers = quartiers_de(request.equipe)
    form = formulaire(request.GET, equipe=request.equipe, quartiers=quartiers)
    vue = planche(form.demande(), quartiers, lecture) if form.is_valid() else None
    return {
        "titre": TITRE,
        "form": form,
        "planche": vue,
        "carte": vue.carte if vue else None,
        "sans_sortie": vue is not None and not vue.carte.sorties and _sans_sortie(request),
        **(_montre(vue) if vue else {}),
        "liens": liens(vue, request.GET) if vue else [],
    }


def _sans_sortie(request: Requete) -> bool:
    """Whether the équipe has never been out, at whatever period."""
    return not Sortie.objects.de(request.equipe).faites().exists()


def _montre(vue: Planche) -> dict[str, Any]:
    return {
        "objet": objet(vue),
        "chapeau": chapeau(vue),
        "dessins": dessins(vue),
        "legende": legende(*vue.cartes),
        "tableau": tableau(vue),
        "marques": marques(vue),
        "notes": notes(vue),
    }
