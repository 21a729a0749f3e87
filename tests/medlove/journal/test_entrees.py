"""Who came in, and who was not let in."""

from django.test import Client

from medlove.journal.models import Journal
from tests.fabriques import MOT_DE_PASSE
from tests.personnes import Personne

CONNEXION = "/compte/connexion/"


def entrer(email: str, mot_de_passe: str) -> None:
    Client().post(CONNEXION, {"login": email, "password": mot_de_passe})


def test_somebody_comes_in(mediation: Personne):
    entrer(mediation.utilisateur.email, MOT_DE_PASSE)
    ligne = Journal.objects.get()
    assert (ligne.action, ligne.acteur) == ("connexion", mediation.utilisateur.pk)


def test_a_wrong_word_names_the_account_it_was_tried_on(mediation: Personne):
    entrer(mediation.utilisateur.email.upper(), "faux")
    ligne = Journal.objects.get()
    assert (ligne.action, ligne.acteur) == ("connexion_refusee", None)
    assert ligne.objet == f"compte:{mediation.utilisateur.pk}"


def test_of_an_unknown_address_nothing_is_kept(db: None):
    entrer("canari@exemple.test", "faux")
    ligne = Journal.objects.get()
    assert (ligne.action, ligne.objet, ligne.detail) == ("connexion_refusee", "", {})
    assert "canari" not in str(list(Journal.objects.values()))
