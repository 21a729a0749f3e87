"""What an équipe decides of its publications, before any figure is known."""

from django import forms

from sessions.publication.models import Reglages


class ReglagesForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Reglages
        fields = ["taille", "licence", "ouverte"]
        widgets = {"taille": forms.RadioSelect}
        labels = {"ouverte": "Ouvrir la page publique"}
        help_texts = {
            "taille": (
                "Annoncée d’avance, jamais lue dans les chiffres. Sous 1 000 rencontres par an : "
                "les secteurs au lieu des quartiers, les domaines au lieu des familles, "
                "l’année au lieu du trimestre. Vaut pour les années dont rien n’est encore publié."
            ),
            "licence": "Celle sous laquelle d’autres peuvent réutiliser les chiffres publiés.",
            "ouverte": (
                "Chacun pourra lire les publications, sans compte. "
                "La refermer les cache aussitôt ; ce qui a été copié le reste."
            ),
        }
