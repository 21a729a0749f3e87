"""Every payload ever shipped is still accepted: the golden lots, replayed in order."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from medlove.models import Equipe
from sessions.donnees import TYPES
from sessions.empreinte import empreinte
from sessions.models import Reception, Rencontre, Sortie
from sessions.rencontres.services import supprimer
from tests.fabriques import (
    AppartenanceFactory,
    LieuFactory,
    OutilFactory,
    PartenaireFactory,
    ProfessionnelFactory,
    QuartierFactory,
)
from tests.sessions.terrain.envois import LOTS, Tablette

ICI = Path(__file__).parent
RACINE = ICI.parents[2]
LOTS_DORES = [json.loads(un.read_text(encoding="utf-8")) for un in sorted(ICI.glob("lots/*.json"))]
RAPPROCHEMENTS = [
    json.loads(un.read_text(encoding="utf-8")) for un in sorted(ICI.glob("rapprochements/*.json"))
]
ACCEPTES = {"cree", "remplace"}


def uuid(nombre: int) -> UUID:
    return UUID(f"{nombre:08x}-0000-4000-8000-000000000000")


@pytest.fixture
def monde(equipe: Equipe) -> Tablette:
    """What the golden lots refer to."""
    tablette = Tablette(equipe)
    for nombre in (0xA1, 0xA2):
        AppartenanceFactory(equipe=equipe, utilisateur__pk=uuid(nombre))
    QuartierFactory(numero=12)
    LieuFactory(pk=uuid(0xC1), equipe=equipe)
    PartenaireFactory(pk=uuid(0xC2), equipe=equipe)
    ProfessionnelFactory(pk=uuid(0xC3), equipe=equipe)
    OutilFactory(pk=uuid(0xC4), equipe=equipe)
    return tablette


def rejouer(monde: Tablette) -> list[list[dict[str, Any]]]:
    return [
        monde.client.post(LOTS, un["lot"], content_type="application/json").json()["verdicts"]
        for un in LOTS_DORES
    ]


def test_10_an_old_payload_on_a_newer_server_gets_the_verdicts_of_its_time(monde: Tablette):
    assert rejouer(monde) == [un["verdicts"] for un in LOTS_DORES]


def test_replayed_they_change_nothing(monde: Tablette):
    rejouer(monde)
    avant = list(Reception.objects.values_list("pk", "verdict"))
    seconds = [un["verdict"] for verdicts in rejouer(monde) for un in verdicts]
    premiers = [un["verdict"] for lot in LOTS_DORES for un in lot["verdicts"]]
    assert seconds == ["deja" if un in ACCEPTES else un for un in premiers]
    assert list(Reception.objects.values_list("pk", "verdict")) == avant


def test_the_rows_say_what_the_last_version_said(monde: Tablette):
    rejouer(monde)
    derniers = {
        element["id"]: element
        for lot in LOTS_DORES
        for element, verdict in zip(lot["lot"]["elements"], lot["verdicts"], strict=True)
        if verdict["verdict"] in ACCEPTES and element["schema"] == 1
    }
    for element in derniers.values():
        type_ = TYPES[element["type"]]
        objet = type_.modele._default_manager.get(pk=element["id"])
        champs = type_.schema.champs
        dites = {
            nom: dit
            for nom, dit in element["donnees"].items()
            if dit not in (None, champs[nom].defaut)
        }
        if element["type"] == "sortie":
            dites["statut"] = Sortie.TERMINEE  # its bilan came
        assert type_.donnees_de(objet) == dites
        assert objet.empreinte == element["empreinte"]


@pytest.mark.parametrize("rapprochement", RAPPROCHEMENTS, ids=lambda un: un["quoi"])
def test_the_golden_reconciliations_get_the_answer_of_the_contract(
    monde: Tablette, rapprochement: dict[str, Any]
):
    rejouer(monde)
    for pk in rapprochement["supprimees"]:
        supprimer(Rencontre.objects.get(pk=pk), par=monde.auteur)
    adresse, demande = "/api/v1/rapprochement/", rapprochement["demande"]
    reponse = monde.client.post(adresse, demande, content_type="application/json")
    assert reponse.json() == rapprochement["reponse"]


def test_every_list_of_a_reconciliation_has_its_golden_payload():
    montrees = {nom for un in RAPPROCHEMENTS for nom, lignes in un["reponse"].items() if lignes}
    assert montrees == {"absents", "a_corriger", "traites"}


def test_every_type_of_the_contract_has_its_golden_payload():
    montres = {
        element["type"]
        for lot in LOTS_DORES
        for element, verdict in zip(lot["lot"]["elements"], lot["verdicts"], strict=True)
        if verdict["verdict"] in ACCEPTES
    }
    assert montres == set(TYPES)


def test_every_field_of_every_type_is_in_a_golden_payload():
    for nom, type_ in TYPES.items():
        montres = {
            cle
            for lot in LOTS_DORES
            for element in lot["lot"]["elements"]
            if element["type"] == nom
            for cle in element["donnees"]
        }
        assert set(type_.schema.champs) - montres <= {"edition"}, nom


def test_the_document_tells_every_field_and_every_verdict():
    texte = (RACINE / "docs" / "contrat-terrain.md").read_text(encoding="utf-8")
    champs = {cle for type_ in TYPES.values() for cle in type_.schema.champs}
    verdicts = {un["verdict"] for lot in LOTS_DORES for un in lot["verdicts"]}
    assert {mot for mot in champs | verdicts if f"`{mot}`" not in texte} == set()


@pytest.mark.parametrize("lot", LOTS_DORES, ids=lambda lot: lot["quoi"])
def test_the_empreintes_of_the_golden_lots_are_true(lot: dict[str, Any]):
    for element, verdict in zip(lot["lot"]["elements"], lot["verdicts"], strict=True):
        juste = verdict["motif"] != "empreinte"
        assert (element["empreinte"] == empreinte(element["donnees"])) == juste
