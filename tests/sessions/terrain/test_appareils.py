"""The pages of tablets: seen, added by a code, taken out of service, by the coordination."""

import re
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from medlove.models import Equipe, Journal
from sessions.models import Appareil, CodeDEnrolement
from sessions.qr import dessiner_qr
from sessions.terrain.appareils import enroler
from tests.lecture_seule import lecture_seule
from tests.personnes import Personne
from tests.sessions.terrain.envois import Tablette, poster

LISTE, AJOUTER = "/appareils/", "/appareils/ajouter/"


def revoquer(appareil: Appareil) -> str:
    return reverse("appareils:revoquer", args=[appareil.pk])


def texte(reponse) -> str:
    """What a page says, without its marks."""
    assert reponse.status_code == 200
    corps = unescape(re.sub(r"<[^>]+>", " ", reponse.content.decode().partition("<main")[2]))
    return re.sub(r"[ \n]+", " ", corps)


def code_montre(reponse) -> str:
    return re.search(r'code__texte">([^<]+)<', reponse.content.decode())[1]


# --- The list -----------------------------------------------------------------------


def test_it_tells_who_added_each_tablet_and_when_it_was_last_heard(
    equipe: Equipe, coordination: Personne
):
    with time_machine.travel("2026-09-14 09:00:00+02:00", tick=False):
        appareil, _ = enroler(equipe, "Tablette du vélo", par=coordination.utilisateur)
        muette, _ = enroler(equipe, "Tablette muette")
        Appareil.objects.filter(pk=appareil.pk).update(
            dernier_contact=timezone.now() + timedelta(hours=5)
        )
    with time_machine.travel("2026-09-15 09:00:00+02:00", tick=False), lecture_seule():
        page = texte(coordination.get(LISTE))
    assert "Tablette du vélo Ajoutée hier à 9\u00a0h\u00a000 par Camille" in page
    assert "Dernier contact hier à 14\u00a0h\u00a000 En service" in page
    assert "Tablette muette Ajoutée hier à 9\u00a0h\u00a000 N’a encore rien envoyé" in page
    assert muette.pk != appareil.pk


def test_it_counts_what_came_from_each_and_is_to_be_mended(
    tablette: Tablette, coordination: Personne
):
    tablette.envoyer(
        tablette.rencontre(), *(tablette.rencontre(genre=genre) for genre in ("x", "y"))
    )
    assert "· 2\u00a0à\u00a0corriger" in texte(coordination.get(LISTE))


def test_one_taken_out_of_service_comes_last_and_cannot_be_again(
    equipe: Equipe, coordination: Personne
):
    ancienne, _ = enroler(equipe, "Ancienne")
    enroler(equipe, "Nouvelle")
    coordination.post(revoquer(ancienne))
    page = coordination.get(LISTE)
    assert texte(page).index("Nouvelle") < texte(page).index("Retirée aujourd’hui")
    assert revoquer(ancienne) not in page.content.decode()


def test_nothing_of_another_équipe_shows(tablette: Tablette, etrangere: Personne):
    page = texte(etrangere.get(LISTE))
    assert "Pas encore de tablette" in page
    assert "Tablette du vélo" not in page


@pytest.mark.parametrize("nombre", [1, 8])
def test_it_costs_four_queries(
    equipe: Equipe, coordination: Personne, nombre: int, django_assert_num_queries
):
    for rang in range(nombre):
        enroler(equipe, f"Tablette {rang}", par=coordination.utilisateur)
    with django_assert_num_queries(4):  # session, account, équipes of the account, tablets
        coordination.get(LISTE)


def test_the_page_of_the_équipe_leads_to_it_for_the_coordination_only(
    coordination: Personne, mediation: Personne
):
    assert f'href="{LISTE}"' in coordination.get("/equipe/").content.decode()
    assert f'href="{LISTE}"' not in mediation.get("/equipe/").content.decode()


# --- A code to add one --------------------------------------------------------------


def test_the_code_shown_enrols_a_tablet(equipe: Equipe, coordination: Personne, anonyme: Client):
    reponse = coordination.post(AJOUTER, secure=True)
    corps = {"code": code_montre(reponse), "nom": "Tablette du vélo"}
    adresse = reverse("api:appareils")
    assert anonyme.post(adresse, corps, "application/json", secure=True).status_code == 201
    assert Appareil.objects.get().equipe == equipe
    assert "par Camille" in texte(coordination.get(LISTE))


def test_the_square_holds_the_address_of_the_terrain_and_the_code(coordination: Personne):
    reponse = coordination.post(AJOUTER, secure=True)
    code = code_montre(reponse)
    porte = f"https://testserver/terrain/#code={code}"
    assert dessiner_qr(porte, f"Carré qui porte le code {code}") in reponse.content.decode()


def test_it_is_told_until_when_the_code_serves_and_no_copy_is_kept(coordination: Personne):
    with time_machine.travel("2026-09-15 18:00:00+02:00", tick=False):
        reponse = coordination.post(AJOUTER, secure=True)
    assert "jusqu’à 18\u00a0h\u00a010" in texte(reponse)
    assert "no-store" in reponse["Cache-Control"]


def test_opening_the_address_again_makes_no_code(coordination: Personne):
    assert coordination.get(AJOUTER, secure=True).url == LISTE
    assert not CodeDEnrolement.objects.exists()


@pytest.mark.parametrize("qui", ["mediation", "pilotage", "administration"])
def test_only_the_coordination_makes_one(qui: str, request: pytest.FixtureRequest, equipe: Equipe):
    assert request.getfixturevalue(qui).post(AJOUTER, secure=True).status_code == 403
    assert not CodeDEnrolement.objects.exists()


def test_over_plain_http_the_page_warns_and_offers_no_code(coordination: Personne):
    page = coordination.get(LISTE)
    assert "Ce site est servi en HTTP" in texte(page)
    assert AJOUTER not in page.content.decode()
    assert coordination.post(AJOUTER).url == LISTE
    assert not CodeDEnrolement.objects.exists()
    chiffree = coordination.get(LISTE, secure=True)
    assert "Ce site est servi en HTTP" not in texte(chiffree)
    assert AJOUTER in chiffree.content.decode()


# --- Out of service -----------------------------------------------------------------


def test_the_page_says_what_becomes_of_what_waits_and_revokes_nothing(
    tablette: Tablette, coordination: Personne
):
    with lecture_seule():
        page = texte(coordination.get(revoquer(tablette.appareil)))
    assert "Ce qui attend encore sur elle" in page
    assert "Si elle est perdue ou volée" in page
    assert Appareil.objects.en_service().exists()


def test_a_tablet_taken_out_of_service_sends_nothing_more(
    tablette: Tablette, coordination: Personne
):
    assert coordination.post(revoquer(tablette.appareil)).url == LISTE
    assert poster(tablette.client, tablette.rencontre()).status_code == 401
    trace = Journal.objects.get(action="appareil_revoque")
    assert (trace.acteur, trace.equipe) == (coordination.utilisateur.pk, tablette.equipe)
    assert trace.objet == f"appareil:{tablette.appareil.pk}"


def test_a_second_time_changes_nothing(tablette: Tablette, coordination: Personne):
    coordination.post(revoquer(tablette.appareil))
    avant = Appareil.objects.get().revoque_le
    assert coordination.post(revoquer(tablette.appareil)).url == LISTE
    assert coordination.get(revoquer(tablette.appareil)).url == LISTE
    assert Appareil.objects.get().revoque_le == avant
    assert Journal.objects.filter(action="appareil_revoque").count() == 1


@pytest.mark.parametrize(
    ("qui", "status"),
    [("mediation", 403), ("pilotage", 403), ("administration", 403), ("etrangere", 404)],
)
def test_only_the_coordination_of_the_équipe_revokes(
    qui: str, status: int, request: pytest.FixtureRequest, tablette: Tablette
):
    personne: Personne = request.getfixturevalue(qui)
    assert personne.post(revoquer(tablette.appareil)).status_code == status
    assert Appareil.objects.en_service().exists()
