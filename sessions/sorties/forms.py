"""Planning a sortie, changing it, calling it off."""

from typing import Any

from django import forms
from django.db.models import OuterRef, Q, QuerySet, Subquery

from medlove.models import Appartenance, Metier, Utilisateur
from sessions.nomenclatures.listes import libelles
from sessions.periodes import BORNES
from sessions.sorties.models import Sortie
from sessions.sorties.repetition import FOIS_AU_PLUS
from sessions.sorties.services import A_CHANGE
from territoires.models import Quartier

QUESTIONS_AU_PLUS = 2
FIGES_PAR_LES_RENCONTRES = ("date", "quartier")
FIGES = "Des rencontres y sont notées : leur jour et leur quartier ne changent plus."


def equipage_possible(sortie: Sortie) -> QuerySet[Utilisateur]:
    """Those who may go out, and whoever is in the crew already; `metier` is theirs here."""
    ici = Appartenance.objects.de(sortie.equipe)
    deja = Q() if sortie._state.adding else Q(sorties=sortie)
    return (
        Utilisateur.objects.filter(Q(pk__in=ici.sur_le_terrain().values("utilisateur")) | deja)
        .annotate(metier=Subquery(ici.filter(utilisateur=OuterRef("pk")).values("metier")[:1]))
        .distinct()
    )


class ChampEquipage(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, membre: Utilisateur) -> str:
        metier = getattr(membre, "metier", "")
        return f"{membre}, {Metier(metier).label.lower()}" if metier else str(membre)


class SortieForm(forms.ModelForm):
    equipage = ChampEquipage(
        label="Équipage",
        required=False,
        queryset=Utilisateur.objects.none(),
        help_text="Médiation sociale et médiation numérique ensemble : une sortie mixte.",
    )
    questions = forms.MultipleChoiceField(
        label="Questions de la sortie",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=(
            "Une ou deux, posées en premier à chaque rencontre. "
            "Sans choix, chaque rencontre en tire une au sort."
        ),
    )
    edition = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Sortie
        fields = ["date", "creneau", "quartier", "equipage", "questions", "intention"]
        widgets = {
            "date": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            "creneau": forms.RadioSelect,
            "intention": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "intention": "Ce que l’équipage veut tenter : un lieu, une heure, un jeu. "
            "Aucun nom de personne rencontrée.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        quartiers = Quartier.objects.de_commune(self.instance.equipe.code_insee)
        self.fields["date"].validators.extend(BORNES)
        self.fields["quartier"].queryset = quartiers.sans_contour()
        self.fields["quartier"].empty_label = "Choisir un quartier"
        self.fields["creneau"].choices = list(libelles("creneau").items())
        self.fields["equipage"].queryset = equipage_possible(self.instance)
        self.fields["questions"].choices = list(libelles("question").items())
        self.fields["edition"].initial = self.instance.edition
        if not self.instance._state.adding and self.instance.rencontres.exists():
            self._figer()

    def _figer(self) -> None:
        for nom in FIGES_PAR_LES_RENCONTRES:
            self.fields[nom].disabled = True
            self.fields[nom].help_text = FIGES

    def clean_questions(self) -> list[str]:
        questions: list[str] = self.cleaned_data["questions"]
        if len(questions) > QUESTIONS_AU_PLUS:
            raise forms.ValidationError("Deux questions au plus : en décocher.")
        return questions

    def clean(self) -> dict[str, Any]:
        donnees: dict[str, Any] = super().clean() or {}
        if donnees.get("edition") != self.instance.edition:
            raise forms.ValidationError(A_CHANGE)
        return donnees


class AnnulationForm(forms.Form):
    motif = forms.CharField(
        label="Motif de l’annulation",
        max_length=Sortie._meta.get_field("motif_annulation").max_length,
        help_text="Par exemple : orage, vélo en panne, équipage incomplet.",
        error_messages={"required": "Une sortie annulée dit pourquoi : écrire le motif."},
    )


class RepetitionForm(forms.Form):
    fois = forms.IntegerField(
        label="Combien de semaines",
        initial=4,
        min_value=1,
        max_value=FOIS_AU_PLUS,
        help_text=f"De 1 à {FOIS_AU_PLUS}.",
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            f"Écrire un nombre de semaines, de 1 à {FOIS_AU_PLUS}.",
        ),
    )
