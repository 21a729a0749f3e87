"""Past sorties and rencontres from a spreadsheet, for the coordination: chosen, matched, shown
for what it would do, imported, undone."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from medlove.acces import Requete, reserve
from medlove.models import Role
from medlove.templatetags.francais import compte
from sessions.acces import transfert_de_l_equipe
from sessions.periodes import Periode
from sessions.transferts.champs import proposer
from sessions.transferts.depot import Depot, associer, deposer, oublier, reprendre
from sessions.transferts.forms import ColonnesForm, FichierForm, ValeursForm
from sessions.transferts.lecture import Choix
from sessions.transferts.modele import FORMES
from sessions.transferts.models import JOURS_POUR_ANNULER, Transfert
from sessions.transferts.plan import Plan
from sessions.transferts.repertoire import Territoire
from sessions.transferts.services import annulation
from sessions.transferts.services.importation import (
    AutrePlan,
    prevoir,
    refuser_un_deja_importe,
)
from sessions.transferts.services.importation import importer as ecrire
from sessions.transferts.tableau import Tableau, lire
from territoires.importation.refus import FichierRefuse

RIEN_D_ECRIT = "Rien n’a été enregistré."
PLUS_LA = f"Ce fichier n’attend plus\u202f: le choisir de nouveau. {RIEN_D_ECRIT}"
A_CHANGE = "Quelque chose a changé entre-temps. Voici ce que le fichier ferait maintenant."
ABANDONNE = f"Import abandonné, fichier effacé. {RIEN_D_ECRIT}"
TROP_TARD = "Cet import ne s’annule plus\u202f: il l’est déjà, ou date de plus de 30 jours."
PAR_PAGE = 20


@reserve(Role.COORDINATION)
@require_safe
def liste(request: Requete) -> HttpResponse:
    faits = Transfert.objects.de(request.equipe).pour_la_liste()
    page = Paginator(faits, PAR_PAGE).get_page(request.GET.get("page"))
    return render(request, "transferts/liste.html", {"page": page, "jours": JOURS_POUR_ANNULER})


@reserve(Role.COORDINATION)
@require_safe
def modele(request: Requete, forme: str) -> HttpResponse:
    if forme not in FORMES:
        raise Http404
    fabriquer, genre = FORMES[forme]
    nom = f'attachment; filename="modele-rencontres.{forme}"'
    entetes = {"Content-Disposition": nom, "Cache-Control": "private, no-store"}
    return HttpResponse(fabriquer(Territoire(request.equipe)), content_type=genre, headers=entetes)


@reserve(Role.COORDINATION)
def importer(request: Requete) -> HttpResponse:
    form = FichierForm(request.POST or None, request.FILES or None)
    refus = ""
    if request.method == "POST" and form.is_valid():
        try:
            tableau = lire(form.contenu())
            refuser_un_deja_importe(tableau, request.equipe)
            choix = _deja_dit(request, tableau) or Choix(colonnes=proposer(tableau.colonnes))
            deposer(request, form.cleaned_data["fichier"].name, tableau, choix)
            return redirect("transferts:colonnes")
        except FichierRefuse as refuse:
            refus = f"{refuse} {RIEN_D_ECRIT}"
    return render(request, "transferts/importer.html", {"form": form, "refus": refus})


@reserve(Role.COORDINATION)
def colonnes(request: Requete) -> HttpResponse:
    if (depot := reprendre(request)) is None:
        return redirect("transferts:importer")
    territoire = Territoire(request.equipe, depot.tableau.colonnes)
    form = ColonnesForm(depot.tableau, territoire, depot.choix, request.POST or None)
    manques: list[str] = []
    if form.is_valid():
        associer(request, form.choisi())
        plan = prevoir(depot.tableau, form.choisi(), request.equipe)
        if not plan.manques:
            return redirect("transferts:valeurs" if plan.a_associer else "transferts:apercu")
        manques = plan.manques
    contexte = {"form": form, "depot": depot, "manques": manques}
    return render(request, "transferts/colonnes.html", contexte)


@reserve(Role.COORDINATION)
def valeurs(request: Requete) -> HttpResponse:
    if (depot := reprendre(request)) is None:
        return redirect("transferts:importer")
    plan = prevoir(depot.tableau, depot.choix, request.equipe)
    if plan.manques:
        return redirect("transferts:colonnes")
    form = ValeursForm(plan.a_associer, plan.territoire, depot.choix, request.POST or None)
    if not form.fields:
        return redirect("transferts:apercu")
    if form.is_valid():
        associer(request, form.choisi())
        return redirect("transferts:apercu")
    return render(request, "transferts/valeurs.html", {"form": form, "depot": depot})


@reserve(Role.COORDINATION)
@require_safe
def apercu(request: Requete) -> HttpResponse:
    if (depot := reprendre(request)) is None:
        return redirect("transferts:importer")
    plan = prevoir(depot.tableau, depot.choix, request.equipe)
    if plan.manques:
        return redirect("transferts:colonnes")
    if plan.a_associer:
        return redirect("transferts:valeurs")
    return _apercu(request, depot, plan)


@reserve(Role.COORDINATION)
@require_POST
def confirmer(request: Requete) -> HttpResponse:
    if (depot := reprendre(request)) is None:
        messages.warning(request, PLUS_LA)
        return redirect("transferts:importer")
    try:
        fait = ecrire(
            *(depot.tableau, depot.choix, request.equipe),
            nom=depot.nom,
            par=request.appartenance.utilisateur,
            empreinte=request.POST.get("empreinte", ""),
        )
    except AutrePlan:
        messages.info(request, A_CHANGE)
        return redirect("transferts:apercu")
    except FichierRefuse as refus:
        messages.error(request, str(refus))
        return redirect("transferts:liste")
    oublier(request)
    ecrites = f"{compte(fait.rencontres, 'rencontre')} et {compte(fait.sorties, 'sortie')}"
    messages.success(request, f"Fichier importé\u202f: {ecrites}.")
    return redirect("transferts:liste")


@reserve(Role.COORDINATION)
@require_POST
def abandonner(request: Requete) -> HttpResponse:
    oublier(request)
    messages.info(request, ABANDONNE)
    return redirect("transferts:liste")


@reserve(Role.COORDINATION)
def annuler(request: Requete, pk: UUID) -> HttpResponse:
    transfert = transfert_de_l_equipe(request, pk)
    if request.method == "POST":
        try:
            fait = annulation.annuler(transfert, par=request.appartenance.utilisateur)
            retirees = compte(fait.rencontres, "rencontre retirée,rencontres retirées")
            messages.success(request, f"Import annulé\u202f: {retirees}.")
        except annulation.Inannulable:
            messages.error(request, TROP_TARD)
        return redirect("transferts:liste")
    contexte = {"transfert": transfert, "retrait": annulation.constater(transfert)}
    return render(request, "transferts/annuler.html", contexte)


def _deja_dit(request: Requete, tableau: Tableau) -> Choix | None:
    """What was matched for the file that this one replaces, if its columns are the same: rows
    refused are put right in the file, and nothing is told twice."""
    avant = reprendre(request)
    return avant.choix if avant and avant.tableau.colonnes == tableau.colonnes else None


def _apercu(request: Requete, depot: Depot, plan: Plan) -> HttpResponse:
    publiees = [Periode.lire(code).libelle for code in plan.publications]
    contexte = {"plan": plan, "depot": depot, "publiees": publiees}
    return render(request, "transferts/apercu.html", contexte)
