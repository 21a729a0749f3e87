import pytest
from django.urls import reverse

from sessions.empreinte import empreinte
from sessions.models import Sortie
from sessions.sorties.elements import donnees_de
from sessions.sorties.services import SortieTropAvancee, annuler
from tests.fabriques import RencontreFactory, SortieFactory


@pytest.fixture
def sortie(equipe) -> Sortie:
    return SortieFactory(equipe=equipe, statut=Sortie.PLANIFIEE)


def adresse(sortie: Sortie) -> str:
    return reverse("sorties:annuler", args=[sortie.pk])


def test_a_sortie_is_called_off_with_its_motive(coordination, sortie):
    coordination.post(adresse(sortie), {"motif": "Vélo en panne"})
    sortie.refresh_from_db()
    assert (sortie.statut, sortie.motif_annulation) == (Sortie.ANNULEE, "Vélo en panne")
    assert sortie.edition == 2
    assert sortie.empreinte == empreinte(donnees_de(sortie))


@pytest.mark.parametrize("motif", ["", "   ", "x" * 141])
def test_without_a_motive_that_holds_it_stays_planned(coordination, sortie, motif: str):
    reponse = coordination.post(adresse(sortie), {"motif": motif})
    assert "champ--erreur" in reponse.content.decode()
    sortie.refresh_from_db()
    assert sortie.statut == Sortie.PLANIFIEE


def test_the_missing_motive_is_asked_for_in_plain_words(coordination, sortie):
    page = coordination.post(adresse(sortie), {"motif": ""}).content.decode()
    assert "Une sortie annulée dit pourquoi\u202f: écrire le motif." in page


def test_a_sortie_that_took_place_is_not_called_off(coordination, equipe):
    terminee = SortieFactory(equipe=equipe)
    reponse = coordination.post(adresse(terminee), {"motif": "Trop tard"})
    assert reponse.url == reverse("sorties:fiche", args=[terminee.pk])
    terminee.refresh_from_db()
    assert terminee.statut == Sortie.TERMINEE


def test_a_sortie_that_holds_a_rencontre_is_not_called_off(coordination, sortie):
    RencontreFactory(sortie=sortie)
    with pytest.raises(SortieTropAvancee):
        annuler(sortie, "Orage", par=coordination.utilisateur)
