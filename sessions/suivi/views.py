"""What came of orientations, and what the local offer lacks: for the coordination only."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from medlove.acces import Requete, reserve
from medlove.journal.portes import servie
from medlove.models import Role
from sessions.orientations.models import Orientation
from sessions.statistiques.choroplethe import quartiers_de
from sessions.statistiques.effectifs import Lecture
from sessions.suivi.carte import TITRE
from sessions.suivi.filtres import ChoixDuSuivi, ChoixImprimable
from sessions.suivi.page import contenu


@require_safe
@reserve(Role.COORDINATION)
def suivi(request: Requete) -> HttpResponse:
    """State in the address: a bad value is told in the form, and no figure is shown."""
    contexte = _contexte(request, ChoixDuSuivi, Lecture.EXACTE)
    return render(request, "suivi/suivi.html", contexte)


@require_safe
@reserve(Role.COORDINATION)
def impression(request: Requete) -> HttpResponse:
    """The same for an internal print: 1 to 4 read « < 5 »."""
    contexte = _contexte(request, ChoixImprimable, Lecture.IMPRESSION)
    reponse = render(request, "suivi/impression.html", contexte)
    form = contexte["filtre"]["form"]
    return servie(request, reponse, "impression", form=form, page="suivi")


def _contexte(request: Requete, formulaire: type[ChoixDuSuivi], lecture: Lecture) -> dict[str, Any]:
    quartiers = quartiers_de(request.equipe)
    form = formulaire(request.GET, equipe=request.equipe, quartiers=quartiers)
    if not form.is_valid():
        return {"filtre": {"form": form}}
    lu = contenu(form, quartiers, lecture)
    sans_rien = not lu["suivi"].ensemble.orientations and not lu["offre"].ensemble.besoins
    return {
        "filtre": {"form": form},
        "titre_de_la_carte": TITRE,
        "jamais": sans_rien and not Orientation.objects.de(request.equipe).exists(),
        "rien": sans_rien,
        **lu,
    }
