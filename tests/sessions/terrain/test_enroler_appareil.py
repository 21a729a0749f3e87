"""The command enroler_appareil: a token told once, stored hashed."""

from hashlib import sha256

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from medlove.models import Equipe, Journal
from sessions.models import Appareil
from tests.sessions.terrain.envois import poster


def test_it_prints_the_token_alone_and_the_token_opens(
    equipe: Equipe, capsys: pytest.CaptureFixture[str]
):
    call_command("enroler_appareil", "ici", "Tablette du vélo")
    jeton = capsys.readouterr().out.removesuffix("\n")
    assert jeton.split() == [jeton]
    assert len(jeton) >= 43
    client = Client(headers={"Authorization": f"Medlove-Appareil {jeton}"})
    assert poster(client).status_code == 200
    appareil = Appareil.objects.get()
    assert (appareil.equipe, appareil.nom) == (equipe, "Tablette du vélo")
    assert appareil.jeton_sha256 == sha256(jeton.encode()).hexdigest()
    assert jeton not in str(Journal.objects.get().detail)


@pytest.mark.parametrize(
    ("equipe_dite", "nom", "phrase"),
    [
        ("nulle-part", "Tablette", "Aucune équipe n’a pour nom court «\u202fnulle-part\u202f»."),
        ("ici", "  ", "Le nom de la tablette compte de 1 à 60 caractères."),
        ("ici", "T" * 61, "Le nom de la tablette compte de 1 à 60 caractères."),
    ],
)
def test_it_refuses_with_one_sentence(equipe: Equipe, equipe_dite: str, nom: str, phrase: str):
    with pytest.raises(CommandError, match=phrase):
        call_command("enroler_appareil", equipe_dite, nom)
    assert not Appareil.objects.exists()
