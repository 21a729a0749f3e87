"""A word that the coordination adds to the list."""

from typing import Any

from django import forms

from medlove.models import Equipe
from sessions.notes.models import LONGUEUR_MOT, MotCourant
from sessions.notes.services import DEJA_LA

UN_SEUL = "Un mot à la fois\u202f: ajouter les autres ensuite."


class MotForm(forms.Form):
    mot = forms.CharField(
        label="Un mot que l’équipe emploie",
        max_length=LONGUEUR_MOT,
        help_text=(
            "Un sigle, un service, un mot du métier ou d’ici. Jamais le nom d’une personne\u202f: "
            "il passerait ensuite dans toutes les notes."
        ),
        error_messages={"required": "Écrire le mot à ajouter."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, equipe: Equipe, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.equipe = equipe

    def clean_mot(self) -> str:
        mot: str = self.cleaned_data["mot"]
        if len(mot.split()) > 1:
            raise forms.ValidationError(UN_SEUL)
        if MotCourant.objects.de(self.equipe).acceptes().du_mot(mot).exists():
            raise forms.ValidationError(DEJA_LA)
        return mot
