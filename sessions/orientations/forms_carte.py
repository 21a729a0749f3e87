"""What is asked of a card: its language, and the token of its square if it is followed."""

from django import forms
from django.core.validators import RegexValidator
from django.urls import reverse

from sessions.orientations.jetons import LETTRES_DU_JETON
from sessions.orientations.langues import FRANCAIS, Langue, langues
from territoires.models import Partenaire


class ChoixDeLangue(forms.Form):
    langue = forms.ChoiceField(
        label="Langue",
        required=False,
        choices=[(une.code, une.nom_francais.capitalize()) for une in langues().values()],
        error_messages={
            "invalid_choice": "Cette langue n’a pas de carte : en choisir une ci-dessous."
        },
    )

    @property
    def choisie(self) -> Langue:
        """Once valid; French when none is asked."""
        return langues()[self.cleaned_data["langue"] or FRANCAIS]

    @staticmethod
    def page(partenaire: Partenaire) -> str:
        return reverse("carte_d_orientation:page", args=[partenaire.pk])


class SuiviForm(forms.Form):
    jeton = forms.CharField(
        validators=[RegexValidator(rf"^[A-Z2-7]{{{LETTRES_DU_JETON}}}\Z")],
    )

    @property
    def erreur(self) -> str:
        return (
            "Le code de suivi de cette carte n’a pas pu être lu : refaire la carte depuis la "
            "tablette, ou télécharger ci-dessous une carte sans suivi."
        )
