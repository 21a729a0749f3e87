"""Reference lists: stable ASCII codes, French labels, no label frozen in a migration."""

import re

import pytest

from territoires.models import Lieu, Partenaire
from territoires.models.liste import ChampListe
from territoires.nomenclatures import (
    DOSSIER,
    dire,
    genres_de_lieu,
    genres_de_structure,
    lire,
    valeurs,
)


@pytest.mark.parametrize("liste", sorted(un.stem for un in DOSSIER.glob("*.json")))
def test_codes_are_plain_and_labels_typeset(liste: str):
    entrees = lire(liste)

    assert all(re.fullmatch(r"[a-z][a-z0-9_]{1,39}", code) for code in entrees)
    assert not [libelle for libelle in entrees.values() if "'" in libelle or "·" in libelle]
    assert len(set(entrees.values())) == len(entrees)


def test_the_lists_hold_what_the_nomenclature_names():
    assert len(genres_de_lieu()) == 7
    assert len(genres_de_structure()) == 23


def test_a_default_is_one_of_the_codes():
    assert Partenaire().genre_de_structure in dict(genres_de_structure())


def test_models_give_the_label_of_a_code():
    assert Lieu(genre="pied_d_immeuble").get_genre_display() == "Pied d’immeuble"


def test_a_migration_names_the_function_not_the_labels():
    _, _, _, options = Lieu._meta.get_field("genre").deconstruct()

    assert options["choices"] is genres_de_lieu


@pytest.mark.parametrize("champ", ["services", "frais_a_charge", "modalites_acces"])
def test_the_values_of_the_national_schema_fit_a_list_and_their_words_are_typeset(champ: str):
    assert ChampListe().to_python(list(valeurs(champ))) == list(valeurs(champ))
    assert not [mots for mots in valeurs(champ).values() if "'" in mots or "|" in mots]


def test_a_value_unknown_to_the_schema_is_said_as_it_came():
    assert dire("frais_a_charge", "Gratuit") == "Gratuit"
    assert (
        dire("modalites_acces", "Ce lieu n'accueille pas de public") == "N’accueille pas de public"
    )
    assert dire("frais_a_charge", "Adhésion") == "Adhésion"
