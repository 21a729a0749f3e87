from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from territoires.forms import FORME_DE_LA_POSITION
from territoires.models import Lieu, Quartier
from tests.fabriques import LieuFactory, QuartierFactory
from tests.lecture_seule import lecture_seule

LISTE = "/lieux/"
NOUVEAU = "/lieux/nouveau/"


@pytest.fixture
def quartier() -> Quartier:
    """The square from (-1.75, 48.1) to (-1.74, 48.11)."""
    return QuartierFactory(numero=20, nom="Le Blosne")


@pytest.fixture
def voisin() -> Quartier:
    return QuartierFactory(numero=1, nom="Bréquigny")


@pytest.fixture
def lieu(equipe, quartier) -> Lieu:
    return LieuFactory(equipe=equipe, quartier=quartier, nom="Place de Zagreb")


@pytest.fixture
def saisie(quartier) -> dict[str, Any]:
    return {
        "nom": "Place d’ici",
        "genre": "place",
        "position": "48.105, -1.745",
        "en_qpv": "unknown",
    }


def modifier(lieu: Lieu) -> str:
    return reverse("lieux:modifier", args=[lieu.pk])


def confirmer(lieu: Lieu) -> str:
    return reverse("lieux:confirmer", args=[lieu.pk])


# Who


def test_nobody_is_sent_to_the_login_page(anonyme, lieu):
    for adresse in (LISTE, NOUVEAU, modifier(lieu)):
        assert reverse("account_login") in anonyme.get(adresse).url
    assert reverse("account_login") in anonyme.post(confirmer(lieu)).url


@pytest.mark.parametrize("qui", ["mediation", "coequipiere", "pilotage", "administration"])
def test_only_the_coordination_keeps_them(request, lieu, qui: str):
    personne = request.getfixturevalue(qui)
    for adresse in (LISTE, NOUVEAU, modifier(lieu)):
        assert personne.get(adresse).status_code == 403
    assert personne.post(confirmer(lieu)).status_code == 403


def test_a_stranger_gets_404_and_an_empty_list(etrangere, lieu):
    assert etrangere.get(modifier(lieu)).status_code == 404
    assert etrangere.post(confirmer(lieu)).status_code == 404
    assert "Place de Zagreb" not in etrangere.get(LISTE).content.decode()


def test_opening_a_page_writes_nothing(coordination, lieu):
    with lecture_seule():
        for adresse in (LISTE, NOUVEAU, modifier(lieu)):
            assert coordination.get(adresse).status_code == 200


# The list


def test_lieux_are_listed_by_quartier(coordination, equipe, lieu, voisin):
    LieuFactory(equipe=equipe, quartier=voisin, nom="Marché du lundi", genre="marche", en_qpv=True)
    page = coordination.get(LISTE).content.decode()
    assert page.index("Bréquigny") < page.index("Marché du lundi") < page.index("Place de Zagreb")
    assert "Marché · quartier prioritaire" in page
    assert "hors quartier prioritaire" not in page


def test_no_choice_is_a_row_of_dashes(coordination):
    page = coordination.get(f"{LISTE}nouveau/").content.decode()
    assert "-----" not in page
    assert "Choisir un genre" in page


def test_an_empty_list_teaches_the_next_gesture(coordination):
    assert "Aucun lieu pour l’instant" in coordination.get(LISTE).content.decode()


def test_twenty_rows_cost_no_more_queries_than_ten(coordination, equipe):
    comptes = []
    for _ in range(2):
        LieuFactory.create_batch(10, equipe=equipe)
        with CaptureQueriesContext(connection) as requetes:
            coordination.get(LISTE)
        comptes.append(len(requetes))
    assert comptes[0] == comptes[1]


# Adding one


@pytest.mark.parametrize(
    "position",
    ["48.105, -1.745", "48.105,-1.745", "48.105 -1.745", "48,105 ; -1,745", "48.105, −1.745"],
)
def test_the_point_is_pasted_as_maps_give_it(coordination, saisie, position: str):
    coordination.post(NOUVEAU, {**saisie, "position": position})
    lieu = Lieu.objects.get()
    assert (lieu.latitude, lieu.longitude) == (Decimal("48.105"), Decimal("-1.745"))


def test_the_quartier_is_found_then_confirmed(coordination, equipe, quartier, saisie):
    coordination.post(NOUVEAU, saisie)
    lieu = Lieu.objects.get()
    assert (lieu.equipe, lieu.quartier, lieu.quartier_confirme) == (equipe, quartier, False)
    page = coordination.get(LISTE).content.decode()
    assert "Quartier à confirmer" in page
    assert "Oui, Le Blosne" in page
    coordination.post(confirmer(lieu))
    lieu.refresh_from_db()
    assert lieu.quartier_confirme


def test_a_quartier_chosen_is_confirmed(coordination, voisin, saisie):
    coordination.post(NOUVEAU, {**saisie, "quartier": voisin.pk})
    lieu = Lieu.objects.get()
    assert (lieu.quartier, lieu.quartier_confirme) == (voisin, True)


@pytest.mark.parametrize(
    ("champ", "valeur", "mots"),
    [
        ("nom", "", "Ce champ est obligatoire"),
        ("genre", "gare", "Sélectionnez un choix valide"),
        ("position", "place de Zagreb", "Écrire la latitude puis la longitude"),
        ("position", f"48.105, -1.745{'0' * 60}", "Écrire la latitude puis la longitude"),
        ("position", "48.105", "Écrire la latitude puis la longitude"),
        ("position", "-1.745, 48.105", "Aucun quartier ne contient ce point"),
        ("position", "98.105, -1.745", "Ce point n’est pas sur la Terre"),
        ("qpv_code", "QN03501M", "Dire «\u202foui\u202f»"),
    ],
)
def test_a_bad_value_is_told_and_nothing_typed_is_lost(
    coordination, saisie, champ: str, valeur: str, mots: str
):
    page = coordination.post(NOUVEAU, {**saisie, champ: valeur}).content.decode()
    assert mots in page
    assert f'value="{valeur}"' in page or champ == "genre"
    assert not Lieu.objects.exists()


def test_a_position_of_thousands_of_spaces_is_read_at_once():
    """A pattern that tries every way of parting them would need many minutes."""
    assert FORME_DE_LA_POSITION.fullmatch(f"48.105{' ' * 300_000}x") is None


def test_two_lieux_of_one_name_are_refused(coordination, lieu, saisie):
    page = coordination.post(NOUVEAU, {**saisie, "nom": lieu.nom}).content.decode()
    assert "Votre équipe a déjà un lieu de ce nom." in page


@pytest.mark.parametrize(
    ("reponse", "valeur"), [("unknown", None), ("true", True), ("false", False)]
)
def test_the_qpv_is_yes_no_or_not_known(coordination, saisie, reponse: str, valeur: bool | None):
    coordination.post(NOUVEAU, {**saisie, "en_qpv": reponse})
    assert Lieu.objects.get().en_qpv is valeur


def test_a_qpv_is_named(coordination, saisie):
    coordination.post(
        NOUVEAU,
        {
            **saisie,
            "en_qpv": "true",
            "qpv_code": "QN03501M",
            "qpv_nom": "Le Blosne",
            "qpv_annee": "2024",
        },
    )
    lieu = Lieu.objects.get()
    assert (lieu.qpv_code, lieu.qpv_nom, lieu.qpv_annee) == ("QN03501M", "Le Blosne", 2024)


# Changing one


def test_saving_the_page_confirms_the_quartier_it_shows(coordination, lieu, saisie):
    coordination.post(modifier(lieu), {**saisie, "quartier": lieu.quartier_id, "is_active": "on"})
    lieu.refresh_from_db()
    assert (lieu.nom, lieu.quartier_confirme, lieu.is_active) == ("Place d’ici", True, True)


def test_a_lieu_that_moves_is_found_anew(coordination, lieu, voisin, saisie):
    reponse = coordination.get(modifier(lieu))
    assert 'value="48.105000, -1.745000"' in reponse.content.decode()
    ailleurs = f"{voisin.latitude}, {voisin.longitude}"
    coordination.post(
        modifier(lieu), {**saisie, "position": ailleurs, "quartier": lieu.quartier_id}
    )
    lieu.refresh_from_db()
    assert (lieu.quartier, lieu.quartier_confirme) == (voisin, False)


def test_a_lieu_that_moves_within_its_quartier_stays_confirmed(coordination, lieu, saisie):
    coordination.post(
        modifier(lieu),
        {**saisie, "position": "48.106, -1.744", "quartier": lieu.quartier_id},
    )
    lieu.refresh_from_db()
    assert lieu.quartier_confirme


def test_a_lieu_leaves_the_list_of_the_tablet(coordination, lieu, saisie):
    coordination.post(modifier(lieu), {**saisie, "quartier": lieu.quartier_id})
    assert "N’est plus proposé" in coordination.get(LISTE).content.decode()


def test_confirming_is_never_a_get(coordination, lieu):
    assert coordination.get(confirmer(lieu)).status_code == 405
