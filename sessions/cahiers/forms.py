"""What is asked to begin a cahier."""

from typing import Any

from django import forms
from django.utils import timezone

from sessions.cahiers.models import Cahier
from sessions.periodes import Periode, Trimestre

ANNEES_PROPOSEES = 3


def periodes() -> list[tuple[str, str]]:
    """The years and trimestres a cahier may tell, last first."""
    dernier = Trimestre.du_jour(timezone.localdate())
    premier = Trimestre(dernier.annee - ANNEES_PROPOSEES + 1, 1)
    trimestres = [str(un) for un in Periode.de(premier, dernier).trimestres()]
    annees = sorted({code.partition("-")[0] for code in trimestres})
    return [
        (code, Periode.lire(code).libelle.capitalize())
        for code in sorted([*trimestres, *annees], reverse=True)
    ]


class CahierForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """A title and a period; the équipe and the author come with the instance."""

    periode = forms.ChoiceField(
        label="Période",
        help_text="Une période publiée donne un cahier à diffuser ; une autre, une version de "
        "travail.",
    )

    class Meta:
        model = Cahier
        fields = ["titre", "sous_titre", "periode"]
        help_texts = {"titre": "Ce qui se lira sur la couverture."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["periode"].choices = periodes()
