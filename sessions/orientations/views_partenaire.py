"""/o/partenaire/, where the secret link of a partenaire leads: it finds a card by its code, tells
what came of it, or gives a number for a month."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from medlove.hotes import adresse_du_visiteur
from sessions.limite import Limite, Trop
from sessions.orientations import liens, retours
from sessions.orientations.forms import CarteReconnueForm, CodeForm, RetourForm
from sessions.orientations.models import Orientation
from sessions.orientations.services import SuiteRefusee, conclure, par_code
from sessions.orientations.views_o import ESSAIS, sans_trace, trop_d_essais
from territoires.models import Partenaire

CODES = Limite(
    "codes-de-carte",
    20,
    600,
    "Trop de codes essayés\u202f: attendre dix minutes, puis recommencer.",
)
LIEN_INCONNU = (
    "Ce lien n’est pas reconnu, ou a été remplacé\u202f: en demander un autre à l’équipe."
)
CODE_INCONNU = (
    "Aucune carte en attente ne porte ce code\u202f: le relire sous le carré. "
    "Une carte remise aujourd’hui peut n’être connue que demain."
)


def au_partenaire(vue: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For a browser that speaks for a partenaire, given to the view; else the way in."""

    @login_not_required
    @sensitive_post_parameters()
    @never_cache
    @wraps(vue)
    def vue_au_partenaire(request: HttpRequest) -> HttpResponse:
        partenaire = liens.reconnu(request)
        if partenaire is None:
            return redirect("suite:partenaire")
        try:
            return vue(request, partenaire)
        except Trop as trop:
            return trop_d_essais(request, trop)

    return vue_au_partenaire


@require_safe
@login_not_required
@never_cache
def partenaire(request: HttpRequest) -> HttpResponse:
    sien = liens.reconnu(request)
    if sien is not None:
        return _montrer(request, sien)
    reponse = render(request, "o/entrer.html")
    reponse["Referrer-Policy"] = "no-referrer"
    return reponse


@require_POST
@sans_trace
@sensitive_variables()
def entrer(request: HttpRequest) -> HttpResponse:
    """Exchange the secret for a signed cookie of half an hour."""
    try:
        ESSAIS.compter(adresse_du_visiteur(request))
    except Trop as trop:
        return trop_d_essais(request, trop)
    sien = liens.par_lien(request.POST.get("secret", ""))
    if sien is None:
        return render(request, "o/message.html", {"phrase": LIEN_INCONNU}, status=404)
    reponse = redirect("suite:partenaire")
    liens.ouvrir(reponse, sien)
    return reponse


@require_POST
@au_partenaire
@sensitive_variables()
def chercher(request: HttpRequest, partenaire: Partenaire) -> HttpResponse:
    form = CodeForm(request.POST)
    orientation = _chercher(form, partenaire)
    if orientation is None:
        return _montrer(request, partenaire, code_form=form)
    issue = CarteReconnueForm(initial={"code": form.cleaned_data["code"]})
    return _montrer(request, partenaire, orientation=orientation, issue_form=issue)


@require_POST
@au_partenaire
@sensitive_variables()
def dire(request: HttpRequest, partenaire: Partenaire) -> HttpResponse:
    code_form, form = CodeForm(request.POST), CarteReconnueForm(request.POST)
    orientation = _chercher(code_form, partenaire)
    if orientation is None:
        return _montrer(request, partenaire, code_form=code_form)
    if form.is_valid():
        dit = form.cleaned_data
        try:
            conclure(orientation, dit["statut"], source="le_partenaire", motif=dit["motif"])
        except SuiteRefusee as refus:
            form.add_error(None, str(refus))
        else:
            messages.success(request, "C’est noté, merci\u202f: l’équipe le verra.")
            return redirect("suite:partenaire")
    return _montrer(request, partenaire, orientation=orientation, issue_form=form)


@require_POST
@au_partenaire
def retour(request: HttpRequest, partenaire: Partenaire) -> HttpResponse:
    form = RetourForm(request.POST, partenaire=partenaire)
    if form.is_valid():
        dit = form.cleaned_data
        try:
            retours.dire(partenaire, dit["mois"], dit["accueillies"], source="le_partenaire")
        except retours.RetourRefuse as refus:
            form.add_error("accueillies", str(refus))
        else:
            messages.success(request, "C’est noté, merci\u202f: l’équipe le verra.")
            return redirect("suite:partenaire")
    return _montrer(request, partenaire, retour_form=form)


@require_POST
@au_partenaire
def sortir(request: HttpRequest, partenaire: Partenaire) -> HttpResponse:
    reponse = redirect("suite:partenaire")
    liens.fermer(reponse)
    return reponse


def _chercher(form: CodeForm, partenaire: Partenaire) -> Orientation | None:
    """The orientation of this partenaire that the code names; else the form says why.

    Raises Trop.
    """
    CODES.compter(str(partenaire.pk))
    if not form.is_valid():
        return None
    siennes = Orientation.objects.filter(partenaire=partenaire).select_related("categorie")
    orientation = par_code(form.cleaned_data["code"], siennes)
    if orientation is None:
        form.add_error("code", CODE_INCONNU)
    return orientation


def _montrer(request: HttpRequest, partenaire: Partenaire, **formulaires: Any) -> HttpResponse:
    contexte = {
        "partenaire": partenaire,
        "code_form": CodeForm(),
        "orientation": None,
        "issue_form": None,
        "retour_form": RetourForm(partenaire=partenaire),
        **formulaires,
    }
    return render(request, "o/partenaire.html", contexte)
