"""Who signs a cahier: named only with their consent."""

import pytest
from django.urls import reverse

from sessions.models import Cahier, Signataire
from tests.fabriques import SignataireFactory
from tests.fabriques_editions import EditionFactory
from tests.personnes import Personne

DONNEES = {"role": "complice", "nom": "Le collectif du banc", "structure": "Quartier d’ici"}


@pytest.fixture
def signataire(cahier: Cahier) -> Signataire:
    return SignataireFactory(cahier=cahier, nom="Alix", accord=True)


def adresse(nom: str, objet: Cahier | Signataire) -> str:
    return reverse(f"cahiers:{nom}", args=[objet.pk])


def test_a_name_is_kept_without_consent_and_never_printed(
    coordination: Personne, cahier: Cahier
) -> None:
    coordination.post(adresse("signataires", cahier), DONNEES)
    signataire = cahier.signataires.get()
    assert not signataire.accord
    assert not cahier.signataires.nommes().exists()
    assert "Pas imprimé" in coordination.get(adresse("signataires", cahier)).content.decode()


def test_consent_is_given_and_taken_back(coordination: Personne, signataire: Signataire) -> None:
    ici = adresse("signataire", signataire)
    assert "Alix" in coordination.get(ici).content.decode()
    siens = signataire.cahier.signataires
    coordination.post(ici, DONNEES)
    assert not siens.nommes().exists()
    coordination.post(ici, {**DONNEES, "accord": "on"})
    assert [un.nom for un in siens.nommes()] == ["Le collectif du banc"]


@pytest.mark.parametrize("faute", [{"nom": " "}, {"role": "chef"}, {"role": ""}])
def test_a_faulty_name_is_refused_and_nothing_typed_is_lost(
    coordination: Personne, cahier: Cahier, faute: dict[str, str]
) -> None:
    page = coordination.post(adresse("signataires", cahier), {**DONNEES, **faute}).content.decode()
    assert "À corriger" in page
    assert "Quartier d’ici" in page
    assert not Signataire.objects.exists()


def test_a_name_is_removed_after_a_question(coordination: Personne, signataire: Signataire) -> None:
    assert coordination.get(adresse("signataire_retirer", signataire)).status_code == 200
    assert Signataire.objects.exists()
    coordination.post(adresse("signataire_retirer", signataire))
    assert not Signataire.objects.exists()


def test_a_stranger_reads_and_writes_no_name(etrangere: Personne, signataire: Signataire) -> None:
    for nom in ("signataire", "signataire_retirer"):
        assert etrangere.get(adresse(nom, signataire)).status_code == 404
        assert etrangere.post(adresse(nom, signataire), DONNEES).status_code == 404
    assert etrangere.post(adresse("signataires", signataire.cahier), DONNEES).status_code == 404
    assert Signataire.objects.get().nom == "Alix"


@pytest.mark.parametrize("geste", ["signataire", "signataire_retirer"])
@pytest.mark.parametrize("faits", [True, False])
def test_a_consent_taken_back_tells_of_the_files_that_still_bear_the_name(
    coordination: Personne, signataire: Signataire, geste: str, faits: bool
) -> None:
    if faits:
        EditionFactory(cahier=signataire.cahier)
    page = coordination.post(adresse(geste, signataire), DONNEES, follow=True).content.decode()
    assert ("Les PDF déjà fabriqués ne changent pas" in page) is faits
