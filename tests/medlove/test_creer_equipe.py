from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from medlove.equipe.invitations import invite_par
from medlove.models import Appartenance, Equipe, Role
from tests.fabriques import EquipeFactory, UtilisateurFactory

pytestmark = pytest.mark.django_db
OPTIONS = {"slug": "rennes", "code_insee": "35238", "coordination": "camille@exemple.test"}


def creer(nom: str = "Équipe de Rennes", **options: Any) -> str:
    sortie = StringIO()
    call_command("creer_equipe", nom, stdout=sortie, **OPTIONS | options)
    return sortie.getvalue()


def test_it_creates_the_equipe_and_its_first_coordinator():
    creer(nom_coordination="Camille")
    appartenance = Appartenance.objects.get()
    assert appartenance.equipe.slug == "rennes"
    assert appartenance.role == Role.COORDINATION
    assert appartenance.utilisateur.nom == "Camille"


def test_the_printed_link_opens_the_invitation(client):
    lien = creer().splitlines()[-1]
    assert invite_par(lien.split("/")[3]) == Appartenance.objects.get().utilisateur
    assert client.get(lien).status_code == 200


def test_the_printed_link_is_whole_once_the_site_has_a_name(settings):
    settings.CSRF_TRUSTED_ORIGINS = ["https://medlove.example"]
    assert creer().splitlines()[-1].startswith("https://medlove.example/equipe/")


def test_the_short_name_comes_from_the_name_when_nobody_gives_it():
    creer(slug="")
    assert Equipe.objects.get().slug == "equipe-de-rennes"


def test_an_account_that_exists_keeps_its_password():
    UtilisateurFactory(email="camille@exemple.test")
    assert "/equipe/rejoindre/" in creer()


def test_a_second_run_is_refused_and_changes_nothing():
    creer()
    with pytest.raises(CommandError, match="Nom court"):
        creer(coordination="autre@exemple.test")
    assert Equipe.objects.count() == Appartenance.objects.count() == 1


@pytest.mark.parametrize(
    ("options", "phrase"),
    [
        ({"coordination": "pas une adresse"}, "Adresse de la coordination"),
        ({"coordination": ""}, "--coordination"),
        ({"code_insee": ""}, "--code-insee"),
        ({"code_insee": "352380"}, "Code de la commune"),
        ({"code_insee": "abcde"}, "Code de la commune"),
        ({"slug": "à côté"}, "Nom court"),
        ({"nom": ""}, "le nom de l’équipe"),
    ],
)
def test_a_bad_value_gets_one_sentence_and_writes_nothing(options: dict[str, str], phrase: str):
    with pytest.raises(CommandError, match=phrase) as refus:
        creer(**options)
    assert "\n" not in str(refus.value)
    assert not Equipe.objects.exists()


def test_a_taken_short_name_leaves_the_other_equipe_alone():
    EquipeFactory(slug="rennes", nom="La première")
    with pytest.raises(CommandError):
        creer()
    assert Equipe.objects.get().nom == "La première"
