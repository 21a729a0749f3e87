"""The method, as it reads: the settings of the engine, what a working version is."""

from dataclasses import replace

import pytest
from django.template.loader import render_to_string

from sessions.cahiers.blocs.methode import methode
from sessions.cahiers.matiere import Matiere
from sessions.publication.catalogue import Taille
from tests.fabriques import QuartierFactory
from tests.sessions.cahiers.blocs.feuillets import feuillet, matiere

pytestmark = pytest.mark.django_db


def dite(lus: Matiere) -> str:
    bloc = methode(lus)
    return " ".join(render_to_string(bloc.gabarit, {"bloc": bloc}).split())


def test_a_published_cahier_says_how_persons_are_protected_and_how_far() -> None:
    texte = dite(matiere(feuillet({})))
    assert "un écart de 8 au plus" in texte
    assert "arrondi à 5 près" in texte
    assert "«\u202f&lt;\u202f11\u202f»".replace("\u202f", " ") in texte.replace("\u202f", " ")
    assert "61 fois sur 100" in texte
    assert "73 fois sur 100" in texte
    assert "version de travail" not in texte


def test_a_working_version_says_what_it_is_and_that_its_mask_does_not_protect() -> None:
    texte = dite(matiere(feuillet({}, publie=False)))
    assert "version de travail" in texte
    assert "ne se diffuse pas" in texte
    assert "61 fois" not in texte


def test_a_trimestre_says_what_it_does_not_tell() -> None:
    assert "comptés à l’année" in dite(matiere(feuillet({}, periode="2025-T3")))
    assert "comptés à l’année" not in dite(matiere(feuillet({})))


def test_a_small_season_lists_the_quartiers_of_its_secteurs() -> None:
    for rang, nom in enumerate(("Bréquigny", "Le Blosne"), 21):
        QuartierFactory(numero=rang, nom=nom, secteur="Sud")
    lus = replace(matiere(feuillet({}, taille=Taille.PETITE)), territoires=("Sud",))
    assert "<li>Sud : Bréquigny, Le Blosne.</li>" in dite(lus).replace("\u202f", " ")
    assert "<li>" not in dite(matiere(feuillet({}, taille=Taille.PETITE)))


def test_a_cahier_of_some_quartiers_says_whose_figures_are_the_city_s() -> None:
    assert "Ce cahier parle de quelques quartiers" in dite(matiere(feuillet({}), ["35238-1"]))
    assert "Ce cahier parle" not in dite(matiere(feuillet({})))
