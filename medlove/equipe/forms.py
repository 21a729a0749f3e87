"""Forms of the members: invite, change, arrive."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from medlove.models import Appartenance, Metier, Role, Utilisateur

CE_QUE_FAIT_UN_ROLE = (
    "La médiation sort et note ; la coordination lit tout et tient l’équipe ; "
    "le pilotage ne voit que des chiffres d’ensemble."
)
SUR_LE_MOT_DE_PASSE = (
    "Douze caractères au moins, ni très courant, ni proche de votre nom ou de votre adresse, "
    "ni fait seulement de chiffres\u202f; une petite phrase se retient mieux."
)
METIERS = [("", "Non renseigné"), *Metier.choices]


class MembreForm(forms.Form):
    """The role and the métier of somebody who is already a member."""

    role = forms.ChoiceField(
        label="Rôle", choices=Role.choices, widget=forms.RadioSelect, help_text=CE_QUE_FAIT_UN_ROLE
    )
    metier = forms.ChoiceField(label="Métier", choices=METIERS, required=False)

    @classmethod
    def de(cls, appartenance: Appartenance, data: Any = None) -> "MembreForm":
        return cls(data, initial={"role": appartenance.role, "metier": appartenance.metier})


class InvitationForm(MembreForm):
    nom = forms.CharField(
        label="Nom affiché",
        max_length=80,
        help_text="Le prénom suffit. Il se voit dans l’équipe, jamais dehors.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    email = forms.EmailField(
        label="Adresse électronique",
        help_text="Elle sert à se connecter et à recevoir l’invitation.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    field_order = ["nom", "email", "role", "metier"]

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()


class ArriveeForm(forms.Form):
    """The first password, typed twice."""

    password1 = forms.CharField(
        label="Votre mot de passe",
        strip=False,
        help_text=SUR_LE_MOT_DE_PASSE,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label="Le même, une seconde fois",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, utilisateur: Utilisateur, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.utilisateur = utilisateur

    def clean_password1(self) -> str:
        mot_de_passe = self.cleaned_data["password1"]
        validate_password(mot_de_passe, self.utilisateur)
        return mot_de_passe

    def clean(self) -> dict[str, Any]:
        saisie = super().clean() or {}
        premier, second = saisie.get("password1"), saisie.get("password2")
        if premier and second and premier != second:
            self.add_error("password2", "Les deux mots de passe ne sont pas les mêmes.")
        return saisie
