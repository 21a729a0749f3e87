"""One spelling for searching, on both databases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medlove.models import Equipe
from territoires.models import Partenaire
from territoires.recherche import normaliser
from tests.fabriques import PartenaireFactory


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("Médiathèque  ÉPICÉA", "mediatheque epicea"),
        ("L’Épi-Cœur", "l epi coeur"),
        ("L'Æther", "l aether"),
        ("Bourg-l'Évesque", "bourg l evesque"),
        ("  straße ", "strasse"),
    ],
)
def test_case_accents_and_hyphens_are_folded(texte: str, attendu: str):
    assert normaliser(texte) == attendu


@given(st.text())
def test_folding_twice_is_folding_once(texte: str):
    assert normaliser(normaliser(texte)) == normaliser(texte)


def test_saving_fills_the_column_and_keeps_it_true(equipe: Equipe):
    partenaire = PartenaireFactory(equipe=equipe, nom="Écrivain public")
    assert partenaire.nom_recherche == "ecrivain public"

    partenaire.nom = "Été solidaire"
    partenaire.save(update_fields=["nom"])

    partenaire.refresh_from_db()
    assert partenaire.nom_recherche == "ete solidaire"


def test_writing_in_bulk_fills_the_column_too(equipe: Equipe):
    Partenaire.objects.bulk_create([Partenaire(equipe=equipe, nom="Œuvre du Blosne")])

    assert Partenaire.objects.get().nom_recherche == "oeuvre du blosne"


def test_saving_another_field_leaves_the_column(equipe: Equipe):
    partenaire = PartenaireFactory(equipe=equipe, nom="Écrivain public")
    partenaire.nom = "Autre"
    partenaire.telephone = "02 00 00 00 00"

    partenaire.save(update_fields=["telephone"])

    partenaire.refresh_from_db()
    assert (partenaire.nom, partenaire.nom_recherche) == ("Écrivain public", "ecrivain public")
