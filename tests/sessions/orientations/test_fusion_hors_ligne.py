"""A tablet off line still names a partenaire that was merged: what it says is not set aside."""

from typing import Any

import pytest

from medlove.models import Equipe, Utilisateur
from sessions.models import Orientation, Verification
from sessions.orientations.fusion import fusionner
from territoires.models import Partenaire
from tests.fabriques import PartenaireFactory, UtilisateurFactory
from tests.sessions.orientations.conftest import remettre
from tests.sessions.terrain.envois import Tablette
from tests.sessions.terrain.test_remplacement import suite


@pytest.fixture
def par(db: None) -> Utilisateur:
    return UtilisateurFactory()


@pytest.fixture
def garde(equipe: Equipe) -> Partenaire:
    return PartenaireFactory(equipe=equipe, nom="Espace social")


def test_a_rencontre_sent_afterwards_goes_to_the_one_that_was_kept(
    horloge: Any, tablette: Tablette, partenaire: Partenaire, garde: Partenaire, par: Utilisateur
):
    dit = Partenaire(pk=partenaire.pk)
    fusionner(garde, partenaire, par=par)
    remise = remettre(tablette, dit)
    assert Orientation.objects.get().partenaire == garde
    assert tablette.verdicts(remise.envoye) == ["deja"]
    assert tablette.verdicts(suite(tablette, remise.envoye, genre="feminin")) == ["remplace"]
    assert Orientation.objects.get().partenaire == garde


def test_two_mergers_one_after_the_other_are_followed_to_the_end(
    horloge: Any, tablette: Tablette, partenaire: Partenaire, garde: Partenaire, par: Utilisateur
):
    dit, dernier = Partenaire(pk=partenaire.pk), PartenaireFactory(equipe=garde.equipe)
    fusionner(garde, partenaire, par=par)
    fusionner(dernier, garde, par=par)
    remettre(tablette, dit)
    assert Orientation.objects.get().partenaire == dernier


def test_a_check_of_an_entry_is_heard_of_the_one_that_was_kept(
    tablette: Tablette, partenaire: Partenaire, garde: Partenaire, par: Utilisateur
):
    dit = str(partenaire.pk)
    fusionner(garde, partenaire, par=par)
    element = tablette.element("verification", {"partenaire": dit, "exact": True})
    assert tablette.verdicts(element) == ["cree"]
    assert Verification.objects.get().partenaire == garde
    garde.refresh_from_db()
    assert garde.verifie_le is not None


def test_what_another_equipe_merged_is_unknown_here(
    tablette: Tablette, autre_equipe: Equipe, par: Utilisateur
):
    la, la_bas = PartenaireFactory.create_batch(2, equipe=autre_equipe)
    dit = str(la.pk)
    fusionner(la_bas, la, par=par)
    element = tablette.element("verification", {"partenaire": dit, "exact": True})
    assert tablette.verdicts(element) == ["quarantaine"]
