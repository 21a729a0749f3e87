"""The entry screen: who opens it, what it says before any tap."""

import re

import pytest
from django.template.loader import render_to_string
from django.test import Client

from sessions.nomenclatures.listes import NON_RENSEIGNE, codes, familles, libelles
from sessions.terrain.ecran import ecran, grille
from tests.client import ClientExigeant
from tests.personnes import Personne

ADRESSE = "/terrain/"


def html() -> str:
    return render_to_string("terrain/page.html", ecran())


def test_it_opens_for_everybody_and_is_the_same_for_everybody(
    mediation: Personne, etrangere: Personne, anonyme: Client
):
    """No name, no équipe, no CSRF token: the page can be kept on a shared tablet."""
    pages = [qui.get(ADRESSE) for qui in (mediation, etrangere, anonyme)]
    assert {page.status_code for page in pages} == {200}
    assert len({page.content for page in pages}) == 1
    assert mediation.utilisateur.nom not in pages[0].content.decode()
    assert not any(page.cookies for page in pages)


def test_it_only_reads(mediation: Personne):
    assert mediation.post(ADRESSE).status_code == 405


def test_the_csrf_cookie_comes_with_the_lists(mediation: Personne):
    assert mediation.get("/api/v1/referentiel/").cookies["csrftoken"]


def test_it_keeps_the_rules_of_the_house(client: ClientExigeant, mediation: Personne):
    client.force_login(mediation.utilisateur, "allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(ADRESSE).status_code == 200


def test_reading_it_asks_nothing_of_the_database(anonyme: Client, django_assert_num_queries):
    with django_assert_num_queries(0):
        anonyme.get(ADRESSE)


def test_the_first_chips_are_there_before_any_script():
    page = html()
    for famille in familles().values():
        attendu = f'value="{famille.categorie}"'
        assert attendu in page
    assert page.count('name="reponse"') == len(codes("reponse")) - 1


def test_each_category_has_one_chip_only():
    valeurs = re.findall(r'name="besoin" value="(\w+)"', html())
    assert len(valeurs) == len(set(valeurs))


def test_the_grid_says_every_age_with_every_genre_but_nothing_with_nothing():
    couples = {tuple(case.valeur.split("/")) for case in grille()}
    tous = {(age, genre) for age in libelles("tranche_age") for genre in libelles("genre")}
    assert couples == tous - {(NON_RENSEIGNE, NON_RENSEIGNE)}


@pytest.mark.parametrize("liste", ["exigence", "vecu", "organisme", "non_recours", "duree"])
def test_every_answer_of_a_list_has_its_chip(liste: str):
    valeurs = set(re.findall(r'value="(\w+)"', html()))
    assert codes(liste) - {NON_RENSEIGNE} <= valeurs


def test_every_question_has_its_place():
    assert set(re.findall(r'data-question="(\w+)"', html())) == codes("question")


def test_every_id_named_is_there_once():
    page = html()
    ids = re.findall(r'\sid="([\w-]+)"', page)
    assert len(ids) == len(set(ids))
    nommes = re.findall(r'(?:aria-labelledby|aria-describedby|aria-controls|form)="([^"]+)"', page)
    assert {nom for noms in nommes for nom in noms.split()} <= set(ids)
    ouverts = re.findall(r'data-ouvre="(\w+)"', page)
    assert {f"feuillet-{nom}" for nom in ouverts} <= set(ids)
