"""An outcome told to the équipe: by the code of a card, or from the page of the rencontre."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from medlove.models import Journal
from sessions.models import Orientation, Rencontre, Suite
from tests.fabriques import OrientationFactory
from tests.sessions.orientations.conftest import Remise, remettre

ADRESSE = "/orientations/suites/"


def dire(personne: Any, code: str, **dit: str) -> Any:
    champs = {"code": code, "statut": "accueillie", "source": "le_partenaire", **dit}
    return personne.post(ADRESSE, champs)


def texte(reponse: Any) -> str:
    contenu: str = reponse.content.decode()
    return contenu


@pytest.mark.parametrize("source", ["le_partenaire", "la_personne", "la_coordination"])
def test_the_code_told_by_phone_is_enough(coordination, remise: Remise, source: str):
    reponse = dire(coordination, remise.code, source=source)
    assert (reponse.status_code, reponse["Location"]) == (302, ADRESSE)
    suite = Suite.objects.get()
    assert (suite.statut, suite.source) == ("accueillie", source)
    ligne = Journal.objects.get(action="suite_dite")
    assert ligne.detail == {"source": source}


@pytest.mark.parametrize(
    ("dit", "phrase"),
    [
        ({"code": "AAAAAA"}, "Aucune orientation en attente ne porte ce code"),
        ({"code": ""}, "champ__erreur"),
        ({"statut": "refusee"}, "Choisir la raison"),
        ({"statut": "non_venue"}, "ne se dit que d’un rendez-vous"),
        ({"statut": "expiree"}, "champ__erreur"),
        ({"source": "un_retour_groupe"}, "champ__erreur"),
        ({"source": ""}, "champ__erreur"),
    ],
)
def test_what_cannot_be_told_says_why_and_loses_nothing(
    coordination, remise: Remise, dit: dict[str, str], phrase: str
):
    reponse = dire(coordination, **{"code": remise.code, **dit})
    assert phrase in texte(reponse)
    if "code" not in dit:
        assert f'value="{remise.code}"' in texte(reponse)
    assert not Suite.objects.exists()


def test_the_code_of_another_equipe_is_unknown(etrangere, remise: Remise):
    assert "Aucune orientation en attente" in texte(dire(etrangere, remise.code))
    assert remise.en_base().statut == "remise"


@pytest.mark.parametrize(
    ("qui", "statut"), [("mediation", 403), ("pilotage", 403), ("anonyme", 302)]
)
def test_only_the_coordination_types_codes(qui: str, statut: int, remise: Remise, request):
    assert dire(request.getfixturevalue(qui), remise.code).status_code == statut
    assert remise.en_base().statut == "remise"


def test_the_page_lists_partenaires_those_awaited_first(coordination, remise: Remise, tablette):
    close = OrientationFactory(
        besoin__rencontre__equipe=tablette.equipe, partenaire__nom="Aaa", statut="accueillie"
    )
    page = texte(coordination.get(ADRESSE))
    assert page.index("Espace social du Blosne") < page.index(close.partenaire.nom)
    assert "1 suite attendue" in page


def test_it_takes_as_many_queries_for_20_partenaires_as_for_10(coordination, horloge, equipe):
    comptes = []
    for _ in range(2):
        OrientationFactory.create_batch(10, besoin__rencontre__equipe=equipe)
        with CaptureQueriesContext(connection) as requetes:
            coordination.get(ADRESSE)
        comptes.append(len(requetes))
    assert comptes[0] == comptes[1]


# --- From the page of the rencontre ------------------------------------------------------


def adresse(remise: Remise) -> str:
    return f"/orientations/{remise.id}/suite/"


@pytest.fixture
def sienne(remise: Remise, mediation) -> Remise:
    Rencontre.objects.update(auteur=mediation.utilisateur)
    return remise


def test_whoever_met_her_notes_what_she_tells_later(mediation, sienne: Remise):
    rencontre = f"/rencontres/{sienne.envoye['id']}/"
    assert adresse(sienne) in texte(mediation.get(rencontre))
    reponse = mediation.post(adresse(sienne), {"statut": "accueillie", "source": "la_personne"})
    assert (reponse.status_code, reponse["Location"]) == (302, rencontre)
    assert Suite.objects.get().source == "la_personne"
    page = texte(mediation.get(rencontre))
    assert "Orientée vers" not in page
    assert mediation.get(adresse(sienne)).status_code == 404


def test_not_come_is_offered_of_a_rendez_vous_only(coordination, horloge, tablette, partenaire):
    for modalite, offerte in (("carte_remise", False), ("rendez_vous_pris", True)):
        remise = remettre(tablette, partenaire, modalite=modalite)
        page = texte(coordination.get(adresse(remise)))
        assert ('value="non_venue"' in page) is offerte


@pytest.mark.parametrize(
    ("qui", "statut"),
    [("coequipiere", 404), ("etrangere", 404), ("pilotage", 403), ("anonyme", 302)],
)
def test_who_may_not_read_the_rencontre_tells_nothing(
    qui: str, statut: int, sienne: Remise, request
):
    personne = request.getfixturevalue(qui)
    reponse = personne.post(adresse(sienne), {"statut": "accueillie", "source": "la_personne"})
    assert reponse.status_code == statut
    assert not Suite.objects.exists()
    assert Orientation.objects.get().statut == "remise"


def test_a_refusal_keeps_what_was_chosen(coordination, remise: Remise):
    page = texte(coordination.post(adresse(remise), {"statut": "refusee", "source": "la_personne"}))
    assert "Choisir la raison" in page
    assert page.count(" checked") == 2
    assert remise.en_base().statut == "remise"
