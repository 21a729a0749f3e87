"""A file of partenaires, for the coordination: chosen, shown for what it would do, imported."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from medlove.acces import Requete, reserve
from medlove.models import Role
from sessions.annuaire.depot import Depot, deposer, oublier, reprendre
from sessions.annuaire.forms_import import FichierForm
from territoires.annuaire.importation import AutrePlan, importer_partenaires, preparer
from territoires.annuaire.lecture import lire_tableau
from territoires.annuaire.plan import Plan
from territoires.importation.refus import FichierRefuse

RIEN_D_ECRIT = "Rien n’a été changé."
PLUS_LA = "Ce fichier n’attend plus : le choisir de nouveau. Rien n’a été changé."
A_CHANGE = "L’annuaire a changé entre-temps. Voici ce que le fichier y ferait maintenant."
ABANDONNE = "Import abandonné. Rien n’a été changé."


@reserve(Role.COORDINATION)
def importer(request: Requete) -> HttpResponse:
    form = FichierForm(request.POST or None, request.FILES or None)
    refus = ""
    if request.method == "POST" and form.is_valid():
        try:
            octets = form.contenu()
            preparer(lire_tableau(octets), request.equipe)
            deposer(request, form.cleaned_data["fichier"].name, octets)
            return redirect("annuaire_echanges:apercu")
        except FichierRefuse as refuse:
            refus = f"{refuse} {RIEN_D_ECRIT}"
    return render(request, "annuaire/import.html", {"form": form, "refus": refus})


@reserve(Role.COORDINATION)
@require_safe
def apercu(request: Requete) -> HttpResponse:
    depot = reprendre(request)
    if depot is None:
        return redirect("annuaire_echanges:importer")
    return _apercu(request, depot, preparer(lire_tableau(depot.octets), request.equipe))


@reserve(Role.COORDINATION)
@require_POST
def confirmer(request: Requete) -> HttpResponse:
    depot = reprendre(request)
    if depot is None:
        messages.warning(request, PLUS_LA)
        return redirect("annuaire_echanges:importer")
    try:
        plan = importer_partenaires(
            depot.octets,
            request.equipe,
            par=request.appartenance.utilisateur,
            empreinte=request.POST.get("empreinte", ""),
        )
    except AutrePlan as autre:
        messages.info(request, A_CHANGE)
        return _apercu(request, depot, autre.plan)
    oublier(request)
    return render(request, "annuaire/import_rapport.html", {"plan": plan, "nom": depot.nom})


@reserve(Role.COORDINATION)
@require_POST
def abandonner(request: Requete) -> HttpResponse:
    oublier(request)
    messages.info(request, ABANDONNE)
    return redirect("annuaire_echanges:importer")


def _apercu(request: Requete, depot: Depot, plan: Plan) -> HttpResponse:
    return render(request, "annuaire/import_apercu.html", {"plan": plan, "nom": depot.nom})
