"""« Un coup de fil à un ami »: whom to ring, kept by the coordination, and what calls gave."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from medlove.acces import Requete, reserve, reserve_au_terrain
from medlove.models import Role
from sessions.acces import professionnel_de_l_equipe
from sessions.annuaire.appels import appels, ensemble, trimestres
from sessions.annuaire.forms import ProfessionnelForm
from sessions.periodes import Trimestre
from territoires.models import Professionnel


@reserve_au_terrain
def liste(request: Requete) -> HttpResponse:
    """A mediator sees those who agreed to be called, the coordination everybody."""
    tous = Professionnel.objects.visible_to(request.appartenance).select_related("partenaire")
    connus = trimestres(request.equipe)
    choisi = _trimestre(request, connus)
    lignes = appels(request.equipe, choisi) if choisi else []
    contexte = {
        "professionnels": tous if request.appartenance.coordonne else tous.a_appeler(),
        "trimestres": connus,
        "trimestre": choisi,
        "appels": lignes,
        "ensemble": ensemble(lignes),
    }
    return render(request, "annuaire/professionnels.html", contexte)


@reserve(Role.COORDINATION)
def nouveau(request: Requete) -> HttpResponse:
    return _enregistrer(request, Professionnel(equipe=request.equipe))


@reserve(Role.COORDINATION)
def modifier(request: Requete, pk: UUID) -> HttpResponse:
    return _enregistrer(request, professionnel_de_l_equipe(request, pk))


def _trimestre(request: Requete, connus: list[Trimestre]) -> Trimestre | None:
    """The one asked for if there were calls around it, else the last."""
    demande = request.GET.get("trimestre", "")
    return next((un for un in connus if str(un) == demande), connus[0] if connus else None)


def _enregistrer(request: Requete, professionnel: Professionnel) -> HttpResponse:
    existe = not professionnel._state.adding
    form = ProfessionnelForm(request.POST or None, instance=professionnel)
    if form.is_valid():
        form.save()
        messages.success(request, _dit(professionnel))
        return redirect("annuaire:professionnels")
    return render(request, "annuaire/professionnel.html", {"form": form, "existe": existe})


def _dit(professionnel: Professionnel) -> str:
    if professionnel.accord_le is None:
        return f"{professionnel} est noté. Il manque son accord pour que les tablettes l’aient."
    if not professionnel.is_active:
        return f"{professionnel} n’est plus proposé."
    return f"{professionnel} est enregistré. Les tablettes l’auront une fois en ligne."
