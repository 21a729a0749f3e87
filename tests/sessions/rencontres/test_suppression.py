import pytest
from django.urls import reverse

from sessions.models import Besoin, Rencontre, Suppression
from tests.fabriques import BesoinFactory, OrientationFactory, RencontreFactory, SortieFactory
from tests.lecture_seule import lecture_seule


@pytest.fixture
def rencontre(equipe, mediation) -> Rencontre:
    rencontre = RencontreFactory(
        sortie=SortieFactory(equipe=equipe), auteur=mediation.utilisateur, note="Canari jaune"
    )
    BesoinFactory(rencontre=rencontre, code="logement")
    OrientationFactory(besoin=BesoinFactory(rencontre=rencontre, code="retraite", rang=2))
    return rencontre


def adresse(rencontre: Rencontre) -> str:
    return reverse("rencontres:supprimer", args=[rencontre.pk])


def test_nobody_is_sent_to_the_login_page(anonyme, rencontre):
    assert reverse("account_login") in anonyme.post(adresse(rencontre)).url


@pytest.mark.parametrize(
    ("qui", "statut"),
    [
        ("mediation", 403),
        ("coequipiere", 403),
        ("pilotage", 403),
        ("administration", 403),
        ("etrangere", 404),
    ],
)
def test_only_the_coordination_of_the_equipe_deletes(request, rencontre, qui: str, statut: int):
    personne = request.getfixturevalue(qui)
    assert personne.get(adresse(rencontre)).status_code == statut
    assert personne.post(adresse(rencontre)).status_code == statut
    assert Rencontre.objects.exists()


def test_the_page_says_what_goes_and_deletes_nothing(coordination, rencontre):
    with lecture_seule():
        page = coordination.get(adresse(rencontre)).content.decode()
    for mots in ["2 besoins", "Logement, bailleur, Retraite", "1 orientation", "Sa note"]:
        assert mots in page
    assert "Canari jaune" not in page
    assert Rencontre.objects.exists()


def test_it_is_deleted_for_good_and_its_id_is_kept(coordination, rencontre):
    reponse = coordination.post(adresse(rencontre))
    assert reponse.url == reverse("rencontres:liste")
    assert not Rencontre.objects.exists()
    assert not Besoin.objects.exists()
    assert Suppression.objects.get().pk == rencontre.pk


def test_only_the_coordination_is_offered_to(coordination, mediation, rencontre):
    page = reverse("rencontres:fiche", args=[rencontre.pk])
    assert adresse(rencontre) in coordination.get(page).content.decode()
    assert adresse(rencontre) not in mediation.get(page).content.decode()
