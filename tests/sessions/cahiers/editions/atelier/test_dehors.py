"""/cahiers/lire/: what a secret address opens, and nothing else."""

import pytest
from django.urls import reverse

from medlove.models import Utilisateur
from sessions.cahiers.editions import services
from sessions.cahiers.editions.models import Edition, Etat
from sessions.models import Cahier
from tests.client import ClientExigeant
from tests.fabriques import UtilisateurFactory
from tests.fabriques_editions import EditionFactory
from tests.personnes import Personne
from tests.sessions.cahiers.editions.atelier.reponses import octets

INCONNU = "A" * 43
MEMES = ["Content-Type", "Cache-Control", "Referrer-Policy", "X-Robots-Tag"]


@pytest.fixture
def qui(db: None) -> Utilisateur:
    return UtilisateurFactory()


@pytest.fixture
def edition(cahier: Cahier) -> Edition:
    return EditionFactory(cahier=cahier)


def adresse(secret: str) -> str:
    return reverse("editions:lire", args=[secret])


def test_whoever_has_the_address_reads_the_file(
    anonyme: ClientExigeant, edition: Edition, qui: Utilisateur
) -> None:
    reponse = anonyme.get(adresse(services.ouvrir(edition, par=qui)))
    assert octets(reponse) == b"%PDF-"
    assert reponse["Content-Type"] == "application/pdf"
    assert reponse["Content-Disposition"].startswith("inline;")
    assert reponse["X-Content-Type-Options"] == "nosniff"
    assert reponse["X-Robots-Tag"] == "noindex, nofollow"
    assert reponse["Referrer-Policy"] == "no-referrer"
    assert {"private", "no-store"} <= set(reponse["Cache-Control"].split(", "))


def test_no_cookie_is_read_nor_set(mediation: Personne, edition: Edition, qui: Utilisateur) -> None:
    for secret in (services.ouvrir(edition, par=qui), INCONNU):
        reponse = mediation.get(adresse(secret))
        octets(reponse)
        assert not reponse.cookies
        assert "Cookie" not in reponse.get("Vary", "")


def test_an_unknown_a_withdrawn_and_a_replaced_address_say_the_very_same(
    anonyme: ClientExigeant, edition: Edition, qui: Utilisateur
) -> None:
    remplace = services.ouvrir(edition, par=qui)
    retire = services.ouvrir(edition, par=qui)
    services.retirer(edition, par=qui)
    reponses = [
        anonyme.get(adresse(secret)) for secret in (INCONNU, remplace, retire, edition.lien or "-")
    ]
    assert {reponse.status_code for reponse in reponses} == {404}
    assert len({reponse.content for reponse in reponses}) == 1
    assert len({tuple(reponse.get(nom) for nom in MEMES) for reponse in reponses}) == 1


def test_what_the_database_keeps_of_a_secret_opens_nothing(
    anonyme: ClientExigeant, edition: Edition, qui: Utilisateur
) -> None:
    services.ouvrir(edition, par=qui)
    edition.refresh_from_db()
    assert anonyme.get(adresse(edition.lien)).status_code == 404


@pytest.mark.parametrize("etat", [Etat.EN_COURS, Etat.ECHEC])
def test_an_empty_link_is_no_link(anonyme: ClientExigeant, cahier: Cahier, etat: Etat) -> None:
    EditionFactory(cahier=cahier, etat=etat)
    assert anonyme.get("/cahiers/lire//").status_code == 404
    assert anonyme.get(adresse("%00")).status_code == 404


def test_a_file_gone_from_the_disk_says_the_same(
    anonyme: ClientExigeant, edition: Edition, qui: Utilisateur
) -> None:
    secret = services.ouvrir(edition, par=qui)
    edition.fichier.storage.delete(edition.fichier.name)
    assert anonyme.get(adresse(secret)).content == anonyme.get(adresse(INCONNU)).content


def test_it_is_read_and_never_written(
    anonyme: ClientExigeant, edition: Edition, qui: Utilisateur
) -> None:
    secret = services.ouvrir(edition, par=qui)
    assert anonyme.post(adresse(secret)).status_code == 405
    reponse = anonyme.head(adresse(secret))
    assert octets(reponse) == b""
    assert reponse.status_code == 200


def test_sixty_requests_in_ten_minutes_are_enough_for_anybody(anonyme: ClientExigeant) -> None:
    codes = [anonyme.get(adresse(INCONNU)).status_code for _ in range(61)]
    assert codes == [404] * 60 + [429]
    reponse = anonyme.get(adresse(INCONNU))
    assert "attendre dix minutes" in reponse.content.decode()
    assert 0 < int(reponse["Retry-After"]) <= 600


@pytest.mark.parametrize("suite", ["?utm_source=courriel", "?variante=impression", "?=", "?a"])
def test_an_address_followed_by_a_parameter_opens_nothing(
    anonyme: ClientExigeant, edition: Edition, qui: Utilisateur, suite: str
) -> None:
    reponse = anonyme.get(adresse(services.ouvrir(edition, par=qui)) + suite)
    assert reponse.status_code == 404
    assert reponse.content == anonyme.get(adresse(INCONNU)).content
