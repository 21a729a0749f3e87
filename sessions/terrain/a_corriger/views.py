"""What is set aside, for the coordination: the list, one element, a tablet's file."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from medlove.acces import Requete, reserve
from medlove.journal.gestes import LECTURE_DE_NOTES
from medlove.journal.portes import servie
from medlove.models import Role
from medlove.templatetags.francais import compte
from sessions.acces import reception_a_corriger
from sessions.terrain.a_corriger import services
from sessions.terrain.a_corriger.correction import Correction
from sessions.terrain.a_corriger.examen import Dossier
from sessions.terrain.a_corriger.fichier import FichierRefuse, importer, lire_fichier
from sessions.terrain.a_corriger.forms import EcartForm, FichierForm
from sessions.terrain.a_corriger.page import page_de
from sessions.terrain.a_corriger.repertoire import Repertoire
from sessions.terrain.a_corriger.titres import apercus
from sessions.terrain.models import Reception

PAR_PAGE = 25
ENREGISTRE = "Enregistré. Les chiffres et la carte en tiennent compte."
DEJA_TRAITE = "Quelqu’un l’a déjà traité entre-temps."
RIEN_D_ECRIT = "Rien n’en a été enregistré."
SITE_GARDE = "Version du site gardée."


@reserve(Role.COORDINATION)
def liste(request: Requete) -> HttpResponse:
    receptions = Reception.objects.de(request.equipe).a_corriger().pour_la_liste()
    page = Paginator(receptions, PAR_PAGE).get_page(request.GET.get("page"))
    lignes = apercus(page, Repertoire(request.equipe))
    contexte = {"page": page, "lignes": lignes, "aujourd_hui": timezone.localdate()}
    return render(request, "a_corriger/liste.html", contexte)


@sensitive_post_parameters()
@reserve(Role.COORDINATION)
def fiche(request: Requete, pk: int) -> HttpResponse:
    dossier = Dossier(reception_a_corriger(request, pk))
    page = page_de(dossier)
    if dossier.empechement:
        return _montre(request, dossier, page)
    correction = Correction(dossier, page["repertoire"], request.POST or None)
    if request.method == "POST":
        try:
            if correction.enregistrer(par=request.appartenance.utilisateur):
                messages.success(request, ENREGISTRE)
                return redirect("a_corriger:liste")
        except services.DejaTraitee:
            return _deja_traite(request)
    contexte = {**page, "form": correction.form, "refusee": request.method == "POST"}
    return _montre(request, dossier, contexte)


def _montre(request: Requete, dossier: Dossier, contexte: dict[str, Any]) -> HttpResponse:
    """The page of one element, which may show a note: the tablet's, or the site's beside it."""
    reponse = render(request, "a_corriger/fiche.html", contexte)
    if not dossier.porte_une_note:
        return reponse
    objet = f"reception:{dossier.reception.pk}"
    return servie(request, reponse, LECTURE_DE_NOTES, objet=objet, lignes=1)


@reserve(Role.COORDINATION)
@require_POST
def revalider(request: Requete, pk: int) -> HttpResponse:
    reception = reception_a_corriger(request, pk)
    try:
        reglee = services.revalider(reception, par=request.appartenance.utilisateur)
    except services.DejaTraitee:
        return _deja_traite(request)
    if reglee:
        messages.success(request, "Enregistré, tel que la tablette l’avait envoyé.")
        return redirect("a_corriger:liste")
    messages.warning(request, "Il ne peut pas encore être enregistré : la raison est ci-dessous.")
    return redirect("a_corriger:fiche", pk=pk)


@reserve(Role.COORDINATION)
@require_POST
def tout_revalider(request: Requete) -> HttpResponse:
    reglees, restantes = services.tout_revalider(
        request.equipe, par=request.appartenance.utilisateur
    )
    phrase = f"{compte(reglees, 'enregistrement accepté,enregistrements acceptés')}."
    if restantes:
        phrase += f" {restantes} à corriger encore."
    messages.success(request, phrase) if reglees else messages.info(request, phrase)
    return redirect("a_corriger:liste")


@reserve(Role.COORDINATION)
@require_POST
def garder(request: Requete, pk: int) -> HttpResponse:
    reception = reception_a_corriger(request, pk)
    if Dossier(reception).rivale is None:
        return redirect("a_corriger:ecarter", pk=pk)
    return _ecarter(
        request, reception, SITE_GARDE, "La version du site est gardée. L’autre est écartée."
    )


@reserve(Role.COORDINATION)
def ecarter(request: Requete, pk: int) -> HttpResponse:
    reception = reception_a_corriger(request, pk)
    form = EcartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _ecarter(
            request, reception, form.cleaned_data["motif"], "Écarté. Le motif est gardé."
        )
    [apercu] = apercus([reception], Repertoire(request.equipe))
    return render(request, "a_corriger/ecarter.html", {"form": form, "apercu": apercu})


@reserve(Role.COORDINATION)
def fichier(request: Requete) -> HttpResponse:
    form = FichierForm(request.POST or None, request.FILES or None)
    rapport, refus = None, ""
    if request.method == "POST" and form.is_valid():
        try:
            attente = lire_fichier(form.contenu(), request.equipe)
            rapport = importer(attente, request.equipe, par=request.appartenance.utilisateur)
        except FichierRefuse as refuse:
            refus = f"{refuse} {RIEN_D_ECRIT}"
    contexte = {"form": form, "rapport": rapport, "refus": refus}
    return render(request, "a_corriger/fichier.html", contexte)


def _ecarter(request: Requete, reception: Reception, motif: str, fait: str) -> HttpResponse:
    try:
        services.ecarter(reception, motif, par=request.appartenance.utilisateur)
    except services.DejaTraitee:
        return _deja_traite(request)
    messages.success(request, fait)
    return redirect("a_corriger:liste")


def _deja_traite(request: Requete) -> HttpResponse:
    messages.info(request, DEJA_TRAITE)
    return redirect("a_corriger:liste")
