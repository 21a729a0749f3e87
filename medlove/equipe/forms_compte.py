"""allauth's forms in our look: the label says everything, so no placeholder beside it."""

from typing import Any

from allauth.account import forms as compte
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django.http import HttpRequest

from medlove.equipe.forms import SUR_LE_MOT_DE_PASSE

SUR_LE_CODE = "Les six chiffres que montre l’application en ce moment."
SUR_LE_CODE_OU_LE_SECOURS = "Les six chiffres de l’application, ou un code de secours."


class Nu:
    """Fields with our labels and help, without placeholder."""

    libelles: dict[str, str] = {}
    aides: dict[str, str] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for nom, champ in self.fields.items():
            champ.widget.attrs.pop("placeholder", None)
            champ.label = self.libelles.get(nom, champ.label)
            champ.help_text = self.aides.get(nom, "")


class Connexion(Nu, compte.LoginForm):
    libelles = {"login": "Adresse électronique", "password": "Mot de passe"}


class Confirmation(Nu, compte.ReauthenticateForm):
    libelles = {"password": "Mot de passe"}


class Oubli(Nu, compte.ResetPasswordForm):
    libelles = {"email": "Adresse électronique"}
    a_envoyer = False

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Nothing yet: `envoyer` does it, once the answer is gone."""
        self.a_envoyer = True
        return self.cleaned_data["email"]

    def envoyer(self, request: HttpRequest) -> None:
        super().save(request)


class NouveauMotDePasse(Nu, compte.ResetPasswordKeyForm):
    libelles = {"password1": "Nouveau mot de passe", "password2": "Le même, une seconde fois"}
    aides = {"password1": SUR_LE_MOT_DE_PASSE}


class PremierMotDePasse(Nu, compte.SetPasswordForm):
    libelles = NouveauMotDePasse.libelles
    aides = NouveauMotDePasse.aides


class ChangementDeMotDePasse(Nu, compte.ChangePasswordForm):
    libelles = {"oldpassword": "Mot de passe actuel", **NouveauMotDePasse.libelles}
    aides = NouveauMotDePasse.aides


class Code(Nu, mfa.AuthenticateForm):
    libelles = {"code": "Code"}
    aides = {"code": SUR_LE_CODE_OU_LE_SECOURS}


class CodeDeConfirmation(Nu, mfa.ReauthenticateForm):
    libelles = {"code": "Code"}
    aides = {"code": SUR_LE_CODE_OU_LE_SECOURS}


class ActivationDeLApplication(Nu, totp.ActivateTOTPForm):
    libelles = {"code": "Code"}
    aides = {"code": SUR_LE_CODE}
