"""The page that everybody may read: what it says, to whom, and how it may be kept."""

import pytest

from sessions.models import Publication, Reglages
from tests.client import ClientExigeant
from tests.lecture_seule import lecture_seule
from tests.sessions.publication.dehors.conftest import ICI, adresses

pytestmark = [pytest.mark.django_db]

ANNEE = f"{ICI}2026/"


def texte(client: ClientExigeant, adresse: str = ANNEE) -> str:
    reponse = client.get(adresse)
    assert reponse.status_code == 200, adresse
    return reponse.content.decode()


def test_the_last_year_is_what_the_address_of_the_equipe_shows(client, publiee) -> None:
    with lecture_seule():
        page = texte(client, ICI)
    assert page == texte(client)
    assert "Besoins entendus, là où nous étions" in page
    assert "Équipe d’ici, année\u00a02026" in page


def test_it_says_how_people_are_protected_and_what_is_not(client, publiee) -> None:
    page = texte(client)
    for phrase in (
        "Pour que personne ne soit reconnu, les nombres sont arrondis à 5 près",
        "pas celui où la personne habite",
        "73 fois sur 100",
        "que dans 24 nombres au plus",
        "2 premiers besoins",
        "Licence Ouverte 2.0",
    ):
        assert phrase in page, phrase


def test_the_map_shows_a_domain_by_its_address(client, publiee) -> None:
    toutes, droits = texte(client), texte(client, f"{ANNEE}droits/")
    assert "Toutes les rencontres" in toutes
    assert "Part des rencontres de chaque quartier portant" in droits
    assert 'aria-current="true">Accès aux droits' in droits or 'aria-current="true"' in droits


def test_a_trimestre_has_its_own_page_and_no_domain(client, publiee) -> None:
    assert "3e\u00a0trimestre 2026" in texte(client, f"{ICI}2026-T3/")
    assert client.get(f"{ICI}2026-T3/droits/").status_code == 404


@pytest.mark.parametrize(
    "suite",
    ["2025/", "2026-T5/", "2026/inconnu/", "2026/T9.csv", "2026/..", "2026/manifeste.json/"],
)
def test_what_is_not_published_is_not_there(client, publiee, suite: str) -> None:
    assert client.get(f"{ICI}{suite}").status_code == 404


@pytest.mark.parametrize("suite", ["", "2026/", "2026/droits/", "2026/T1.csv", "2026/tout.zip"])
def test_a_page_kept_shut_answers_as_one_that_never_was(client, publiee, suite: str) -> None:
    jamais = client.get(f"/publications/jamais/{suite}")
    Reglages.objects.update(ouverte=False)
    fermee = client.get(f"{ICI}{suite}")
    assert fermee.status_code == jamais.status_code == 404
    assert fermee.content == jamais.content
    assert dict(fermee.headers) == dict(jamais.headers)
    assert "ETag" not in fermee.headers


def test_rule_6_a_parameter_is_refused_wherever_it_is(client, publiee) -> None:
    for adresse in [*adresses(publiee), "/publications/jamais/"]:
        for question in ("quartier=1", "x", "periode=2026", "utm_source=lettre"):
            reponse = client.get(f"{adresse}?{question}")
            assert reponse.status_code == 400, adresse
            assert "aucun paramètre" in reponse.content.decode()


def test_it_is_only_read(client, publiee) -> None:
    for adresse in adresses(publiee):
        assert client.head(adresse).status_code == 200
        for geste in (client.post, client.put, client.delete, client.options):
            assert geste(adresse).status_code == 405, adresse


def test_no_cookie_is_read_nor_set_and_everybody_gets_the_same(
    client, coordination, publiee
) -> None:
    for adresse in adresses(publiee):
        anonyme, membre = client.get(adresse), coordination.get(adresse)
        assert anonyme.content == membre.content
        for reponse in (anonyme, membre):
            assert not reponse.cookies
            assert "cookie" not in reponse.get("Vary", "").lower()
            assert reponse["Cache-Control"] == "public, max-age=300"


def test_what_did_not_change_is_not_sent_again(client, publiee) -> None:
    for adresse in adresses(publiee):
        etag = client.get(adresse)["ETag"]
        encore = client.get(adresse, headers={"If-None-Match": etag})
        assert encore.status_code == 304
        assert not encore.content
        assert not encore.cookies


def test_nothing_of_the_desk_and_no_script_is_in_the_page(coordination, publiee) -> None:
    page = texte(coordination)
    for intrus in ("<script", "csrf", "<form", "Se déconnecter", "/sorties/", "<input"):
        assert intrus not in page, intrus


def test_the_equipe_is_called_as_when_it_published(client, publiee, equipe) -> None:
    equipe.nom = "Un autre nom"
    equipe.save()
    assert "Équipe d’ici" in texte(client)
    assert "Un autre nom" not in texte(client)


def test_a_season_by_trimestres_only_is_served_too(client, cle, equipe, saison, en_2027) -> None:
    from sessions.publication import services

    services.publier(equipe, "2026-T3")
    assert "3e\u00a0trimestre 2026" in texte(client, ICI)
    assert Publication.objects.count() == 1


def test_a_small_season_has_facts_by_trimestre_and_no_map(
    client, cle, equipe, saison, en_2027
) -> None:
    from sessions.publication import services

    Reglages.objects.update(taille="petite")
    services.publier(equipe, "2026-T3")
    page = texte(client, ICI)
    assert "choroplethe" not in page
    assert "Ce que l’équipe a fait" in page
    assert client.get(f"{ICI}2026-T3/territoires.qml").status_code == 200
