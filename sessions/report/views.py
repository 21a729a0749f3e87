"""Fiches de report: exact on the screen of the team, « < 5 » on paper."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from medlove.acces import Requete, reserve, reserve_au_terrain
from medlove.journal.portes import servie
from medlove.models import Role
from sessions.acces import sortie_visible
from sessions.report.correspondances import source
from sessions.report.forms import MoisForm
from sessions.report.portee import Portee
from sessions.report.services import composer
from sessions.statistiques.effectifs import Lecture


@require_safe
@reserve_au_terrain
def sortie(request: Requete, pk: UUID) -> HttpResponse:
    return render(request, "report/sortie.html", _d_une_sortie(request, pk, Lecture.EXACTE))


@require_safe
@reserve(Role.COORDINATION)
def sortie_impression(request: Requete, pk: UUID) -> HttpResponse:
    contexte = _d_une_sortie(request, pk, Lecture.IMPRESSION)
    reponse = render(request, "report/sortie_impression.html", contexte)
    return servie(request, reponse, "impression", objet=f"sortie:{pk}", page="report")


@require_safe
@reserve_au_terrain
def mois(request: Requete) -> HttpResponse:
    return render(request, "report/mois.html", _d_un_mois(request, Lecture.EXACTE))


@require_safe
@reserve(Role.COORDINATION)
def mois_impression(request: Requete) -> HttpResponse:
    contexte = _d_un_mois(request, Lecture.IMPRESSION)
    reponse = render(request, "report/mois_impression.html", contexte)
    form = contexte["filtre"]["form"]
    return servie(request, reponse, "impression", form=form, page="report")


def _d_une_sortie(request: Requete, pk: UUID, lecture: Lecture) -> dict[str, Any]:
    une = sortie_visible(request, pk)
    return {"sortie": une, **_fiche(Portee.d_une_sortie(une), lecture)}


def _d_un_mois(request: Requete, lecture: Lecture) -> dict[str, Any]:
    """A bad month is told in the form, and no figure is shown."""
    form = MoisForm(request.GET)
    contexte: dict[str, Any] = {"filtre": {"form": form}}
    if form.is_valid():
        contexte |= _fiche(Portee.d_un_mois(request.equipe, form.premier()), lecture)
    return contexte


def _fiche(portee: Portee, lecture: Lecture) -> dict[str, Any]:
    if lecture is Lecture.IMPRESSION:
        portee = portee.pour_le_papier()
    return {"fiche": composer(portee, lecture), "source": source()}
