"""The forms of relecture: a parole and what is said of where it comes from."""

from collections.abc import Iterable
from typing import Any

from django import forms

from medlove.models import Equipe
from sessions.nomenclatures.listes import domaines
from sessions.notes.forms import RelireAvant
from sessions.relecture.models import LONGUEUR_PAROLE, Parole
from sessions.relecture.services import A_CHANGE
from sessions.sorties.models import Bilan
from territoires.models import Quartier

TROP_LONGUE = f"La parole dépasse {LONGUEUR_PAROLE} caractères\u202f: la raccourcir."
SANS_MOTS = "La parole est vide\u202f: l’écrire, ou revenir sans l’enregistrer."
AIDE_DU_TEXTE = (
    f"{LONGUEUR_PAROLE} caractères, sans guillemets. Notée de mémoire, réécrite pour que "
    "personne ne soit reconnu\u202f: ni nom, ni métier rare, ni histoire qui n’est arrivée "
    "qu’à une personne."
)
AIDE_DU_QUARTIER = "Ne pas le dire si le quartier suffit à faire deviner de qui il s’agit."
NE_PAS_LE_DIRE = "Ne pas le dire"


class ParoleForm(RelireAvant, forms.ModelForm):
    """What may be said beside the words is what is known of their origin, or less.

    `edition` is that of the text being rewritten: the form holds for it and no other.
    """

    texte = forms.CharField(
        label="La parole",
        max_length=LONGUEUR_PAROLE,
        help_text=AIDE_DU_TEXTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": TROP_LONGUE, "required": SANS_MOTS},
    )
    quartier = forms.ModelChoiceField(
        label="Le quartier",
        queryset=Quartier.objects.none(),
        required=False,
        empty_label=NE_PAS_LE_DIRE,
        help_text=AIDE_DU_QUARTIER,
    )
    domaine = forms.ChoiceField(label="Le domaine du besoin", required=False)

    textes_libres = ("texte",)

    class Meta:
        model = Parole
        fields = ["texte", "quartier", "domaine"]

    def __init__(
        self,
        *args: Any,
        quartier: int | None,
        domaines_dits: Iterable[str] = (),
        edition: int | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.edition = edition
        # The browser counts otherwise than we do: what it would cut, we tell.
        self.fields["texte"].widget.attrs.pop("maxlength", None)
        dits = [
            (code, domaines()[code].libelle) for code in sorted(set(domaines_dits) & {*domaines()})
        ]
        self.fields["quartier"].queryset = Quartier.objects.sans_contour().filter(pk=quartier)
        self.fields["domaine"].choices = [("", NE_PAS_LE_DIRE), *dits]
        if quartier is None:
            del self.fields["quartier"]
        if not dits:
            del self.fields["domaine"]
        if edition is not None:
            self.fields["edition"] = forms.IntegerField(widget=forms.HiddenInput, initial=edition)

    def clean(self) -> dict[str, Any]:
        lus: dict[str, Any] = super().clean() or self.cleaned_data
        if self.edition is not None and lus.get("edition") != self.edition:
            raise forms.ValidationError(A_CHANGE)
        self.relire(lus)
        return lus

    def equipe_du_texte(self) -> Equipe:
        return self.instance.equipe


class ReecritureForm(ParoleForm):
    """A parole made of a note: whether the note goes now."""

    effacer = forms.BooleanField(
        label="Effacer la note, une fois la parole gardée",
        required=False,
        initial=True,
        help_text="Sinon elle reste où elle est, jusqu’à son terme.",
    )

    class Meta(ParoleForm.Meta):
        pass


class EditionForm(forms.Form):
    """Which edition was read, when a gesture needs nothing else."""

    edition = forms.IntegerField()


class SceneForm(forms.Form):
    choix = forms.ChoiceField(choices=[("", ""), *Bilan.CHOIX_DE_SCENE], required=False)
