"""What was chosen is kept in one order; what was typed is not, nor what no form expects."""

from django import forms
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from medlove.journal.filtre import en_filtre


class Choix(forms.Form):
    q = forms.CharField(required=False)
    courriel = forms.EmailField(required=False)
    besoin = forms.ChoiceField(required=False, choices=[("droits", "Droits"), ("sante", "Santé")])
    genres = forms.MultipleChoiceField(required=False, choices=[("a", "A"), ("b", "B")])
    du = forms.DateField(required=False)


def filtre(demande: str) -> str:
    lue = QueryDict(demande)
    return en_filtre(lue, Choix(lue))


def test_choices_are_kept_in_one_order():
    assert filtre("genres=b&du=2026-01-01&besoin=droits&genres=a") == (
        "besoin=droits&du=2026-01-01&genres=a&genres=b"
    )
    assert filtre("besoin=&page=3") == "page=3"


def test_words_that_were_typed_are_not():
    assert filtre("q=Mohamed&courriel=a@b.fr&besoin=sante") == "besoin=sante"


def test_a_value_that_no_choice_offers_is_not():
    assert filtre("besoin=Mohamed&du=Mohamed&genres=Mohamed&inconnu=Mohamed&page=Mohamed") == ""


def test_without_a_form_only_the_page_is_kept():
    assert en_filtre(QueryDict("page=2&q=Mohamed")) == "page=2"


@given(st.dictionaries(st.sampled_from([*Choix.base_fields, "page", "autre"]), st.text()))
def test_nothing_typed_is_ever_kept(saisi: dict[str, str]):
    demande = QueryDict(mutable=True)
    demande.update(saisi)
    for nom, valeur in QueryDict(en_filtre(demande, Choix(demande))).items():
        assert nom == "page" or nom in {"besoin", "genres", "du"}
        assert nom != "page" or valeur.isdecimal()
