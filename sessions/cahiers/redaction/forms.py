"""What people write in a cahier: a section, an image, a name."""

from typing import Any

from django import forms

from sessions.cahiers.forms import choix_de_licence
from sessions.cahiers.models import (
    ALTERNATIVE_AU_MOINS,
    LONGUEUR_TEXTE,
    Image,
    Section,
    Signataire,
)
from sessions.cahiers.plan import PLAN, TEXTE
from sessions.cahiers.redaction.typographie import sans_invisibles, typographier
from sessions.images import ImagePropre, ImageRefusee, nettoyer
from sessions.statistiques.effectifs import milliers

FINE = "\u202f"
LONGUEUR_TITRE = 120
TEXTE_TROP_LONG = (
    f"Ce texte dépasse {milliers(LONGUEUR_TEXTE)} caractères{FINE}: en faire deux sections."
)
SANS_TITRE = f"Une section a un titre{FINE}: l’écrire."
SANS_NOM = f"Un signataire a un nom{FINE}: l’écrire."
CHOISIR = f"Aucune image n’est choisie{FINE}: en choisir une sur cet appareil."
TROP_COURTE = (
    f"Décrire l’image en {ALTERNATIVE_AU_MOINS} caractères ou plus{FINE}: "
    "ce que verrait quelqu’un qui l’aurait sous les yeux."
)


class SectionForm(forms.ModelForm):  # type: ignore[type-arg]
    """`version` is the moment its section was last written when it was read."""

    version = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Section
        fields = ["titre", "texte"]
        widgets = {"texte": forms.Textarea(attrs={"rows": 12})}
        labels = {"titre": "Titre", "texte": "Texte"}
        error_messages = {
            "titre": {"required": SANS_TITRE},
            "texte": {"max_length": TEXTE_TROP_LONG},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.modifiee_le.isoformat()
        self.fields["texte"].help_text = self.instance.genre.invite
        # A browser cuts what is pasted without a word: what it would cut, we tell.
        self.fields["texte"].widget.attrs.pop("maxlength", None)

    def clean_titre(self) -> str:
        if not (titre := typographier(sans_invisibles(self.cleaned_data["titre"]))):
            raise forms.ValidationError(SANS_TITRE)
        return titre

    def clean_texte(self) -> str:
        """Lines end as everywhere else, whatever the browser."""
        texte: str = self.cleaned_data["texte"]
        return texte.replace("\r\n", "\n")


class AjoutForm(forms.Form):
    """A free section, or one of the outline that was removed."""

    code = forms.ChoiceField(label="Quelle section")
    titre = forms.CharField(
        label="Son titre",
        max_length=LONGUEUR_TITRE,
        required=False,
        help_text="Pour une section libre. Une section du plan a déjà le sien.",
    )

    def __init__(self, *args: Any, absentes: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = [
            (TEXTE, "Une section libre"),
            *((code, PLAN[code].titre) for code in absentes),
        ]

    def clean(self) -> dict[str, Any]:
        lus: dict[str, Any] = super().clean() or self.cleaned_data
        lus["titre"] = (
            typographier(sans_invisibles(lus.get("titre", ""))) if lus.get("code") == TEXTE else ""
        )
        if lus.get("code") == TEXTE and not lus["titre"]:
            self.add_error("titre", f"Une section libre a un titre{FINE}: l’écrire.")
        elif len(lus["titre"]) > LONGUEUR_TITRE:
            self.add_error("titre", f"Ce titre dépasse 120 caractères{FINE}: le raccourcir.")
        return lus


class DescriptionForm(forms.ModelForm):  # type: ignore[type-arg]
    """What is said of an image, all of it printed or read aloud."""

    class Meta:
        model = Image
        fields = ["alternative", "legende", "credit", "licence"]
        widgets = {"alternative": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "alternative": (
                f"Lu à voix haute à qui ne la voit pas{FINE}: "
                f"«{FINE}Le vélo cargo ouvert sur une place, trois chaises autour{FINE}»."
            ),
            "legende": "Imprimée sous l’image.",
            "credit": "Qui l’a faite.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        actuelle = self.instance.licence or self.instance.section.cahier.licence
        self.fields["licence"] = forms.ChoiceField(
            label="Licence", choices=choix_de_licence(actuelle), initial=actuelle
        )

    def clean_alternative(self) -> str:
        dite = typographier(sans_invisibles(self.cleaned_data["alternative"]))
        if len(dite) < ALTERNATIVE_AU_MOINS:
            raise forms.ValidationError(TROP_COURTE)
        return dite

    def clean_legende(self) -> str:
        return typographier(sans_invisibles(self.cleaned_data["legende"]))


class ImageForm(DescriptionForm):
    """A new one: `propre` is the file encoded again, all that is ever kept of it."""

    fichier = forms.FileField(
        label="Image",
        help_text=(
            "JPEG, PNG ou WebP, 15\u00a0Mo au plus. Personne de reconnaissable sans son accord. "
            "Le lieu et la date de la prise de vue sont effacés."
        ),
        allow_empty_file=True,
        error_messages={"required": CHOISIR},
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    propre: ImagePropre
    field_order = ["fichier"]

    def clean_fichier(self) -> ImagePropre:
        try:
            self.propre = nettoyer(self.cleaned_data["fichier"])
        except ImageRefusee as refus:
            raise forms.ValidationError(str(refus)) from refus
        return self.propre

    class Meta(DescriptionForm.Meta):
        pass


class SignataireForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Signataire
        fields = ["role", "nom", "structure", "accord"]
        labels = {"nom": "Nom", "accord": "Cette personne accepte que son nom soit imprimé"}
        help_texts = {
            "nom": "D’une personne, d’un collectif ou d’une structure.",
            "accord": "Sans son accord, le nom ne s’imprime nulle part.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [("", "Choisir un rôle"), *Signataire.ROLES]

    def clean_nom(self) -> str:
        if not (nom := sans_invisibles(self.cleaned_data["nom"])):
            raise forms.ValidationError(SANS_NOM)
        return nom

    def clean_structure(self) -> str:
        return sans_invisibles(self.cleaned_data["structure"])
