"""The directory of the équipe as a file of the national schema, for the coordination."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from medlove.acces import Requete, reserve
from medlove.journal.portes import servie
from medlove.models import Role
from sessions.annuaire.velo import velo_de
from territoires.annuaire.export import en_csv, en_json
from territoires.models import Partenaire

FORMES = {"csv": (en_csv, "text/csv"), "json": (en_json, "application/json")}


@reserve(Role.COORDINATION)
@require_safe
def exporter(request: Requete) -> HttpResponse:
    contexte = {
        "combien": Partenaire.objects.de(request.equipe).actifs().count(),
        "velo": velo_de(request.equipe),
    }
    return render(request, "annuaire/export.html", contexte)


@reserve(Role.COORDINATION)
@require_safe
def telecharger(request: Requete, forme: str) -> HttpResponse:
    partenaires = list(Partenaire.objects.de(request.equipe).actifs())
    velo = velo_de(request.equipe)
    ecrire, genre = FORMES[forme]
    corps = ecrire([*partenaires, velo] if velo else partenaires)
    nom = f"partenaires-{request.equipe.slug}-{timezone.localdate():%Y-%m-%d}.{forme}"
    reponse = HttpResponse(
        corps,
        content_type=f"{genre}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{nom}"'},
    )
    return servie(request, reponse, "partenaires_exportes", lignes=len(partenaires), forme=forme)
