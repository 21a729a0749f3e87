"""The file of an import, and the two partenaires of a merger."""

from django import forms

from territoires.annuaire.lecture import TAILLE_AU_PLUS, TROP_GROS
from territoires.importation.refus import FichierRefuse

GENRES = ".csv,.tsv,.txt,.json,.geojson,.xlsx,.ods"


class FichierForm(forms.Form):
    """Its bounds are those of the directory; another import has its own."""

    taille_au_plus, trop_gros = TAILLE_AU_PLUS, TROP_GROS
    fichier = forms.FileField(
        label="Fichier de partenaires",
        allow_empty_file=True,
        help_text="CSV, XLSX, ODS, JSON ou GeoJSON, de 10 Mio au plus.",
        error_messages={"required": "Choisir le fichier à importer."},
        widget=forms.FileInput(attrs={"accept": GENRES}),
    )

    def contenu(self) -> bytes:
        """The bytes of the file, unless there are too many to be read. Raises FichierRefuse."""
        fichier = self.cleaned_data["fichier"]
        if fichier.size > self.taille_au_plus:
            raise FichierRefuse(self.trop_gros)
        octets: bytes = fichier.read()
        return octets
