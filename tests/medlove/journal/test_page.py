"""The page of the journal: for the administration only, narrowed down, by pages."""

from datetime import timedelta
from typing import Any
from unittest import mock

import pytest
from django.utils import timezone

from medlove.journal import consigner
from medlove.journal.models import Journal
from medlove.models import Equipe, Utilisateur
from tests.medlove.journal.alterations import ecrire
from tests.personnes import Personne

PAGE = "/journal/"


def lire(qui: Personne, **choix: str) -> str:
    reponse = qui.get(PAGE, choix)
    assert reponse.status_code == 200
    return reponse.content.decode()


@pytest.mark.parametrize("qui", ["mediation", "coordination", "pilotage", "etrangere"])
def test_only_the_administration_reads_it(qui: str, request: pytest.FixtureRequest):
    assert request.getfixturevalue(qui).get(PAGE).status_code == 403


def test_nobody_is_sent_to_sign_in(anonyme):
    assert anonyme.get(PAGE).status_code == 302


def test_it_is_only_read(administration: Personne):
    assert administration.post(PAGE).status_code == 405


def test_empty_it_says_what_will_come(administration: Personne):
    assert "Le journal est vide" in lire(administration)


def test_a_line_is_said_in_words(
    administration: Personne, coordination: Personne, mediation: Personne, equipe: Equipe
):
    consigner(
        "membre.change",
        equipe=equipe,
        par=coordination.utilisateur,
        objet=f"compte:{mediation.utilisateur.pk}",
        role="pilotage",
    )
    dit = lire(administration)
    for mots in ("Camille", "Rôle ou métier changé", "Compte de Alice", "rôle : pilotage"):
        assert mots in dit
    assert equipe.nom in dit
    assert coordination.utilisateur.email not in dit


@pytest.mark.parametrize(
    ("ecrit", "dit"),
    [
        ({"role": "mediation"}, "rôle : médiation"),
        ({"fait_le": "2026-11-27T20:12:20+00:00"}, "faite le : 27/11/2026 à 21:12"),
        ({"fait_le": "2026-99-99T20:12:20+00:00"}, "2026-99-99T20:12:20+00:00"),
    ],
)
def test_a_code_and_an_instant_are_said_in_words(
    administration: Personne, ecrit: dict[str, str], dit: str
):
    consigner("base_restauree" if "fait_le" in ecrit else "membre.change", **ecrit)
    assert dit in lire(administration)


def test_a_purge_is_said_in_words_and_its_days_in_french(administration: Personne):
    comptes = dict.fromkeys(("annees", "bruts", "en_suspens", "sans_releve", "totaux"), 3)
    consigner("purge", lignes=15, avant="2026-11-28", **comptes)
    dit = lire(administration)
    for mots in (
        "d’avant le : 28/11/2026",
        "années figées : 3",
        "contenus d’envois : 3",
        "textes à corriger : 3",
        "accusés de réception : 3",
        "nombres de bilans : 3",
    ):
        assert mots.replace(" :", "\u202f:") in dit or mots in dit


def test_an_account_that_is_gone_is_its_id(administration: Personne, mediation: Personne):
    consigner("export", par=mediation.utilisateur, objet=f"compte:{mediation.utilisateur.pk}")
    pk = str(mediation.utilisateur.pk)
    Utilisateur.objects.filter(pk=pk).delete()
    dit = lire(administration)
    assert f"Compte disparu {pk[:8]}" in dit
    assert "Alice" not in dit


def test_the_server_and_strangers_have_a_name_too(administration: Personne):
    consigner("sauvegarde_faite", lignes=12)
    consigner("connexion_refusee")
    dit = lire(administration)
    assert "Le serveur" in dit
    assert "Quelqu’un" in dit


def test_it_is_narrowed_to_a_gesture_a_family_somebody_an_equipe(
    administration: Personne, mediation: Personne, equipe: Equipe
):
    consigner("export", equipe=equipe, par=mediation.utilisateur, lignes=1234)
    consigner("appareil_enrole", lignes=5678)
    for choix in (
        {"geste": "export"},
        {"geste": "famille-0"},
        {"personne": str(mediation.utilisateur.pk)},
        {"equipe": str(equipe.pk)},
    ):
        dit = lire(administration, **choix)
        assert "1\u202f234" in dit
        assert "5\u202f678" not in dit


def test_it_is_narrowed_to_days(administration: Personne):
    hier = timezone.localtime() - timedelta(days=1)
    with mock.patch.object(timezone, "now", return_value=hier):
        consigner("export", lignes=1234)
    consigner("export", lignes=5678)
    jour = f"{hier:%Y-%m-%d}"
    dit = lire(administration, du=jour, au=jour)
    assert "1\u202f234" in dit
    assert "5\u202f678" not in dit
    assert "Aucune ligne pour ce choix" in lire(administration, du="2020-01-01", au="2020-01-02")


def test_a_bad_choice_is_told(administration: Personne):
    assert "champ--erreur" in lire(administration, du="demain")


def test_pages_of_fifty(administration: Personne):
    ecrire(51)
    assert lire(administration).count("<tr>") == 51  # and the head
    assert lire(administration, page="2").count("<tr>") == 2


def test_twenty_lines_ask_no_more_than_ten(
    administration: Personne, mediation: Personne, equipe: Equipe, django_assert_num_queries: Any
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    ecrire(10, equipe, mediation.utilisateur)
    administration.get(PAGE)
    with CaptureQueriesContext(
        connection,
    ) as dix:
        administration.get(PAGE)
    ecrire(10, equipe, mediation.utilisateur)
    with django_assert_num_queries(len(dix)):
        administration.get(PAGE)


def test_reading_it_writes_nothing(administration: Personne):
    ecrire(1)
    administration.get(PAGE)
    assert Journal.objects.count() == 1
