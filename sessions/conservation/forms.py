"""What the poster must say that the product does not know."""

from django import forms

BASES = [
    ("interet_legitime", "L’intérêt légitime de l’association"),
    ("mission", "Une mission d’intérêt public"),
]


class Affiche(forms.Form):
    """Nothing of it is kept: it is printed, and forgotten."""

    organisme = forms.CharField(
        label="Qui est responsable",
        help_text="Le nom entier de la structure, comme dans ses statuts.",
        max_length=100,
        error_messages={"required": "Écrire le nom de la structure responsable."},
    )
    adresse = forms.CharField(
        label="Son adresse",
        max_length=120,
        error_messages={"required": "Écrire l’adresse de la structure."},
    )
    contact = forms.CharField(
        label="Pour une question",
        help_text="Un téléphone ou une adresse électronique, lus par quelqu’un.",
        max_length=80,
        error_messages={"required": "Écrire comment vous joindre."},
    )
    dpo = forms.CharField(
        label="Délégué à la protection des données",
        help_text="Comment le joindre. Vide s’il n’y en a pas.",
        max_length=80,
        required=False,
    )
    base = forms.ChoiceField(
        label="Ce qui permet de noter",
        help_text="À faire confirmer par le délégué à la protection des données.",
        choices=BASES,
        widget=forms.RadioSelect,
        initial="interet_legitime",
        error_messages={"required": "Choisir ce qui permet de noter."},
    )
