"""Who asks: the same five people in every access test, each with a client signed in.

`mediation` is the member, `coequipiere` her team mate, `coordination` and `pilotage` their
colleagues, `etrangere` coordinates another équipe, `administration` belongs to none.
"""

import pytest

from medlove.models import Equipe, Role, Utilisateur
from tests.client import ClientExigeant
from tests.fabriques import AppartenanceFactory, EquipeFactory, UtilisateurFactory


class Personne(ClientExigeant):
    """A browser with somebody signed in."""

    def __init__(self, utilisateur: Utilisateur) -> None:
        super().__init__()
        self.utilisateur = utilisateur
        self.force_login(utilisateur, backend="allauth.account.auth_backends.AuthenticationBackend")


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
    return Personne(UtilisateurFactory(nom="Admin", is_staff=True, is_superuser=True))


@pytest.fixture
def anonyme(db: None) -> ClientExigeant:
    return ClientExigeant()
