"""The fiche de poche: its plain HTML twin, and the PDF to print."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from medlove.acces import Requete, reserve_au_terrain
from sessions.terrain.fiche import composer, imprimer


@require_safe
@reserve_au_terrain
def fiche_de_poche(request: Requete) -> HttpResponse:
    return render(request, "terrain/fiche_de_poche.html", {"fiche": composer(request.equipe)})


@require_safe
@reserve_au_terrain
def fiche_de_poche_pdf(request: Requete) -> HttpResponse:
    return HttpResponse(
        imprimer(composer(request.equipe)),
        content_type="application/pdf",
        headers={"Content-Disposition": 'attachment; filename="fiche-de-poche.pdf"'},
    )
