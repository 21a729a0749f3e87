"""Failures to survive, by their numbers: the half that the server holds.

What a tablet does of each answer is tested with its own modules.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import time_machine
from django.db import transaction
from django.test import Client
from django.utils import timezone

from medlove.models import Equipe
from sessions.models import Appareil, Reception, Rencontre, Suppression
from sessions.rencontres.services import supprimer
from tests.personnes import Personne
from tests.sessions.terrain.envois import Tablette, poster

RAPPROCHEMENT = "/api/v1/rapprochement/"


def rapprocher(client: Client, *elements: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    copies = [{"id": un["id"], "empreinte": un["empreinte"]} for un in elements]
    reponse = client.post(RAPPROCHEMENT, {"elements": copies}, content_type="application/json")
    assert reponse.status_code == 200
    return reponse.json()


def ids(lignes: list[dict[str, Any]]) -> list[str]:
    return [ligne["id"] for ligne in lignes]


def test_29_a_record_deleted_then_sent_again_is_not_resurrected(tablette: Tablette):
    envoyee = tablette.rencontre()
    tablette.envoyer(envoyee)
    supprimer(Rencontre.objects.get(), par=tablette.auteur)
    suite = tablette.rencontre(envoyee["id"], edition=2, remplace=envoyee["empreinte"])
    copie = tablette.rencontre(envoyee["id"], genre="autre")
    for _ in range(2):
        assert tablette.verdicts(envoyee, suite, copie) == ["supprime"] * 3
    constats = rapprocher(tablette.client, envoyee, suite, copie)
    assert ids(constats["traites"]) == [envoyee["id"]] * 3
    assert constats["absents"] == constats["a_corriger"] == []
    assert not Rencontre.objects.exists()


@contextmanager
def sauvegarde() -> Iterator[None]:
    """At the end of the block the base is as it was at its beginning, as after a restore.

    The list of deletions is kept outside the backup, and replayed.
    """
    point = transaction.savepoint()
    yield
    supprimees = list(Suppression.objects.values_list("equipe", "type", "pk"))
    transaction.savepoint_rollback(point)
    for equipe, type_, pk in supprimees:
        Rencontre.objects.filter(pk=pk).delete()
        Suppression.noter(Equipe.objects.get(pk=equipe), type_, [pk])


def renvoyer(tablette: Tablette, copies: list[dict[str, Any]]) -> list[str]:
    """What a tablet does of its sent copies after a restore: those absent, without their note."""
    actuelles = {
        (un["id"], un["empreinte"]): un["actuelle"]
        for un in rapprocher(tablette.client, *copies)["absents"]
    }
    manquantes = [
        un | {"remplace": actuelles[un["id"], un["empreinte"]]}
        for un in copies
        if (un["id"], un["empreinte"]) in actuelles
    ]
    return tablette.verdicts(*manquantes)


def test_30_after_a_restore_what_is_missing_comes_back_and_what_was_deleted_does_not(
    tablette: Tablette,
):
    gardee, corrigee, effacee = (tablette.rencontre() for _ in range(3))
    tablette.envoyer(gardee, corrigee, effacee)
    suite = tablette.rencontre(
        corrigee["id"], edition=2, genre="autre", remplace=corrigee["empreinte"]
    )
    nouvelle, morte_nee = tablette.rencontre(), tablette.rencontre()
    with sauvegarde():
        assert set(tablette.verdicts(suite, nouvelle, morte_nee)) == {"remplace", "cree"}
        for un in (effacee, morte_nee):
            supprimer(Rencontre.objects.get(pk=un["id"]), par=tablette.auteur)
    assert not Rencontre.objects.filter(pk=nouvelle["id"]).exists()

    copies = [gardee, suite, effacee, nouvelle, morte_nee]
    constats = rapprocher(tablette.client, *copies)
    assert ids(constats["absents"]) == [suite["id"], nouvelle["id"]]
    assert [un["actuelle"] for un in constats["absents"]] == [corrigee["empreinte"], None]
    assert ids(constats["traites"]) == [effacee["id"], morte_nee["id"]]

    assert renvoyer(tablette, copies) == ["remplace", "cree"]
    empreintes = dict(Rencontre.objects.values_list("pk", "empreinte"))
    assert empreintes == {UUID(un["id"]): un["empreinte"] for un in (gardee, suite, nouvelle)}
    assert rapprocher(tablette.client, *copies)["absents"] == []


def test_33_a_record_whose_author_is_closed_meanwhile_waits_in_quarantine_until_treated(
    tablette: Tablette,
):
    avant, apres = tablette.rencontre(), tablette.rencontre()
    tablette.envoyer(avant)
    tablette.auteur.is_active = False
    tablette.auteur.save()
    rendus = tablette.envoyer(avant, apres)
    assert [un["verdict"] for un in rendus] == ["deja", "quarantaine"]
    assert "compte est fermé" in rendus[1]["motif"]
    assert Reception.objects.a_corriger().get().brut == apres
    assert ids(rapprocher(tablette.client, avant, apres)["a_corriger"]) == [apres["id"]]
    Reception.objects.a_corriger().update(traitee_le=timezone.now())
    constats = rapprocher(tablette.client, avant, apres)
    assert (ids(constats["traites"]), constats["a_corriger"]) == ([apres["id"]], [])


def test_34_a_stolen_tablet_once_revoked_sends_and_reads_nothing_more(
    tablette: Tablette, coordination: Personne
):
    def demander() -> list[Any]:
        client, sortie = tablette.client, tablette.sortie.pk
        return [
            poster(client, tablette.rencontre()),
            client.post(RAPPROCHEMENT, {"elements": []}, content_type="application/json"),
            client.get("/api/v1/referentiel/"),
            client.get(f"/api/v1/sorties/{sortie}/totaux/"),
        ]

    assert {un.status_code for un in demander()} == {200}
    coordination.post(f"/appareils/{tablette.appareil.pk}/revoquer/")
    assert [(un.status_code, list(un.json())) for un in demander()] == [(401, ["erreur"])] * 4
    assert Rencontre.objects.count() == 1


def test_34_nothing_that_a_tablet_reads_tells_of_a_person_met(tablette: Tablette):
    canari = "Un canari chante à Villejean"
    besoins = [{"id": str(UUID(int=1)), "categorie": "discuter"}]
    envoyee = tablette.rencontre(note=canari, besoins=besoins)
    assert tablette.verdicts(envoyee) == ["cree"]
    referentiel = tablette.client.get("/api/v1/referentiel/").content.decode()
    assert envoyee["id"] not in referentiel
    constats = str(rapprocher(tablette.client, envoyee, tablette.rencontre()))
    encore = poster(tablette.client, envoyee).content.decode()
    assert not [lu for lu in (referentiel, constats, encore) if canari in lu]


def montres(tablette: Tablette) -> list[str]:
    """What the reference lists of its équipe tell."""
    return [
        str(un.pk) for un in (tablette.equipe, tablette.auteur, tablette.sortie, tablette.halte)
    ]


def test_36_a_token_neither_reads_nor_writes_what_another_équipe_has(
    tablette: Tablette, ailleurs: Tablette
):
    la_leur = ailleurs.rencontre()
    ailleurs.envoyer(la_leur)
    inconnue = tablette.rencontre()
    with time_machine.travel("2026-09-15 18:00:00+02:00"):
        lu = tablette.client.get("/api/v1/referentiel/").content.decode()
    for siens, leurs in zip(*map(montres, (tablette, ailleurs)), strict=True):
        assert siens in lu
        assert leurs not in lu
    totaux = f"/api/v1/sorties/{ailleurs.sortie.pk}/totaux/"
    assert tablette.client.get(totaux).status_code == 404
    constats = rapprocher(tablette.client, la_leur, inconnue)
    assert [un["actuelle"] for un in constats["absents"]] == [None, None]
    assert tablette.verdicts(la_leur) == ["quarantaine"]
    assert Rencontre.objects.get().equipe == ailleurs.equipe


def test_36_what_waits_for_one_équipe_is_refused_to_another_and_goes_with_its_own_token(
    tablette: Tablette, ailleurs: Tablette
):
    en_attente = tablette.rencontre()
    reponse = poster(ailleurs.client, en_attente)
    assert reponse.json()["verdicts"][0]["verdict"] != "cree"
    assert not Rencontre.objects.exists()
    assert tablette.verdicts(en_attente) == ["cree"]
    assert Rencontre.objects.get().equipe == tablette.equipe
    assert Appareil.objects.en_service().count() == 2
    assert Reception.objects.de(tablette.equipe).get().appareil == tablette.appareil
