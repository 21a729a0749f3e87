"""The pages of last resort, and the fields every form is made of."""

import re

import pytest
from django import forms
from django.template.loader import render_to_string

ERREURS = ["403.html", "403_csrf.html", "404.html", "429.html", "500.html"]


class Essai(forms.Form):
    jour = forms.DateField(help_text="Le jour de la sortie.")
    creneau = forms.ChoiceField(
        choices=[("matin", "Matin")], widget=forms.RadioSelect, help_text="Un seul."
    )
    affiche = forms.BooleanField()
    note = forms.CharField(required=False)


def champs(form: forms.Form) -> str:
    return "".join(render_to_string("composants/champ.html", {"field": field}) for field in form)


@pytest.mark.parametrize("gabarit", ERREURS)
def test_an_error_page_needs_no_context(gabarit):
    page = render_to_string(gabarit)
    assert page.count("<h1>") == 1
    assert '<a class="bouton" href="/">' in page


@pytest.mark.parametrize("gabarit", ERREURS)
def test_an_error_page_has_no_inline_style_nor_script(gabarit):
    page = render_to_string(gabarit)
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", page)


def test_help_and_errors_are_tied_to_their_field():
    page = champs(Essai({}))
    cibles = set(" ".join(re.findall(r'aria-describedby="([^"]+)"', page)).split())
    assert {"id_jour_helptext", "id_jour_error", "id_creneau_error"} <= cibles
    assert cibles <= set(re.findall(r'\sid="([^"]+)"', page))


def test_a_field_that_may_be_left_empty_says_so():
    assert champs(Essai()).count("(facultatif)") == 1


def test_radio_buttons_become_chips():
    assert '<label class="puce" for="id_creneau_0">' in champs(Essai())


def test_the_list_of_errors_leads_to_each_field():
    page = render_to_string("composants/resume_erreurs.html", {"form": Essai({})})
    cibles = re.findall(r'href="#([^"]+)"', page)
    assert cibles == ["id_jour", "id_creneau", "id_affiche"]
    assert set(cibles) <= set(re.findall(r'\sid="([^"]+)"', champs(Essai({}))))


def test_no_list_of_errors_without_error():
    assert not render_to_string("composants/resume_erreurs.html", {"form": Essai()}).strip()
