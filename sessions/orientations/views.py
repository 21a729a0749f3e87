"""What came of orientations, as the équipe is told: by phone, by the person, by month; and the
secret links of its partenaires."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from medlove.acces import Requete, reserve, reserve_au_terrain
from medlove.journal import consigner
from medlove.models import Role
from sessions.acces import orientation_visible, partenaire_de_l_equipe
from sessions.orientations import liens, retours
from sessions.orientations.forms import IssueForm, RetourForm, SuiteForm, SuiteParCodeForm
from sessions.orientations.models import Orientation
from sessions.orientations.repertoire import repertoire
from sessions.orientations.services import SuiteRefusee, conclure, par_code
from sessions.qr import dessiner_qr

CODE_INCONNU = (
    "Aucune orientation en attente ne porte ce code\u202f: "
    "le faire relire sous le carré de la carte."
)


@reserve(Role.COORDINATION)
@sensitive_post_parameters("code")
def dire(request: Requete) -> HttpResponse:
    """By the code of its card, told by phone."""
    form = SuiteParCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        siennes = Orientation.objects.de(request.equipe)
        orientation = par_code(form.cleaned_data["code"], siennes)
        if orientation is None:
            form.add_error("code", CODE_INCONNU)
        elif _conclure(request, orientation, form):
            return redirect("orientations_gestes:dire")
    contexte = {"form": form, "partenaires": repertoire(request.equipe)}
    return render(request, "orientations/suites.html", contexte)


@reserve_au_terrain
def suite(request: Requete, pk: UUID) -> HttpResponse:
    """Of one orientation, from the page of its rencontre, while it is still known."""
    orientation = orientation_visible(request, pk)
    form = SuiteForm(
        request.POST or None,
        initial={"source": "la_personne"},
        sur_rendez_vous=orientation.sur_rendez_vous,
    )
    rencontre = orientation.besoin.rencontre_id if orientation.besoin else None
    if request.method == "POST" and form.is_valid() and _conclure(request, orientation, form):
        return redirect("rencontres:fiche", rencontre)
    contexte = {"form": form, "orientation": orientation, "rencontre": rencontre}
    return render(request, "orientations/suite.html", contexte)


def _conclure(request: Requete, orientation: Orientation, form: IssueForm) -> bool:
    dit = form.cleaned_data
    try:
        conclure(orientation, dit["statut"], source=dit["source"], motif=dit["motif"])
    except SuiteRefusee as refus:
        form.add_error("statut", str(refus))
        return False
    par = request.appartenance.utilisateur
    consigner("suite_dite", equipe=request.equipe, par=par, source=dit["source"])
    messages.success(
        request,
        "La suite est notée\u202f: rien ne relie plus cette orientation à la rencontre.",
    )
    return True


@reserve(Role.COORDINATION)
def retour(request: Requete, pk: UUID) -> HttpResponse:
    partenaire = partenaire_de_l_equipe(request, pk)
    form = RetourForm(request.POST or None, partenaire=partenaire)
    if request.method == "POST" and form.is_valid():
        dit, par = form.cleaned_data, request.appartenance.utilisateur
        try:
            retours.dire(
                partenaire, dit["mois"], dit["accueillies"], source="la_coordination", par=par
            )
        except retours.RetourRefuse as refus:
            form.add_error("accueillies", str(refus))
        else:
            messages.success(request, f"Le retour de {partenaire} est noté pour ce mois.")
            return redirect("orientations_gestes:retour", partenaire.pk)
    contexte = {"form": form, "partenaire": partenaire}
    return render(request, "orientations/retour.html", contexte)


@reserve(Role.COORDINATION)
@never_cache
@sensitive_variables("montre", "qr", "contexte")
def lien(request: Requete, pk: UUID) -> HttpResponse:
    """Make, renew or withdraw the link of a partenaire; a new one is shown this once."""
    partenaire, par = partenaire_de_l_equipe(request, pk), request.appartenance.utilisateur
    montre, qr = "", ""
    if request.method == "POST" and request.POST.get("geste") == "retirer":
        liens.retirer(partenaire, par=par)
        messages.success(request, "Le lien est retiré\u202f: il n’ouvre plus rien.")
        return redirect("orientations_gestes:lien", partenaire.pk)
    if request.method == "POST":
        page = request.build_absolute_uri(reverse("suite:partenaire"))
        montre = f"{page}#{liens.donner(partenaire, par=par)}"
        qr = dessiner_qr(montre, "Carré qui porte le lien du partenaire")
    contexte = {"partenaire": partenaire, "lien": montre, "qr": qr}
    return render(request, "orientations/lien.html", contexte)
