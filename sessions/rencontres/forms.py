"""The plain form that corrects a rencontre: what hangs on the rencontre itself."""

from typing import Any

from django import forms

from medlove.models import Appartenance
from sessions.nomenclatures.listes import libelles
from sessions.rencontres.elements import MINEURES
from sessions.rencontres.models import Rencontre
from sessions.rencontres.services import A_CHANGE
from sessions.sorties.models import Halte

LA_PERSONNE = ["tranche_age", "genre", "nb_personnes", "pour_qui", "activite", "habite"]
L_ALLER_VERS = ["initiative", "deja_rencontre", "frequentation_lieux", "raison", "duree"]
LE_RESTE = [
    "aisance_francais",
    "recours_service_payant",
    "souhaite_aide_a_domicile",
    "sur_son_propre_appareil",
]
ETATS = ["a_completer", "a_denouer"]
AIDE_DE_LA_NOTE = "280 caractères. Pas de nom, pas de détail qui permette de reconnaître quelqu’un."
NOTE_GARDEE = (
    "Une note est gardée\u202f: demander à la personne qui l’a écrite ou à la coordination "
    "de l’effacer d’abord."
)
CHAMPS = [*LA_PERSONNE, *L_ALLER_VERS, *LE_RESTE, *ETATS]


class RencontreForm(forms.Form):
    """The note is there only for those who may read it."""

    halte = forms.ModelChoiceField(
        label="Halte",
        queryset=Halte.objects.none(),
        required=False,
        empty_label="Non renseignée",
    )
    vecu = forms.MultipleChoiceField(
        label="Vécu exprimé",
        required=False,
        choices=lambda: list(libelles("vecu").items()),
        widget=forms.CheckboxSelectMultiple,
    )
    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, rencontre: Rencontre, lecteur: Appartenance, **kwargs: Any
    ) -> None:
        self.rencontre = rencontre
        champs = [*CHAMPS, "note"] if rencontre.note_visible_to(lecteur) else CHAMPS
        super().__init__(*args, initial=_initial(rencontre, champs), **kwargs)
        self.fields.update(forms.fields_for_model(Rencontre, fields=champs))
        self.fields["halte"].queryset = rencontre.sortie.haltes.racontees()
        for champ, question in libelles("question").items():
            if champ in self.fields:
                self.fields[champ].label = question
        if "note" in self.fields:
            self.fields["note"].widget.attrs["rows"] = 4
            self.fields["note"].help_text = AIDE_DE_LA_NOTE

    def clean(self) -> dict[str, Any]:
        donnees: dict[str, Any] = super().clean() or {}
        if donnees.get("edition") != self.rencontre.edition:
            raise forms.ValidationError(A_CHANGE)
        if donnees.get("tranche_age") in MINEURES and self.a_une_note_cachee:
            self.add_error("tranche_age", NOTE_GARDEE)
        return donnees

    @property
    def a_une_note_cachee(self) -> bool:
        """A note is kept that the reader may neither see nor erase."""
        return bool(self.rencontre.note) and "note" not in self.fields

    def donnees(self) -> dict[str, Any]:
        """The fields as the contract writes them; without the note where it is not shown."""
        saisi = {**self.cleaned_data}
        del saisi["edition"]
        halte = saisi.pop("halte")
        if "note" in saisi:
            saisi["note"] = saisi["note"] or None
        return {**saisi, "halte": str(halte.pk) if halte else None}

    def _champs(self, noms: list[str]) -> list[forms.BoundField]:
        return [self[nom] for nom in noms]

    def la_personne(self) -> list[forms.BoundField]:
        return self._champs(LA_PERSONNE)

    def l_aller_vers(self) -> list[forms.BoundField]:
        return self._champs(L_ALLER_VERS)

    def le_reste(self) -> list[forms.BoundField]:
        return self._champs(LE_RESTE)

    def etats(self) -> list[forms.BoundField]:
        return self._champs(ETATS)


def _initial(rencontre: Rencontre, champs: list[str]) -> dict[str, Any]:
    return {
        **forms.model_to_dict(rencontre, fields=champs),
        "halte": rencontre.halte_id,
        "vecu": [vecu.code for vecu in rencontre.vecus.all()],
        "edition": rencontre.edition,
    }
