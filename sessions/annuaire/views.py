"""The directory: all of the field read it and say what is true, the coordination keeps it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from medlove.acces import Requete, reserve, reserve_au_terrain
from medlove.models import Role
from sessions.acces import partenaire_de_l_equipe
from sessions.annuaire import presentation, services
from sessions.annuaire.filtres import PartenaireFiltre
from sessions.annuaire.forms import PartenaireForm, PauseForm
from sessions.annuaire.lecture import lire_la_saisie
from territoires.models import Partenaire, Professionnel


@reserve_au_terrain
def liste(request: Requete) -> HttpResponse:
    tous = Partenaire.objects.visible_to(request.appartenance)
    filtre = PartenaireFiltre(request.GET, queryset=tous, equipe=request.equipe)
    partenaires, page = services.page_de(filtre, request.GET.get("page"))
    lignes = presentation.lignes(partenaires)
    contexte = {
        "filtre": filtre,
        "page": page,
        "lignes": lignes,
        "points": presentation.points(lignes),
        "fond": presentation.fond(request.equipe),
        "comptes": services.compter(request.equipe),
    }
    return render(request, "annuaire/liste.html", contexte)


@reserve_au_terrain
def imprimer(request: Requete) -> HttpResponse:
    """The same search, quartier by quartier, for a sheet of paper."""
    tous = Partenaire.objects.visible_to(request.appartenance)
    filtre = PartenaireFiltre(request.GET, queryset=tous, equipe=request.equipe)
    partenaires, coupe = services.a_imprimer(filtre)
    contexte = {
        "lignes": presentation.lignes(partenaires),
        "au_plus": services.AU_PLUS,
        "coupe": coupe,
        "jour": timezone.localdate(),
    }
    return render(request, "annuaire/imprimer.html", contexte)


@reserve_au_terrain
def fiche(request: Requete, pk: UUID) -> HttpResponse:
    partenaire = partenaire_de_l_equipe(request, pk)
    lignes = presentation.lignes([partenaire])
    professionnels = Professionnel.objects.de(request.equipe).a_appeler()
    contexte = {
        "partenaire": partenaire,
        "ligne": lignes[0],
        "listes": presentation.listes(partenaire),
        "sites": presentation.sites(partenaire),
        "categories": partenaire.categories.order_by("ordre", "code"),
        "professionnels": professionnels.filter(partenaire=partenaire),
        "fond": presentation.fond(request.equipe) if lignes[0].numero else None,
        "points": presentation.points(lignes),
    }
    return render(request, "annuaire/fiche.html", contexte)


@reserve(Role.COORDINATION)
def nouveau(request: Requete) -> HttpResponse:
    return _enregistrer(request, Partenaire(equipe=request.equipe))


@reserve(Role.COORDINATION)
def modifier(request: Requete, pk: UUID) -> HttpResponse:
    return _enregistrer(request, partenaire_de_l_equipe(request, pk))


@reserve(Role.COORDINATION)
def mettre_en_pause(request: Requete, pk: UUID) -> HttpResponse:
    partenaire = partenaire_de_l_equipe(request, pk)
    connue = {"jusqu_au": partenaire.en_pause_jusqu_au, "motif": partenaire.motif_de_pause}
    form = PauseForm(request.POST or None, initial=connue)
    if form.is_valid():
        services.mettre_en_pause(
            partenaire, form.cleaned_data["jusqu_au"], form.cleaned_data["motif"]
        )
        messages.success(request, f"{partenaire} est en pause. Les tablettes le sauront en ligne.")
        return redirect("annuaire:fiche", pk=pk)
    return render(request, "annuaire/pause.html", {"partenaire": partenaire, "form": form})


@reserve(Role.COORDINATION)
@require_POST
def reprendre(request: Requete, pk: UUID) -> HttpResponse:
    partenaire = partenaire_de_l_equipe(request, pk)
    services.reprendre(partenaire)
    messages.success(request, f"{partenaire} accueille de nouveau.")
    return redirect("annuaire:fiche", pk=pk)


@reserve_au_terrain
@require_POST
def dire_exact(request: Requete, pk: UUID) -> HttpResponse:
    partenaire = partenaire_de_l_equipe(request, pk)
    services.dire_exact(partenaire, request.appartenance.utilisateur)
    messages.success(request, f"{partenaire} : vérifié aujourd’hui, par vous.")
    return _revenir(request, partenaire)


@reserve_au_terrain
@require_POST
def dire_inexact(request: Requete, pk: UUID) -> HttpResponse:
    partenaire = partenaire_de_l_equipe(request, pk)
    services.dire_inexact(partenaire)
    messages.success(request, f"{partenaire} passe en tête des fiches à vérifier.")
    return _revenir(request, partenaire)


@reserve(Role.COORDINATION)
def lecture(request: Requete) -> JsonResponse:
    """The hours being typed, read back in words, for the page that types them."""
    return JsonResponse(lire_la_saisie(request.GET, timezone.now()))


def _enregistrer(request: Requete, partenaire: Partenaire) -> HttpResponse:
    existe = not partenaire._state.adding
    form = PartenaireForm(request.POST or None, instance=partenaire)
    if form.is_valid():
        form.save()
        if form.cleaned_data["verifie"]:
            services.dire_exact(partenaire, request.appartenance.utilisateur)
        messages.success(request, f"{partenaire} est enregistré.")
        return redirect("annuaire:fiche", pk=partenaire.pk)
    contexte = {"form": form, "existe": existe, "partenaire": partenaire}
    return render(request, "annuaire/formulaire.html", contexte)


def _revenir(request: Requete, partenaire: Partenaire) -> HttpResponse:
    """Where the gesture was made: a page of the list, else the entry."""
    retour = request.POST.get("retour", "")
    if retour.startswith("/") and url_has_allowed_host_and_scheme(retour, allowed_hosts=None):
        return redirect(retour)
    return redirect("annuaire:fiche", pk=partenaire.pk)
