"""Quartier: its key, its place in lists, and what the database refuses."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from territoires.models import Quartier
from tests.fabriques import QuartierFactory

pytestmark = pytest.mark.django_db


def test_the_key_is_the_commune_and_the_number():
    quartier = QuartierFactory(numero=11, nom="Le Blosne")

    assert quartier.cle == "35238-11"
    assert str(quartier) == "Le Blosne"
    assert Quartier.objects.de_cle("35238-11") == quartier


@pytest.mark.parametrize(
    "cle", ["35238-12", "35238", "35238-", "35238-0", "35238-011", "35238-11 ", "x'--1", ""]
)
def test_a_key_of_nobody_finds_nobody(cle: str):
    QuartierFactory(numero=11)

    with pytest.raises(Quartier.DoesNotExist):
        Quartier.objects.de_cle(cle)


def test_corsican_communes_have_keys_too():
    quartier = QuartierFactory(code_insee="2A004", numero=3)

    assert Quartier.objects.de_cle("2A004-3") == quartier


def test_quartiers_come_by_commune_then_number():
    for code, numero in (("35238", 10), ("35047", 2), ("35238", 9)):
        QuartierFactory(code_insee=code, numero=numero)

    assert [q.cle for q in Quartier.objects.all()] == ["35047-2", "35238-9", "35238-10"]
    assert [q.numero for q in Quartier.objects.de_commune("35238")] == [9, 10]


def test_a_list_does_not_load_outlines():
    QuartierFactory()

    assert Quartier.objects.sans_contour().get().get_deferred_fields() == {
        "contour",
        "contour_simplifie",
    }


def test_two_quartiers_of_a_commune_cannot_share_a_number():
    QuartierFactory(numero=4)
    double = QuartierFactory.build(numero=4)

    with pytest.raises(ValidationError, match="déjà un quartier portant ce numéro"):
        double.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        double.save()


@pytest.mark.parametrize(
    ("champ", "valeur", "message"),
    [
        ("numero", 0, "de 1 à 9999"),
        ("superficie_m2", 0, "doit être positive"),
        ("latitude", "91", "entre −90 et 90"),
        ("longitude", "-181", "entre −180 et 180"),
    ],
)
def test_the_database_refuses_what_is_out_of_range(champ: str, valeur: object, message: str):
    quartier = QuartierFactory.build(**{champ: valeur})

    with pytest.raises(ValidationError, match=message):
        quartier.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        quartier.save()


@pytest.mark.parametrize("code", ["3523", "352380", "ABCDE", "35 38"])
def test_a_commune_code_has_five_characters(code: str):
    with pytest.raises(ValidationError):
        QuartierFactory.build(code_insee=code).full_clean()
