"""Who asks: the same five people in every access test, each with a client signed in.

`mediation` is the member, `coequipiere` her team mate, `coordination` and `pilotage` their
colleagues, `etrangere` coordinates another équipe, `administration` belongs to none.
"""

from secrets import token_hex

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from medlove.models import Equipe, Role, Utilisateur
from tests.client import ClientExigeant
from tests.fabriques import AppartenanceFactory, EquipeFactory, UtilisateurFactory, doubler


class Personne(ClientExigeant):
    """A browser with somebody signed in."""

    def __init__(self, utilisateur: Utilisateur) -> None:
        super().__init__()
        self.utilisateur = utilisateur
        self.cookies[settings.SESSION_COOKIE_NAME] = ouvrir_une_session(utilisateur)


def ouvrir_une_session(utilisateur: Utilisateur) -> str:
    """Its key. What `force_login` leaves in ten statements, in one: half of the tests do it."""
    contenu = {
        SESSION_KEY: str(utilisateur.pk),
        BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
        HASH_SESSION_KEY: utilisateur.get_session_auth_hash(),
    }
    session = SessionStore(session_key=token_hex(16))
    modele = session.create_model_instance(contenu)
    modele.save(force_insert=True)
    return modele.session_key


@pytest.fixture
def equipe(db: None) -> Equipe:
    return EquipeFactory(nom="Équipe d’ici", slug="ici")


@pytest.fixture
def autre_equipe(db: None) -> Equipe:
    return EquipeFactory(nom="Équipe d’ailleurs", slug="ailleurs")


def _membre(equipe: Equipe, role: Role, nom: str) -> Personne:
    appartenance = AppartenanceFactory(equipe=equipe, role=role, utilisateur__nom=nom)
    return Personne(appartenance.utilisateur)


@pytest.fixture
def mediation(equipe: Equipe) -> Personne:
    return _membre(equipe, Role.MEDIATION, "Alice")


@pytest.fixture
def coequipiere(equipe: Equipe) -> Personne:
    return _membre(equipe, Role.MEDIATION, "Bérénice")


@pytest.fixture
def coordination(equipe: Equipe) -> Personne:
    return _membre(equipe, Role.COORDINATION, "Camille")


@pytest.fixture
def pilotage(equipe: Equipe) -> Personne:
    return _membre(equipe, Role.PILOTAGE, "Dominique")


@pytest.fixture
def etrangere(autre_equipe: Equipe) -> Personne:
    return _membre(autre_equipe, Role.COORDINATION, "Estelle")


@pytest.fixture
def administration(db: None) -> Personne:
    admin = UtilisateurFactory(nom="Admin", is_staff=True, is_superuser=True)
    doubler(admin)
    return Personne(admin)


@pytest.fixture
def anonyme(db: None) -> ClientExigeant:
    return ClientExigeant()
