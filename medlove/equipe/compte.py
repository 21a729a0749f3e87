"""Accounts: an invitation opens one, never a form on the street."""

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib.auth import login
from django.http import HttpRequest
from django.urls import reverse

from medlove.equipe.exigence import exigee_pour
from medlove.models import Utilisateur

CODE_FAUX = (
    "Ce code n’est pas le bon, ou il a changé entre-temps : reprendre celui de l’application."
)
TROP_D_ESSAIS = "Trop d’essais : attendre cinq minutes, puis recommencer."


class AdaptateurFerme(DefaultAccountAdapter):
    """allauth with sign-up closed, and its sentences said our way."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "Ce compte est fermé : demander à la coordination de l’équipe.",
        "email_password_mismatch": "L’adresse ou le mot de passe n’est pas le bon.",
        "enter_current_password": "Ce n’est pas votre mot de passe actuel.",
        "incorrect_code": CODE_FAUX,
        "incorrect_password": "Ce n’est pas votre mot de passe.",
        "invalid_password_reset": "Ce lien n’est plus valable : en demander un autre.",
        "too_many_login_attempts": TROP_D_ESSAIS,
        "rate_limited": TROP_D_ESSAIS,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **options: Any) -> bool:
        """Not of who has given the password within five minutes: to sign in is to confirm."""
        request = context.request
        donnes = [
            un["at"]
            for un in get_authentication_records(request, request.user)
            if un.get("method") == "password"
        ]
        if donnes and time.time() - donnes[-1] < app_settings.REAUTHENTICATION_TIMEOUT:
            return False
        return super().is_reauthentication_required(app=app, **options)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mfa_index")


class AdaptateurDoubleVerification(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": CODE_FAUX,
        "cannot_delete_authenticator": (
            "Votre rôle demande la double vérification\u202f: elle ne se retire pas."
        ),
        "cannot_generate_recovery_codes": (
            "Activer d’abord l’application d’authentification : les codes de secours la remplacent."
        ),
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not exigee_pour(authenticator.user)


def ouvrir_la_session(request: HttpRequest, utilisateur: Utilisateur) -> None:
    """Sign in somebody already known: by a door of the demonstration, by an invitation."""
    login(request, utilisateur, backend="allauth.account.auth_backends.AuthenticationBackend")
