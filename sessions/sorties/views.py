"""The pages of sorties: everybody of the field reads, the coordination plans."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from medlove.acces import Requete, reserve, reserve_au_terrain
from medlove.models import Role
from sessions.acces import sortie_visible
from sessions.sorties import recit, services
from sessions.sorties.depart import depart
from sessions.sorties.forms import AnnulationForm, RepetitionForm, SortieForm
from sessions.sorties.models import Passages, Sortie
from sessions.sorties.repetition import jours_suivants, repeter
from sessions.sorties.vues import VUES, en_liste


@reserve_au_terrain
def liste(request: Requete) -> HttpResponse:
    """`?vue=calendrier` and `?vue=prevu` read the same sorties otherwise."""
    vue = request.GET.get("vue", "")
    contexte = VUES.get(vue, en_liste)(request)
    return render(request, contexte["gabarit"], {"vue": vue, **contexte})


@reserve_au_terrain
def fiche(request: Requete, pk: UUID) -> HttpResponse:
    sortie = sortie_visible(request, pk)
    haltes = list(sortie.haltes.racontees())
    passages = Passages.objects.filter(halte__sortie=sortie).totaux()
    nb_rencontres = sortie.rencontres.count()
    contexte = {
        "sortie": sortie,
        "questions": recit.questions(sortie),
        "haltes": haltes,
        **passages,
        "minutes": sum(halte.minutes or 0 for halte in haltes),
        "nb_rencontres": nb_rencontres,
        "rencontres": sortie.rencontres.visible_to(request.appartenance).pour_la_liste(),
        "se_compare": recit.se_compare(sortie),
        "est_mixte": services.est_mixte(sortie),
        "peut_s_annuler": services.peut_s_annuler(sortie),
    }
    if bilan := getattr(sortie, "bilan", None):
        contexte["bilan"] = bilan
        ailleurs = recit.COMPARES if recit.se_compare(sortie) else ()
        contexte["bilan_raconte"] = recit.bilan_raconte(bilan, request.appartenance, ailleurs)
        contexte["ecart"] = recit.ecart(bilan, {"rencontres": nb_rencontres, **passages})
        contexte["outils"] = bilan.outils.select_related("outil")
    return render(request, "sorties/fiche.html", contexte)


@reserve(Role.COORDINATION)
def nouvelle(request: Requete) -> HttpResponse:
    """Plan a sortie; the address may say from what it starts: see `depart`."""
    sortie = Sortie(equipe=request.equipe)
    return _planifier(request, sortie, initial=depart(request))


@reserve(Role.COORDINATION)
def modifier(request: Requete, pk: UUID) -> HttpResponse:
    sortie = sortie_visible(request, pk)
    if sortie.statut == Sortie.ANNULEE:
        messages.error(request, "Cette sortie est annulée : en planifier une autre.")
        return redirect("sorties:fiche", pk=pk)
    return _planifier(request, sortie)


@reserve(Role.COORDINATION)
def annuler(request: Requete, pk: UUID) -> HttpResponse:
    sortie = sortie_visible(request, pk)
    if not services.peut_s_annuler(sortie):
        messages.error(request, "Cette sortie a eu lieu : elle ne s’annule plus.")
        return redirect("sorties:fiche", pk=pk)
    form = AnnulationForm(request.POST or None)
    if form.is_valid() and _annulee(request, sortie, form):
        messages.success(request, "Sortie annulée. Les tablettes le sauront une fois en ligne.")
        return redirect("sorties:fiche", pk=pk)
    return render(request, "sorties/annuler.html", {"sortie": sortie, "form": form})


@reserve(Role.COORDINATION)
def encore(request: Requete, pk: UUID) -> HttpResponse:
    """Plan it again on the following weeks."""
    sortie = sortie_visible(request, pk)
    if sortie.statut == Sortie.ANNULEE:
        messages.error(request, "Cette sortie est annulée\u202f: en répéter une autre.")
        return redirect("sorties:fiche", pk=pk)
    form = RepetitionForm(request.POST or None)
    if form.is_valid():
        faite = repeter(sortie, form.cleaned_data["fois"], par=request.appartenance.utilisateur)
        messages.success(request, recit.repetition(faite.creees, faite.sautees))
        return redirect(f"{reverse('sorties:liste')}?statut={Sortie.PLANIFIEE}")
    contexte = {"sortie": sortie, "form": form, "premier": jours_suivants(sortie.date, 1)}
    return render(request, "sorties/repeter.html", contexte)


def _planifier(
    request: Requete, sortie: Sortie, *, initial: dict[str, Any] | None = None
) -> HttpResponse:
    existe = not sortie._state.adding
    form = SortieForm(request.POST or None, instance=sortie, initial=initial)
    if form.is_valid() and _enregistree(request, form):
        messages.success(request, "Sortie enregistrée. Les tablettes la verront une fois en ligne.")
        return redirect("sorties:fiche", pk=sortie.pk)
    retour = reverse("sorties:fiche", args=[sortie.pk]) if existe else reverse("sorties:liste")
    contexte = {"form": form, "existe": existe, "retour": retour}
    return render(request, "sorties/formulaire.html", contexte)


def _annulee(request: Requete, sortie: Sortie, form: AnnulationForm) -> bool:
    """Call it off; False, and why above the form, when another edition came meanwhile."""
    try:
        services.annuler(sortie, form.cleaned_data["motif"], par=request.appartenance.utilisateur)
    except services.SortieChangee:
        form.add_error(None, services.A_CHANGE)
        return False
    return True


def _enregistree(request: Requete, form: SortieForm) -> bool:
    """Save it; False, and why above the form, when another edition came meanwhile."""
    try:
        services.enregistrer(
            form.save(commit=False),
            par=request.appartenance.utilisateur,
            equipage=form.cleaned_data["equipage"],
        )
    except services.SortieChangee:
        form.add_error(None, services.A_CHANGE)
        return False
    return True
