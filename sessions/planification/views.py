"""« Choisir où aller »: the coordination chooses, mediators may read."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from medlove.acces import Requete, reserve_au_terrain
from sessions.planification.filtres import ChoixDOuAller
from sessions.planification.services import couvertures, intentions

COLONNES = [
    ("nom", "Quartier", ""),
    ("visite", "Dernière visite", ""),
    ("sorties", "Sorties", "nombre"),
    ("heures", "Présence", "nombre"),
    ("rythme", "Rencontres par heure", "nombre"),
    ("besoins", "Besoins sans partenaire ou sans réponse", "nombre"),
    ("qpv", "Lieux en QPV", "nombre"),
    ("lieux", "Lieux jamais essayés", ""),
]
PAR_PAGE = 10


@require_safe
@reserve_au_terrain
def ou_aller(request: Requete) -> HttpResponse:
    """State in the address: a bad value is told in the form, and no figure is shown."""
    form = ChoixDOuAller(request.GET)
    contexte: dict[str, Any] = {"vue": "ou_aller", "filtre": {"form": form}}
    if form.is_valid():
        periode = form.periode()
        faites = intentions(request.equipe, periode)
        page = Paginator(faites, PAR_PAGE).get_page(request.GET.get("page"))
        contexte |= {
            "periode": periode,
            "tri": form.ordre(),
            "colonnes": COLONNES,
            "lignes": couvertures(request.equipe, periode, form.ordre()),
            "page": page,
            "comparees": [(une, getattr(une, "bilan", None)) for une in page],
        }
    return render(request, "planification/ou_aller.html", contexte)
