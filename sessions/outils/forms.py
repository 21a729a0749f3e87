"""What is asked of an outil; its files are cleaned before they are kept."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from medlove.entiers import PetitEntier
from sessions.images import ImagePropre, ImageRefusee, nettoyer
from sessions.nomenclatures.listes import libelles
from sessions.outils.jeu import etapes
from sessions.sorties.models import Outil

ALTERNATIVE_AU_MOINS = 20
ETAPES_AU_PLUS = 20
IMPRESSION_AU_PLUS = 10 * 1024 * 1024  # bytes
PDF = b"%PDF-"
FIN_DE_PDF = b"%%EOF"
A_RECHOISIR = "Choisir le fichier à nouveau\u202f: la page ne peut pas le garder."


class OutilForm(forms.ModelForm):
    """`cleaned_data["photo"]` is an ImagePropre, or None when none was sent."""

    photo = forms.FileField(
        label="Photo",
        required=False,
        allow_empty_file=True,
        help_text="JPEG, PNG ou WebP, de 15\u00a0Mo au plus. Sans visage. "
        "Le lieu et l’heure de la prise de vue sont effacés.",
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    retirer_la_photo = forms.BooleanField(label="Retirer la photo", required=False)
    a_imprimer = forms.FileField(
        label="Fichier à imprimer",
        required=False,
        allow_empty_file=True,
        help_text="PDF, de 10\u00a0Mo au plus.",
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
    )
    retirer_le_fichier = forms.BooleanField(label="Retirer le fichier à imprimer", required=False)

    class Meta:
        model = Outil
        fields = ["nom", "origine", "regles", "minutes", "materiel", "licence", "credit"]
        fields += ["photo", "retirer_la_photo", "photo_montre", "a_imprimer", "retirer_le_fichier"]
        field_classes = {"minutes": PetitEntier}
        widgets = {"origine": forms.RadioSelect, "regles": forms.Textarea(attrs={"rows": 8})}
        help_texts = {
            "origine": "Inventé par l’équipe, ou identifié ailleurs et repris.",
            "regles": "Une étape par ligne, comme sur une carte à découper.",
            "materiel": "Par exemple\u202f: une roue, douze cartes, une pince à linge.",
            "licence": "Par exemple\u202f: CC BY-SA 4.0.",
            "credit": "Qui l’a fait, ou d’où il vient.",
            "photo_montre": "Une phrase pour qui ne voit pas la photo, "
            f"de {ALTERNATIVE_AU_MOINS} caractères au moins.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.avait_photo = bool(self.instance.photo)
        self.fields["origine"].choices = list(libelles("origine_outil").items())
        self.fields["minutes"].min_value = 1
        for geste, fichier in (("retirer_la_photo", "photo"), ("retirer_le_fichier", "a_imprimer")):
            if not getattr(self.instance, fichier):
                del self.fields[geste]

    def clean_nom(self) -> str:
        nom = " ".join(self.cleaned_data["nom"].split())
        deja = Outil.objects.de(self.instance.equipe).exclude(pk=self.instance.pk)
        if any(nom.casefold() == autre.casefold() for autre in deja.values_list("nom", flat=True)):
            raise forms.ValidationError(
                "L’équipe a déjà un outil de ce nom\u202f: changer le nom, ou modifier celui-là."
            )
        return nom

    def clean_regles(self) -> str:
        regles: str = self.cleaned_data["regles"]
        if (combien := len(etapes(regles))) > ETAPES_AU_PLUS:
            raise forms.ValidationError(
                f"{combien} étapes, pour une carte qui en tient {ETAPES_AU_PLUS}\u202f: "
                "en réunir plusieurs sur une même ligne."
            )
        return regles

    def clean_photo(self) -> ImagePropre | None:
        envoyee = self.cleaned_data["photo"]
        if not isinstance(envoyee, UploadedFile):
            return None
        try:
            return nettoyer(envoyee)
        except ImageRefusee as refus:
            raise forms.ValidationError(str(refus)) from refus

    def clean_a_imprimer(self) -> UploadedFile | None:
        envoye = self.cleaned_data["a_imprimer"]
        if not isinstance(envoye, UploadedFile):
            return None
        if (envoye.size or 0) > IMPRESSION_AU_PLUS:
            raise forms.ValidationError(
                "Ce fichier pèse plus de 10\u00a0Mo\u202f: en envoyer une version plus légère."
            )
        octets = envoye.read()
        if not octets.startswith(PDF) or FIN_DE_PDF not in octets[-1024:]:
            raise forms.ValidationError(
                "Ce fichier n’est pas un PDF entier\u202f: l’enregistrer en PDF, puis le renvoyer."
            )
        return envoye

    def clean(self) -> dict[str, Any]:
        donnees: dict[str, Any] = super().clean() or {}
        gardee = self.avait_photo and not donnees.get("retirer_la_photo")
        dit = donnees.get("photo_montre", "").strip()
        if (donnees.get("photo") or gardee) and len(dit) < ALTERNATIVE_AU_MOINS:
            self.add_error(
                "photo_montre",
                f"Dire ce que la photo montre, en {ALTERNATIVE_AU_MOINS} caractères au moins"
                "\u202f: par exemple, une roue de vélo couverte de cartes.",
            )
        if self.errors and (donnees.get("photo") or donnees.get("a_imprimer")):
            self.add_error(None, A_RECHOISIR)
        return donnees

    def _post_clean(self) -> None:
        """The files are written by `services.enregistrer`, never by the form itself."""
        propres = {nom: self.cleaned_data.pop(nom, None) for nom in ("photo", "a_imprimer")}
        super()._post_clean()
        self.cleaned_data.update(propres)
