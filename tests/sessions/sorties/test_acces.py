"""Who may open which page of the sorties."""

import pytest
from django.urls import reverse

from sessions.models import Sortie
from tests.fabriques import BilanFactory, HalteFactory, PassagesFactory, SortieFactory
from tests.lecture_seule import lecture_seule

DU_TERRAIN = ["liste", "fiche"]
DE_LA_COORDINATION = ["nouvelle", "modifier", "annuler"]
SUR_UNE_SORTIE = ["fiche", "modifier", "annuler"]
TOUTES = [*DU_TERRAIN, *DE_LA_COORDINATION]


@pytest.fixture
def sortie(equipe) -> Sortie:
    sortie = SortieFactory(equipe=equipe, statut=Sortie.PLANIFIEE)
    PassagesFactory(halte=HalteFactory(sortie=sortie), passages=7, refus=2)
    BilanFactory(sortie=sortie, parole="On se sent moins seule.")
    return sortie


def adresse(nom: str, sortie: Sortie) -> str:
    return reverse(f"sorties:{nom}", args=[sortie.pk] if nom in SUR_UNE_SORTIE else [])


@pytest.mark.parametrize("nom", TOUTES)
def test_nobody_is_sent_to_the_login_page(anonyme, sortie, nom: str):
    reponse = anonyme.get(adresse(nom, sortie))
    assert reponse.status_code == 302
    assert reverse("account_login") in reponse.url


@pytest.mark.parametrize("qui", ["mediation", "coequipiere"])
def test_a_mediator_reads_and_does_not_plan(request, sortie, qui: str):
    personne = request.getfixturevalue(qui)
    assert [personne.get(adresse(nom, sortie)).status_code for nom in DU_TERRAIN] == [200, 200]
    for nom in DE_LA_COORDINATION:
        assert personne.get(adresse(nom, sortie)).status_code == 403
        assert personne.post(adresse(nom, sortie)).status_code == 403


@pytest.mark.parametrize("qui", ["pilotage", "administration"])
@pytest.mark.parametrize("nom", TOUTES)
def test_those_who_do_not_go_out_are_refused(request, sortie, qui: str, nom: str):
    assert request.getfixturevalue(qui).get(adresse(nom, sortie)).status_code == 403


@pytest.mark.parametrize("nom", SUR_UNE_SORTIE)
def test_a_stranger_gets_404(etrangere, sortie, nom: str):
    assert etrangere.get(adresse(nom, sortie)).status_code == 404
    assert etrangere.post(adresse(nom, sortie), {"motif": "Orage"}).status_code == 404
    sortie.refresh_from_db()
    assert sortie.statut == Sortie.PLANIFIEE


@pytest.mark.parametrize("nom", TOUTES)
def test_opening_a_page_writes_nothing(coordination, sortie, nom: str):
    page = adresse(nom, sortie)
    with lecture_seule():
        assert coordination.get(page).status_code == 200
