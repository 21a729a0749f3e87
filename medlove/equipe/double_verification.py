"""The second factor: who must have one, and what waits until they do; when a phone is lost."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from medlove.equipe import connexions
from medlove.equipe.demonstration import entre_par_une_porte
from medlove.equipe.exigence import a_la_sienne, exigee
from medlove.journal import consigner
from medlove.models import Appartenance, Utilisateur

MISE_EN_PLACE = "mfa_activate_totp"
# What one needs to set it up, or to give up.
LAISSEES = {MISE_EN_PLACE, "account_reauthenticate", "account_logout"}
PAS_SOI = (
    "Votre propre double vérification ne se retire pas ainsi\u202f: "
    "le demander à une autre personne."
)
PLUS_QUE_L_EQUIPE = (
    "Ce compte administre l’instance, ou n’est pas de cette seule équipe\u202f: "
    "c’est à l’administration de retirer sa double vérification."
)


class DoubleVerificationExigee:
    """Until it is set up, every page leads there; to the API such a session is nobody's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: Any, vue: Callable[..., HttpResponseBase], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if not _manque(request):
            return None
        if request.resolver_match.namespace == "api":
            request.user = AnonymousUser()
            request.appartenances, request.appartenance, request.equipe = [], None, None
            return None
        if not getattr(vue, "login_required", True):
            return None
        request.double_verification_exigee = True
        if request.resolver_match.view_name in LAISSEES:
            return None
        return redirect(MISE_EN_PLACE)


def _manque(request: Any) -> bool:
    if not request.user.is_authenticated or not exigee(request.user, request.appartenances):
        return False
    if request.appartenances:
        deja = request.appartenances[0].double_verification
    else:
        deja = a_la_sienne(request.user)
    return not deja and not entre_par_une_porte(request)


def de_cette_seule_equipe(appartenance: Appartenance) -> bool:
    """Whether the account opens this équipe and nothing else."""
    utilisateur = appartenance.utilisateur
    return not utilisateur.is_staff and list(utilisateur.appartenances.en_cours()) == [appartenance]


@transaction.atomic
def retirer(appartenance: Appartenance, *, par: Utilisateur) -> None:
    """A phone is lost: the member sets up another at the next sign-in, with the password.

    ValidationError for oneself, and for an account that opens something else than this équipe,
    or does not open it: anybody's address can be invited.
    """
    utilisateur = appartenance.utilisateur
    if utilisateur == par:
        raise ValidationError(PAS_SOI)
    if not de_cette_seule_equipe(appartenance):
        raise ValidationError(PLUS_QUE_L_EQUIPE)
    oublier(utilisateur)
    consigner(
        "membre.double_verification_retiree",
        equipe=appartenance.equipe,
        par=par,
        objet=f"compte:{utilisateur.pk}",
    )


def oublier(utilisateur: Utilisateur) -> None:
    """Neither application nor recovery codes any more, and every session ended."""
    Authenticator.objects.filter(user=utilisateur).delete()
    connexions.tout_fermer(utilisateur)
