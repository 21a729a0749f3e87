"""Attempts counted in the database: by every process, through restarts, and unreadable."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.core.cache.backends.db import DatabaseCache
from django.db import connection

from medlove import limites
from medlove.models import Compteur
from sessions.limite import Limite, Trop
from tests.client import ClientExigeant
from tests.fabriques import MOT_DE_PASSE, UtilisateurFactory

DEUX = Limite("essais", 2, 300, "Trop d’essais.")
AILLEURS = """
import os, django
django.setup()
from django.conf import settings
settings.ALLOWED_HOSTS = ["testserver"]
from django.test import Client
from sessions.limite import Limite, Trop
reponses = [
    Client().post("/compte/connexion/", {"login": "alice@exemple.test", "password": "faux"})
    for _ in range(%d)
]
try:
    Limite("essais", 2, 300, "Trop d’essais.").compter("alice")
    print("passe")
except Trop:
    print("trop")
print("Trop d’essais" in reponses[-1].content.decode())
"""


@pytest.fixture
def ailleurs(base_partagee: Callable[[], None]) -> Callable[[int], list[str]]:
    """So many wrong passwords, and one attempt more, in another process on the same database."""
    base_partagee()
    reglages = connection.settings_dict
    url = f"sqlite:///{reglages['NAME']}"
    if connection.vendor != "sqlite":
        acces = f"{reglages['USER']}:{reglages['PASSWORD']}@{reglages['HOST']}:{reglages['PORT']}"
        url = f"postgres://{acces}/{reglages['NAME']}"

    def essayer(fois: int) -> list[str]:
        dit = subprocess.run(
            [sys.executable, "-c", AILLEURS % fois],
            env={**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "medlove.settings"},
            capture_output=True,
            text=True,
            check=True,
        )
        return dit.stdout.split()

    return essayer


@pytest.mark.complet
@pytest.mark.django_db(transaction=True)
def test_wrong_passwords_of_two_processes_add_up(ailleurs):
    """Three in one process that ends, two in another: this one closes the door."""
    alice = UtilisateurFactory(email="alice@exemple.test")
    assert ailleurs(3) == ["passe", "False"]
    assert ailleurs(2) == ["passe", "False"]
    client = ClientExigeant()
    bon = {"login": alice.email, "password": MOT_DE_PASSE}
    assert "Trop d’essais" in client.post("/compte/connexion/", bon).content.decode()
    with pytest.raises(Trop):
        DEUX.compter("alice")
    assert ailleurs(1) == ["trop", "True"]


@pytest.mark.django_db
def test_two_caches_see_the_same_attempts():
    """What another process has: an instance of its own."""
    reglages = {"KEY_FUNCTION": "medlove.limites.empreinte"}
    cache.set("essais", [1, 2], 60)
    assert DatabaseCache("medlove_limites", reglages).get("essais") == [1, 2]


@pytest.mark.django_db
def test_counting_is_one_statement(django_assert_num_queries):
    assert limites.compter("une", 60) == 1
    with django_assert_num_queries(1):
        assert limites.compter("une", 60) == 2


@pytest.mark.django_db
def test_a_limit_lets_so_many_through_then_none_until_the_window_ends():
    with time_machine.travel("2026-09-15T12:00:00+02:00", tick=False) as horloge:
        DEUX.compter("alice")
        DEUX.compter("alice")
        DEUX.compter("une autre")
        with pytest.raises(Trop) as refus:
            DEUX.compter("alice")
        horloge.shift(timedelta(seconds=refus.value.reste))
        DEUX.compter("alice")


@pytest.mark.django_db
def test_nothing_of_who_tried_can_be_read(client):
    client.post(
        "/compte/connexion/",
        {"login": "alice@exemple.test", "password": "un canari"},
        REMOTE_ADDR="192.0.2.77",
    )
    limites.compter("192.0.2.77", 60)
    lignes = str(list(Compteur.objects.values_list()))
    assert Compteur.objects.count() >= 3
    assert not [un for un in ("192.0.2.77", "alice", "canari") if un in lignes]


@pytest.mark.django_db
def test_what_is_over_is_swept():
    with time_machine.travel("2026-09-15T12:00:00+02:00", tick=False) as horloge:
        limites.compter("vieille", 60)
        horloge.shift(timedelta(hours=1))
        limites.compter("neuve", 60)
    assert Compteur.objects.count() == 1


@pytest.mark.django_db
def test_links_of_invitation_are_not_tried_at_will(client):
    for _ in range(30):
        assert client.get("/equipe/invitation/au-hasard/").status_code == 404
    reponse = client.get("/equipe/invitation/au-hasard/")
    assert (reponse.status_code, 0 < int(reponse["Retry-After"]) <= 300) == (429, True)


@pytest.mark.django_db
def test_codes_of_the_second_factor_are_not_tried_at_will(client, coordination):
    saisie = {"login": coordination.utilisateur.email, "password": MOT_DE_PASSE}
    client.post("/compte/connexion/", saisie)
    pages = [
        client.post("/compte/connexion/code/", {"code": f"{rang:06}"}).content.decode()
        for rang in range(6)
    ]
    assert ["Trop d’essais" in page for page in pages] == [False] * 5 + [True]


@pytest.mark.django_db
def test_forgotten_passwords_are_not_asked_for_at_will(client):
    saisie = {"email": "inconnue@exemple.test"}
    statuts = [client.post("/compte/mot-de-passe/oublie/", saisie).status_code for _ in range(6)]
    assert statuts == [302] * 5 + [429]
