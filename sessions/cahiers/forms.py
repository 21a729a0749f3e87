from typing import Any

from django import forms

from sessions.cahiers.models import Cahier
from sessions.periodes import BORNES

JOUR = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class CahierForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """A title and a period; the équipe and the author come with the instance."""

    class Meta:
        model = Cahier
        fields = ["titre", "du", "au"]
        widgets = {"du": JOUR, "au": JOUR}
        labels = {"titre": "Titre", "du": "Du", "au": "Au"}
        help_texts = {
            "titre": "Ce qui se lira sur la couverture.",
            "au": "Les deux jours sont compris.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for nom in ("du", "au"):
            self.fields[nom].validators.extend(BORNES)

    def clean(self) -> dict[str, Any]:
        donnees: dict[str, Any] = super().clean() or {}
        du, au = donnees.get("du"), donnees.get("au")
        if du and au and au < du:
            self.add_error("au", "La fin de la période vient après son début.")
        return donnees
