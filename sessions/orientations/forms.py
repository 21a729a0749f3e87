"""What came of an orientation, by whoever tells it; a retour groupé."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django import forms
from django.template.defaultfilters import date as en_lettres

from sessions.nomenclatures.listes import libelles
from sessions.orientations.models import Orientation
from sessions.orientations.retours import mois_a_dire
from territoires.models import Partenaire

VENUE, REFUS, ABSENCE = Orientation.ACCUEILLIE, Orientation.REFUSEE, Orientation.NON_VENUE
RAISON_MANQUANTE = (
    "Choisir la raison dans la liste, puis dire de nouveau «\u202fNous n’avons pas pu\u202f»."
)


class IssueForm(forms.Form):
    """An outcome and, when it is a refusal, its reason; another one's reason is left out."""

    suites: Collection[str] = (VENUE, REFUS)

    statut = forms.ChoiceField(error_messages={"required": "Dire si la personne est venue."})
    motif = forms.ChoiceField(label="Pourquoi\u202f?", required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dites = libelles("statut_orientation")
        self.fields["statut"].choices = [(code, dites[code]) for code in self.suites]
        self.fields["motif"].choices = list(libelles("motif_de_refus").items())

    def clean(self) -> dict[str, Any]:
        donnees: dict[str, Any] = super().clean() or self.cleaned_data
        if donnees.get("statut") != REFUS:
            donnees["motif"] = ""
        elif not donnees.get("motif") and "motif" not in self.errors:
            self.add_error("motif", RAISON_MANQUANTE)
        return donnees


class CarteForm(IssueForm):
    """From the card in the hands of the person: the token came after the # of its address."""

    # Whatever it holds, it is known or it is not: no error of its own.
    jeton = forms.Field(required=False, widget=forms.HiddenInput)


class CodeForm(forms.Form):
    """The six letters of a card."""

    code = forms.CharField(
        label="Code de la carte",
        max_length=20,
        help_text="Six lettres ou chiffres, sous le carré de la carte.",
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class CarteReconnueForm(IssueForm):
    """The same, for a partenaire that was recognised: « non venue » too, of a rendez-vous."""

    suites = (VENUE, REFUS, ABSENCE)

    code = forms.CharField(max_length=20, widget=forms.HiddenInput)


class SuiteForm(IssueForm):
    """An outcome told to a member of the équipe, by somebody they name."""

    suites = (VENUE, REFUS, ABSENCE)
    sources: Collection[str] = ("la_personne", "le_partenaire", "la_coordination")

    field_order = ["code", "statut", "motif", "source"]

    source = forms.ChoiceField(label="Qui l’a dit", widget=forms.RadioSelect)

    def __init__(self, *args: Any, sur_rendez_vous: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["statut"].label = "Ce qu’il en est"
        self.fields["statut"].widget = forms.RadioSelect()
        dites = [un for un in self.suites if un != ABSENCE or sur_rendez_vous]
        self.fields["statut"].choices = [
            (code, libelles("statut_orientation")[code]) for code in dites
        ]
        self.fields["motif"].label = "Raison, si elle a été refusée"
        noms = libelles("source_suite")
        self.fields["source"].choices = [(code, noms[code]) for code in self.sources]


class SuiteParCodeForm(CodeForm, SuiteForm):
    """The same, of the orientation that a code names."""


class RetourForm(forms.Form):
    """A number for a month that has orientations to the partenaire."""

    mois = forms.TypedChoiceField(label="Mois", coerce=date.fromisoformat)
    accueillies = forms.IntegerField(
        label="Personnes accueillies",
        min_value=0,
        max_value=9999,
        help_text="Parmi celles qui ont été adressées ce mois-là.",
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, partenaire: Partenaire, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.a_dire = mois_a_dire(partenaire)
        self.fields["mois"].choices = [
            (un.premier.isoformat(), en_lettres(un.premier, "F Y").capitalize())
            for un in self.a_dire
        ]
