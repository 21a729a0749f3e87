"""The besoins of a rencontre under correction: a form each, and an empty one for one more."""

import uuid
from typing import Any

from django import forms
from django.forms.formsets import DELETION_FIELD_NAME

from sessions.nomenclatures.listes import libelles, sortes_d_exigences
from sessions.nomenclatures.models import CategorieBesoin
from sessions.rencontres.filtres import ParDomaine, par_domaine
from sessions.rencontres.models import Besoin, Rencontre

CHAMPS = ["organisme", "reponse", "non_recours"]


def exigences_de(sorte: str) -> list[tuple[str, str]]:
    return [
        (code, libelle)
        for code, libelle in libelles("exigence").items()
        if sortes_d_exigences()[code] == sorte
    ]


class BesoinForm(forms.Form):
    """A besoin; its exigences come in one field for each of their four kinds.

    `connus` are the ids of the besoins of the rencontre: the page may send any other.
    """

    id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    categorie = forms.ChoiceField(
        label="Catégorie", error_messages={"required": "Choisir le besoin, ou le retirer."}
    )

    def __init__(
        self, *args: Any, categories: ParDomaine, connus: set[uuid.UUID], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.connus = connus
        self.fields["categorie"].choices = [("", "Choisir un besoin"), *categories]
        self.fields.update(forms.fields_for_model(Besoin, fields=CHAMPS))
        self.fields["reponse"].widget = forms.RadioSelect(choices=self.fields["reponse"].choices)
        self.fields["non_recours"].label = "Ce droit, la personne…"
        self.fields["non_recours"].help_text = "Droits et démarches seulement."
        for sorte, libelle in libelles("sorte_exigence").items():
            self.fields[f"exigences_{sorte}"] = self._champ_exigences(sorte, libelle)

    def _champ_exigences(self, sorte: str, libelle: str) -> forms.MultipleChoiceField:
        choix = exigences_de(sorte)
        cochees = self.initial.get("exigences", [])
        return forms.MultipleChoiceField(
            label=libelle,
            required=False,
            choices=choix,
            widget=forms.CheckboxSelectMultiple,
            initial=[code for code, _ in choix if code in cochees],
        )

    def champs_exigences(self) -> list[forms.BoundField]:
        return [self[f"exigences_{sorte}"] for sorte in libelles("sorte_exigence")]

    @property
    def a_des_exigences(self) -> bool:
        return any(champ.value() for champ in self.champs_exigences())

    @property
    def est_nouveau(self) -> bool:
        return not self.initial

    @property
    def est_retenu(self) -> bool:
        """Filled, and not to be taken away."""
        remplie = self.has_changed() or not self.est_nouveau
        return remplie and not self.cleaned_data.get(DELETION_FIELD_NAME)

    def refuser(self, champ: str, motif: str) -> None:
        """Show why a field of the contract cannot be kept as typed."""
        if champ == "exigences":
            champ = f"exigences_{next(iter(libelles('sorte_exigence')))}"
        self.add_error(champ if champ in self.fields else None, motif)

    def donnees(self) -> dict[str, Any]:
        """The besoin as the contract writes it; one not known of the rencontre gets a new id."""
        saisi = self.cleaned_data
        connu = saisi["id"] in self.connus
        exigences = [saisi[f"exigences_{sorte}"] for sorte in libelles("sorte_exigence")]
        return {
            "id": str(saisi["id"] if connu else uuid.uuid4()),
            "categorie": saisi["categorie"],
            **{champ: saisi[champ] for champ in CHAMPS},
            "exigences": [code for codes in exigences for code in codes],
        }


class BaseBesoinFormSet(forms.BaseFormSet):
    def __init__(self, *args: Any, rencontre: Rencontre, **kwargs: Any) -> None:
        besoins = rencontre.besoins.select_related("categorie").prefetch_related("exigences")
        super().__init__(
            *args,
            prefix="besoins",
            initial=[_initial(besoin) for besoin in besoins],
            form_kwargs={
                "categories": _categories(rencontre),
                "connus": {besoin.pk for besoin in besoins},
            },
            **kwargs,
        )

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields[DELETION_FIELD_NAME].label = "Retirer ce besoin"

    @property
    def retenus(self) -> list[BesoinForm]:
        """In the order of the `besoins` of the contract."""
        return [form for form in self.forms if form.est_retenu]

    def donnees(self) -> list[dict[str, Any]]:
        return [form.donnees() for form in self.retenus]


def _categories(rencontre: Rencontre) -> ParDomaine:
    """Those proposed to the équipe, and those the rencontre holds, even closed since."""
    possibles = CategorieBesoin.objects.pour(rencontre.equipe)
    tenues = possibles.filter(besoins__rencontre=rencontre)
    return par_domaine(possibles.filter(pk__in=tenues.values("pk")) | possibles.proposees())


def _initial(besoin: Besoin) -> dict[str, Any]:
    return {
        **forms.model_to_dict(besoin, fields=CHAMPS),
        "id": besoin.pk,
        "categorie": besoin.categorie.code,
        "exigences": [exigence.code for exigence in besoin.exigences.all()],
    }


BesoinFormSet = forms.formset_factory(
    BesoinForm, formset=BaseBesoinFormSet, extra=1, can_delete=True, max_num=20
)
