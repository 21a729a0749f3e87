"""The page an invited person opens first: choose a password, and come in."""

from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from medlove.equipe import services
from medlove.equipe.compte import ouvrir_la_session
from medlove.equipe.forms import ArriveeForm
from medlove.equipe.invitations import attendue_par, invite_par
from medlove.equipe.middleware import CLE_DE_SESSION
from medlove.hotes import adresse_du_visiteur
from sessions.limite import Limite, Trop

ESSAIS = Limite("invitations", 30, 300, "Trop d’essais\u202f: attendre cinq minutes.")


@login_not_required
@sensitive_post_parameters("password1", "password2")
@never_cache
def invitation(request: HttpRequest, jeton: str) -> HttpResponse:
    """Unknown, used and out-of-date links get one same answer."""
    try:
        ESSAIS.compter(adresse_du_visiteur(request))
    except Trop as trop:
        return trop_d_essais(request, trop)
    invite = invite_par(jeton)
    if invite is None:
        return _perdue(request)
    form = ArriveeForm(request.POST or None, utilisateur=invite)
    if request.method == "POST" and form.is_valid():
        try:
            services.accepter(invite, form.cleaned_data["password1"])
        except ValidationError:
            return _perdue(request)
        ouvrir_la_session(request, invite)
        reauthenticate_by_password(request)
        return redirect("accueil")
    membres = invite.appartenances.filter(is_active=True).select_related("equipe")
    return render(
        request, "equipe/invitation.html", {"form": form, "invite": invite, "membres": membres}
    )


@never_cache
def rejoindre(request: HttpRequest, jeton: str) -> HttpResponse:
    """Say yes to another équipe, signed in with the account that it invites."""
    assert request.user.is_authenticated
    attendue = attendue_par(jeton, request.user)
    if attendue is None:
        return _perdue(request)
    if request.method == "POST":
        services.rejoindre(attendue)
        request.session[CLE_DE_SESSION] = str(attendue.equipe_id)
        messages.success(
            request, f"Vous faites partie de l’équipe «\u202f{attendue.equipe}\u202f»."
        )
        return redirect("accueil")
    return render(request, "equipe/rejoindre.html", {"appartenance": attendue})


def _perdue(request: HttpRequest) -> HttpResponse:
    return render(request, "equipe/invitation_perdue.html", status=404)


def trop_d_essais(request: HttpRequest, trop: Trop) -> HttpResponse:
    reponse = render(request, "429.html", status=429)
    reponse["Retry-After"] = str(trop.reste)
    return reponse
