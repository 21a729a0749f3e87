"""An undefined variable of one of our templates stops the test."""

import re

import pytest
from django.template import Context, engines
from django.template.base import Origin, Template

from tests.gabarits import NOS_GABARITS


def gabarit(texte: str, chemin: str) -> Template:
    return Template(texte, origin=Origin(chemin), engine=engines["django"].engine)


def test_an_undefined_variable_of_ours_is_a_failure():
    page = gabarit("Bonjour {{ prenom }}", str(NOS_GABARITS / "accueil.html"))
    with pytest.raises(pytest.fail.Exception, match=r"accueil\.html : prenom"):
        page.render(Context())


def test_it_is_still_one_once_the_settings_have_changed(settings):
    settings.DEBUG = True
    test_an_undefined_variable_of_ours_is_a_failure()


def test_an_empty_value_is_not_undefined():
    page = gabarit("Bonjour {{ prenom }}", str(NOS_GABARITS / "accueil.html"))
    assert page.render(Context({"prenom": ""})) == "Bonjour "


def test_a_condition_may_ask_whether_a_variable_is_there():
    page = gabarit("{% if prenom %}{{ prenom }}{% endif %}", str(NOS_GABARITS / "accueil.html"))
    assert page.render(Context()) == ""


def test_the_templates_of_libraries_are_left_alone():
    assert gabarit("Bonjour {{ prenom }}", "ailleurs/page.html").render(Context()) == "Bonjour "


def test_french_punctuation_has_its_narrow_space():
    # U+202F keeps « ? » with its word; an ordinary space lets it fall on the next line.
    mal = re.compile(r"[\w)»][ \xa0](?:[:;?»]|!(?!=))(?!\w)|«[ \xa0]")
    trouves = {
        chemin.name: mal.findall(texte)
        for chemin in NOS_GABARITS.rglob("*.*")
        if mal.search(texte := re.sub(r"\{#.*?#\}", "", chemin.read_text(encoding="utf-8")))
    }
    assert not trouves
