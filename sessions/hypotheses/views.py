"""The three hypotheses: on screen for every member, on paper for the coordination.

The context figures beside are kept by the coordination.
"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from medlove.acces import Requete, reserve
from medlove.journal.portes import servie
from medlove.models import Role
from sessions.acces import chiffre_de_l_equipe
from sessions.hypotheses.filtres import HypothesesDuPilotage, HypothesesImprimables
from sessions.hypotheses.forms import ChiffreForm
from sessions.hypotheses.models import ChiffreDeContexte, Hypothese
from sessions.hypotheses.page import contenu
from sessions.rencontres.choix import ChoixDuPilotage, ChoixDuTerrain
from sessions.statistiques.choroplethe import quartiers_de
from sessions.statistiques.effectifs import Lecture


@require_safe
@reserve()
def hypotheses(request: Requete) -> HttpResponse:
    """State in the address: a bad value is told in the form, and no figure is shown."""
    if request.appartenance.role == Role.PILOTAGE:
        contexte = _contexte(request, HypothesesDuPilotage, Lecture.PILOTAGE)
    else:
        contexte = _contexte(request, ChoixDuTerrain, Lecture.EXACTE)
    return render(request, "hypotheses/hypotheses.html", contexte)


@require_safe
@reserve(Role.COORDINATION)
def impression(request: Requete) -> HttpResponse:
    """The same for an internal print: 1 to 4 read « < 5 »."""
    contexte = _contexte(request, HypothesesImprimables, Lecture.IMPRESSION)
    reponse = render(request, "hypotheses/impression.html", {**contexte, "papier": True})
    return servie(request, reponse, "impression", form=contexte["form"], page="hypotheses")


@reserve(Role.COORDINATION)
def nouveau(request: Requete) -> HttpResponse:
    """`?hypothese=` says beside which one."""
    chiffre = ChiffreDeContexte(equipe=request.equipe)
    if (demandee := request.GET.get("hypothese", "")) in Hypothese.values:
        chiffre.hypothese = demandee
    return _enregistrer(request, chiffre)


@reserve(Role.COORDINATION)
def modifier(request: Requete, pk: UUID) -> HttpResponse:
    return _enregistrer(request, chiffre_de_l_equipe(request, pk))


@reserve(Role.COORDINATION)
def retirer(request: Requete, pk: UUID) -> HttpResponse:
    chiffre = chiffre_de_l_equipe(request, pk)
    if request.method == "POST":
        chiffre.delete()
        messages.success(request, f"« {chiffre} » n’est plus à côté de vos chiffres.")
        return redirect("hypotheses:hypotheses")
    return render(request, "hypotheses/retirer.html", {"chiffre": chiffre})


def _enregistrer(request: Requete, chiffre: ChiffreDeContexte) -> HttpResponse:
    existe = not chiffre._state.adding
    form = ChiffreForm(request.POST or None, instance=chiffre)
    if form.is_valid():
        form.save()
        messages.success(request, f"« {chiffre} » est enregistré.")
        return redirect("hypotheses:hypotheses")
    contexte = {"form": form, "existe": existe, "chiffre": chiffre}
    return render(request, "hypotheses/chiffre.html", contexte)


def _contexte(
    request: Requete, formulaire: type[ChoixDuPilotage], lecture: Lecture
) -> dict[str, Any]:
    form = formulaire(request.GET, equipe=request.equipe, quartiers=quartiers_de(request.equipe))
    return {"form": form, **(contenu(form, lecture) if form.is_valid() else {})}
