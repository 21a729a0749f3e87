"""Discarding: a motive in the journal, and never the content."""

import pytest

from medlove.models import Journal
from sessions.models import Reception, Rencontre
from tests.sessions.terrain.a_corriger.pages import adresse
from tests.sessions.terrain.envois import Tablette


@pytest.fixture
def reception(tablette: Tablette, mettre_de_cote) -> Reception:
    return mettre_de_cote(tablette.rencontre(genre="x", note="Canari jaune"))


def test_it_is_discarded_with_its_motive(coordination, tablette: Tablette, reception):
    reponse = coordination.post(adresse(reception, "ecarter"), {"motif": "Noté deux fois"})
    assert reponse.url == "/a-corriger/"
    reception.refresh_from_db()
    assert reception.traitee_le
    assert reception.brut["donnees"]["note"] == "Canari jaune"
    ligne = Journal.objects.get(action="reception_ecartee")
    assert ligne.acteur == coordination.utilisateur.pk
    assert ligne.equipe == tablette.equipe
    assert (ligne.objet, ligne.detail) == (f"rencontre:{reception.element}", {})
    assert reception.motif == "Noté deux fois"
    assert not Rencontre.objects.exists()
    assert not Reception.objects.a_corriger().exists()


@pytest.mark.parametrize("motif", ["", "   ", "x" * 141])
def test_without_a_motive_of_a_line_it_stays(coordination, reception, motif: str):
    reponse = coordination.post(adresse(reception, "ecarter"), {"motif": motif})
    assert reponse.status_code == 200
    reception.refresh_from_db()
    assert reception.traitee_le is None
    assert not Journal.objects.filter(action="reception_ecartee").exists()


def test_the_page_says_what_becomes_of_it_and_shows_no_content(coordination, reception):
    page = coordination.get(adresse(reception, "ecarter")).content.decode()
    assert "trente jours" in page
    assert "Aucun nom" in page
    assert "Canari" not in page


def test_what_is_discarded_does_not_come_back_to_the_list(coordination, tablette, reception):
    coordination.post(adresse(reception, "ecarter"), {"motif": "essai"})
    assert tablette.verdicts(reception.brut) == ["quarantaine"]
    assert not Reception.objects.a_corriger().exists()
    assert coordination.get(adresse(reception)).status_code == 404
