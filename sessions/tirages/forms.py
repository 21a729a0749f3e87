"""What may be answered of a note."""

from django import forms

from sessions.tirages.models import NoteTiree


class ReponseForm(forms.Form):
    reponse = forms.ChoiceField(choices=NoteTiree.REPONSES)
