"""The API and its tokens: each address, with every kind of token that is not a good one."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from medlove.models import Equipe
from sessions.models import Appareil, Rencontre
from sessions.terrain.appareils import enroler
from tests.fabriques import SortieFactory
from tests.personnes import Personne
from tests.sessions.terrain.envois import Tablette, lot

Objets = dict[str, dict[str, Any]]


@pytest.fixture
def jeton(equipe: Equipe) -> str:
    return enroler(equipe, "Tablette du vélo")[1]


def appels(client: Client, sortie: Any) -> dict[str, int]:
    """What each address of the API answers."""
    json = {"content_type": "application/json"}
    return {
        "lots": client.post(reverse("api:lots"), lot(), **json).status_code,
        "rapprochement": client.post(
            reverse("api:rapprochement"), {"elements": []}, **json
        ).status_code,
        "referentiel": client.get(reverse("api:referentiel")).status_code,
        "totaux": client.get(reverse("api:totaux", kwargs={"pk": sortie})).status_code,
    }


@pytest.mark.parametrize(
    "autorisation",
    [
        "Medlove-Appareil ",
        "Medlove-Appareil faux",
        "Medlove-Appareil {jeton}x",
        "Bearer {jeton}",
        "medlove-appareil {jeton}",
        "{jeton}",
        "Basic {jeton}",
        "Medlove-Appareil {empreinte}",
        "Medlove-Appareil {identifiant}",
        "Medlove-Appareil {jeton} {jeton}",
        "Medlove-Appareil ' OR 1=1 --",
        "Medlove-Appareil \x00",
        "Medlove-Appareil é",
    ],
)
def test_no_address_takes_a_token_that_is_not_the_one_that_was_told(
    autorisation: str, jeton: str, equipe: Equipe
):
    """Its hash, as it is in the base, opens nothing: who reads a backup is no tablet."""
    appareil = Appareil.objects.get()
    dit = autorisation.format(jeton=jeton, empreinte=appareil.jeton_sha256, identifiant=appareil.pk)
    client = Client(HTTP_AUTHORIZATION=dit)
    assert set(appels(client, SortieFactory(equipe=equipe).pk).values()) == {401}


def test_no_address_takes_a_token_from_elsewhere_than_its_header(jeton: str, equipe: Equipe):
    """An address is written in logs and in histories, a cookie is sent by any page."""
    client = Client()
    client.cookies["Authorization"] = client.cookies["jeton"] = jeton
    for nom in ("jeton", "token", "access_token", "Authorization"):
        reponse = client.get(reverse("api:referentiel"), {nom: f"Medlove-Appareil {jeton}"})
        assert reponse.status_code == 401


def test_a_token_revoked_opens_no_address_at_the_very_next_request(jeton: str, equipe: Equipe):
    client = Client(HTTP_AUTHORIZATION=f"Medlove-Appareil {jeton}")
    sortie = SortieFactory(equipe=equipe).pk
    assert set(appels(client, sortie).values()) <= {200, 400}
    Appareil.objects.update(revoque_le=timezone.now())
    assert set(appels(client, sortie).values()) == {401}


def test_a_bad_token_is_not_made_good_by_a_session(mediation: Personne, equipe: Equipe):
    mediation.defaults["HTTP_AUTHORIZATION"] = "Medlove-Appareil faux"
    assert set(appels(mediation, SortieFactory(equipe=equipe).pk).values()) == {401}


def test_the_token_of_a_tablet_reads_and_writes_in_its_equipe_only(
    equipe: Equipe, autre_equipe: Equipe
):
    ici, la = Tablette(equipe), Tablette(autre_equipe)
    assert appels(ici.client, la.sortie.pk)["totaux"] == 404
    dit = ici.client.get(reverse("api:referentiel")).content.decode()
    for secret in (la.sortie.pk, la.auteur.pk, la.auteur.nom, la.equipe.nom, la.halte.pk):
        assert str(secret) not in dit
    volee = ici.rencontre(sortie=str(la.sortie.pk), halte=str(la.halte.pk))
    assert ici.verdicts(volee) != ["cree"]
    assert not Rencontre.objects.filter(sortie=la.sortie).exists()


@pytest.mark.parametrize("methode", ["get", "head", "put", "delete", "options", "patch"])
def test_what_is_written_to_is_never_read(methode: str, jeton: str):
    client = Client(HTTP_AUTHORIZATION=f"Medlove-Appareil {jeton}")
    for nom in ("lots", "rapprochement", "appareils"):
        assert getattr(client, methode)(reverse(f"api:{nom}")).status_code == 405
