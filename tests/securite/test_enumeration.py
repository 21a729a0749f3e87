"""Enumeration: what is not yours and what never was get one same answer, in as much work."""

import re
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client
from django.urls import reverse

from tests.adresses import adresse, lue
from tests.fabriques import MOT_DE_PASSE, UtilisateurFactory
from tests.personnes import Personne
from tests.test_murs import MURS

Objets = dict[str, dict[str, Any]]
CONNEXION, OUBLIE = "/compte/connexion/", "/compte/mot-de-passe/oublie/"
JETON = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')


def dit(reponse: Any, *propres: str) -> tuple[int, str]:
    """The answer, without what was typed and what changes each time."""
    texte = JETON.sub("", reponse.content.decode())
    for un in propres:
        texte = texte.replace(un, "")
    return reponse.status_code, texte


@pytest.fixture
def hachages(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Each password hashed: it is by far what takes time."""
    faits: list[str] = []
    hacher = MD5PasswordHasher.encode

    def compter(self: MD5PasswordHasher, password: str, salt: str) -> str:
        faits.append(password)
        return hacher(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", compter)
    return faits


@pytest.fixture
def comptes(mediation: Personne) -> dict[str, str]:
    ferme = UtilisateurFactory(is_active=False)
    invite = UtilisateurFactory()
    invite.set_unusable_password()
    invite.save()
    return {
        "connu": mediation.utilisateur.email,
        "inconnu": "personne@exemple.test",
        "ferme": ferme.email,
        "invite": invite.email,
    }


def test_signing_in_says_the_same_of_every_account_and_works_as_much(
    comptes: dict[str, str], hachages: list[str]
):
    reponses, travail = {}, {}
    for quoi, email in comptes.items():
        hachages.clear()
        reponse = Client().post(CONNEXION, {"login": email, "password": "faux"})
        reponses[quoi], travail[quoi] = dit(reponse, email), len(hachages)
    assert len(set(reponses.values())) == 1
    assert set(travail.values()) == {1}


def test_a_lost_password_says_the_same_of_every_account(comptes: dict[str, str]):
    reponses = {
        dit(Client().post(OUBLIE, {"email": email}, follow=True), email)
        for email in comptes.values()
    }
    assert len(reponses) == 1


def test_an_invitation_unknown_tampered_with_or_used_gets_one_answer(client: Client, db: None):
    from medlove.equipe.invitations import jeton_pour

    deja = UtilisateurFactory()  # has a password: used
    jetons = ["inconnu", "a:b:c", jeton_pour(deja), jeton_pour(deja)[:-1]]
    reponses = {dit(client.get(reverse("equipe:invitation", args=[un]))) for un in jetons}
    assert len(reponses) == 1


def test_what_is_of_another_equipe_and_what_never_was_cannot_be_told_apart(
    objets: Objets, etrangere: Personne
):
    """Every address that names an object, with its id, then with one drawn at random."""
    differents, compares = [], 0
    for nom, codes in MURS.items():
        ou = adresse(nom, objets)
        pk = next((un["pk"] for un in objets.values() if f"/{un.get('pk')}/" in ou), None)
        if not isinstance(pk, UUID) or codes.split()[4] not in {"404", "405"}:
            continue
        jamais = uuid4()
        for methode in (etrangere.get, etrangere.post):
            ici = dit(lue(methode(ou)), str(pk))
            la = dit(lue(methode(ou.replace(str(pk), str(jamais)))), str(jamais))
            compares += 1
            if ici != la:
                differents.append(nom)
    assert compares > 80
    assert not differents


def test_an_id_of_an_account_tells_nothing(etrangere: Personne, mediation: Personne):
    ou = "/equipe/{}/"
    connu = etrangere.get(ou.format(mediation.utilisateur.pk))
    assert dit(connu, str(mediation.utilisateur.pk)) == dit(etrangere.get(ou.format(uuid4())))


def test_ids_are_drawn_at_random_and_never_follow_one_another(objets: Objets):
    """Version 4; the line of a reception set aside is the one number, inside its équipe."""
    suivis = {nom for nom, un in objets.items() if isinstance(un.get("pk"), int)}
    assert suivis == {"a_corriger"}
    assert {un["pk"].version for un in objets.values() if isinstance(un.get("pk"), UUID)} == {4}


def test_the_right_password_still_opens(comptes: dict[str, str]):
    client = Client()
    client.post(CONNEXION, {"login": comptes["connu"], "password": MOT_DE_PASSE})
    assert client.get("/").status_code == 200
