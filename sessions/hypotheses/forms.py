"""The entry of a context figure."""

import re
from typing import Any, cast

from django import forms
from django.db.models import Max

from medlove.entiers import PetitEntier
from sessions.hypotheses.models import ChiffreDeContexte, Hypothese

FINE = "\u202f"


class ChiffreForm(forms.ModelForm):
    class Meta:
        model = ChiffreDeContexte
        fields = [
            *("hypothese", "valeur", "libelle"),
            *("territoire", "source", "annee", "lien", "ordre"),
        ]
        field_classes = {"annee": PetitEntier, "ordre": PetitEntier}
        help_texts = {
            "valeur": f"Telle que la source l’écrit{FINE}: «{FINE}15,4{FINE}%{FINE}», "
            f"«{FINE}1 sur 3{FINE}».",
            "libelle": f"À la suite de la valeur{FINE}: "
            f"«{FINE}des adultes ont renoncé à une démarche en ligne{FINE}».",
            "territoire": f"Là où l’enquête a eu lieu{FINE}: «{FINE}Bretagne{FINE}».",
            "source": f"Qui l’a publié{FINE}: «{FINE}Insee{FINE}».",
            "annee": "Celle de l’enquête.",
            "lien": "La page où chacun peut le vérifier.",
            "ordre": "Le plus petit vient en premier.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hypothese = cast(forms.TypedChoiceField, self.fields["hypothese"])
        hypothese.label = "À lire à côté de"
        hypothese.choices = [("", "Choisir une hypothèse"), *Hypothese.choices]
        chiffre = self.instance
        if chiffre._state.adding:
            siens = ChiffreDeContexte.objects.de(chiffre.equipe)
            self.initial["ordre"] = (siens.aggregate(n=Max("ordre"))["n"] or 0) + 1

    def clean_valeur(self) -> str:
        return en_francais(self.cleaned_data["valeur"])


def en_francais(valeur: str) -> str:
    """« 15.4% » is « 15,4 % »: a comma, and a narrow space that does not break."""
    valeur = re.sub(r"(?<=[0-9])\.(?=[0-9])", ",", valeur)
    return re.sub(r"(?<=[0-9])\s*%", f"{FINE}%", valeur)
