"""What is asked to begin a cahier, and to change what it is about."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils import timezone

from sessions.cahiers.models import Cahier
from sessions.cahiers.redaction.typographie import sans_invisibles, typographier
from sessions.periodes import Periode, Trimestre
from sessions.publication.models import Publication
from territoires.models import Quartier

ANNEES_PROPOSEES = 3
LICENCES = {
    "CC BY-SA 4.0": "CC BY-SA 4.0\u202f: réutiliser en citant, sous la même licence",
    "CC BY 4.0": "CC BY 4.0\u202f: réutiliser en citant",
    "CC0 1.0": "CC0 1.0\u202f: réutiliser librement",
    "Licence Ouverte 2.0": "Licence Ouverte 2.0\u202f: réutiliser en citant",
    "Tous droits réservés": "Tous droits réservés\u202f: lire seulement",
}


def choix_de_licence(actuelle: str = "") -> list[tuple[str, str]]:
    """Those proposed, and the one already chosen."""
    autre = [(actuelle, actuelle)] if actuelle and actuelle not in LICENCES else []
    return [*LICENCES.items(), *autre]


def periodes(publiees: Collection[str], actuelle: str = "") -> list[tuple[str, str]]:
    """The years and trimestres a cahier may tell, last first, with what is known of each."""
    dernier = Trimestre.du_jour(timezone.localdate())
    premier = Trimestre(dernier.annee - ANNEES_PROPOSEES + 1, 1)
    trimestres = [str(un) for un in Periode.de(premier, dernier).trimestres()]
    codes = {*trimestres, *(code.partition("-")[0] for code in trimestres), *publiees}
    return [
        (code, f"{Periode.lire(code).libelle.capitalize()}, {_sort(code, publiees)}")
        for code in sorted(codes | ({actuelle} if actuelle else set()), reverse=True)
    ]


def _sort(code: str, publiees: Collection[str]) -> str:
    if code in publiees:
        return "chiffres publiés"
    if Periode.lire(code).au >= timezone.localdate():
        return "en cours\u202f: version de travail"
    return "pas encore publiée\u202f: version de travail"


class CahierForm(forms.ModelForm):  # type: ignore[type-arg]
    """A title, a period, where; the équipe and the author come with the instance."""

    periode = forms.ChoiceField(
        label="Période",
        help_text=(
            "Avec des chiffres publiés, le cahier peut être diffusé. Sinon, chaque page dit "
            "«\u202fversion de travail, ne pas diffuser\u202f»."
        ),
    )
    quartiers = forms.ModelMultipleChoiceField(
        label="Quartiers",
        queryset=Quartier.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Sans choix, le cahier parle de tous.",
    )
    licence = forms.ChoiceField(
        label="Licence", help_text="Ce que d’autres pourront faire du cahier."
    )

    class Meta:
        model = Cahier
        fields = ["titre", "sous_titre", "periode", "quartiers", "licence"]
        labels = {"titre": "Titre", "sous_titre": "Sous-titre"}
        help_texts = {"titre": "Ce qui se lira sur la couverture."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cahier = self.instance
        publiees = Publication.objects.de(cahier.equipe).values_list("periode", flat=True)
        self.fields["periode"].choices = periodes(set(publiees), cahier.periode)
        self.fields["licence"].choices = choix_de_licence(cahier.licence)
        quartiers = Quartier.objects.de_commune(cahier.equipe.code_insee).sans_contour()
        self.fields["quartiers"].queryset = quartiers
        if not quartiers:
            del self.fields["quartiers"]

    def clean_periode(self) -> str:
        """Its files keep the period they were made of, and are listed by that of the cahier."""
        periode: str = self.cleaned_data["periode"]
        cahier = self.instance
        if cahier._state.adding or periode == cahier.periode:
            return periode
        if cahier.editions.filter(etat="prete", publiee=True).exists():
            raise forms.ValidationError(
                f"Des PDF de ce cahier disent déjà les chiffres de «\u202f{cahier.jours.libelle}"
                "\u202f»\u202f: composer un autre cahier pour une autre période."
            )
        return periode

    def clean_titre(self) -> str:
        if not (titre := typographier(sans_invisibles(self.cleaned_data["titre"]))):
            raise forms.ValidationError("Un cahier a un titre\u202f: l’écrire.")
        return titre

    def clean_sous_titre(self) -> str:
        return typographier(sans_invisibles(self.cleaned_data["sous_titre"]))
