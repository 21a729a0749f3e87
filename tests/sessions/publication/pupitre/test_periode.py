"""A period at the desk: before it is published, when it is, and ever after."""

from hashlib import sha256

import pytest
import time_machine

from medlove.models import Equipe
from sessions.models import Publication, Reglages, TrimestreComplet
from sessions.publication import services
from sessions.publication.fichiers import fichiers
from tests.lecture_seule import lecture_seule

ADRESSE = "/donnees/2026-T3/"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cle", "au_20_novembre")]


def texte(personne, adresse: str = ADRESSE) -> str:
    reponse = personne.get(adresse)
    assert reponse.status_code == 200
    return reponse.content.decode()


@pytest.mark.parametrize("qui", ["mediation", "coequipiere", "pilotage", "administration"])
@pytest.mark.parametrize("suite", ["", "publier/", "complet/", "T6.csv"])
def test_it_is_for_the_coordination(request, qui: str, suite: str) -> None:
    personne = request.getfixturevalue(qui)
    assert personne.get(ADRESSE + suite).status_code == 403
    assert personne.post(ADRESSE + suite).status_code == 403


def test_the_preview_says_what_would_be_shown_and_why_not(coordination, saison) -> None:
    with lecture_seule():
        page = texte(coordination)
    assert "46 rencontres" in page
    assert "1 cellule de 0 à 10" in page
    assert "1 cellule presque tout de son ensemble" in page
    assert "pour toujours" in page
    assert "Interne, ne pas diffuser" in page
    assert not Publication.objects.exists()


def test_publishing_is_once(coordination, equipe: Equipe, saison) -> None:
    for _ in range(2):
        reponse = coordination.post(ADRESSE + "publier/", follow=True)
        assert "Publié\u202f: 3e\u00a0trimestre 2026" in reponse.content.decode()
    assert Publication.objects.count() == 1
    page = texte(coordination)
    assert "Publiée et figée le 20 novembre 2026" in page
    assert "&lt;\u202f11" in page


def test_a_refusal_is_told_where_the_button_would_be(coordination, saison) -> None:
    page = coordination.post("/donnees/2026-T4/publier/", follow=True).content.decode()
    assert "n’est pas fini" in page
    assert "pour toujours" not in page
    assert not Publication.objects.exists()


def test_without_key_nothing_is_previewed(coordination, saison, settings) -> None:
    settings.MEDLOVE_CLE_PUBLICATION = ""
    page = texte(coordination)
    assert "Rien n’est publié sans clé" in page
    assert "Ce que chacun lirait" not in page


def test_a_trimestre_is_said_complete_during_its_month_only(coordination, saison) -> None:
    assert "déclarer complet" not in texte(coordination)
    with time_machine.travel("2026-10-05"):
        coordination.force_login(
            coordination.utilisateur, backend="allauth.account.auth_backends.AuthenticationBackend"
        )
        assert "déclarer complet" in texte(coordination)
        page = coordination.post(ADRESSE + "complet/", follow=True).content.decode()
    assert "peut être publié" in page
    assert TrimestreComplet.objects.count() == 1


def test_files_are_those_of_everybody(coordination, equipe: Equipe, saison) -> None:
    for nom, contenu in fichiers(services.publier(equipe, "2026-T3")).items():
        reponse = coordination.get(ADRESSE + nom)
        assert sha256(reponse.content).digest() == sha256(contenu).digest()
    assert coordination.get(ADRESSE + "T9.csv").status_code == 404


def test_a_stranger_finds_nothing(etrangere, equipe: Equipe, saison) -> None:
    services.publier(equipe, "2026-T3")
    assert "Publiée et figée" not in texte(etrangere)
    assert etrangere.get(ADRESSE + "T6.csv").status_code == 404


@pytest.mark.parametrize("code", ["2026-T5", "hier", "20266", "9999"])
def test_a_period_that_does_not_exist_is_not_found(coordination, code: str) -> None:
    assert coordination.get(f"/donnees/{code}/").status_code == 404
    assert coordination.post(f"/donnees/{code}/publier/").status_code == 404
    assert coordination.post(f"/donnees/{code}/complet/").status_code == 404


@pytest.mark.parametrize("ouverte", [True, False])
def test_the_public_page_is_named_when_it_is_open(
    coordination, equipe: Equipe, saison, ouverte: bool
) -> None:
    Reglages.objects.filter(equipe=equipe).update(ouverte=ouverte)
    services.publier(equipe, "2026-T3")
    assert ('href="/publications/ici/2026-T3/"' in texte(coordination)) is ouverte
