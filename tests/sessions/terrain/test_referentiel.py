"""GET /api/v1/referentiel/: what a tablet needs for fourteen days, and nothing else."""

import gzip
import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from medlove.models import Equipe, Role
from sessions.empreinte import empreinte
from sessions.models import CategorieBesoin, Sortie
from tests.fabriques import (
    AppartenanceFactory,
    HalteFactory,
    LieuFactory,
    OrientationFactory,
    OutilFactory,
    PartenaireFactory,
    ProfessionnelFactory,
    QuartierFactory,
    SortieFactory,
)
from tests.fabriques_notes import MotCourantFactory
from tests.personnes import Personne
from tests.sessions.terrain.envois import Tablette

REFERENTIEL = "/api/v1/referentiel/"
CLES = {
    "equipe",
    "familles",
    "haltes",
    "jour",
    "lieux",
    "membres",
    "mots",
    "nomenclatures",
    "outils",
    "partenaires",
    "professionnels",
    "quartiers",
    "sorties",
}


@pytest.fixture
def tablette(equipe: Equipe) -> Tablette:
    return Tablette(equipe, date=timezone.localdate(), statut=Sortie.PLANIFIEE)


def lire(client: Client) -> dict[str, Any]:
    reponse = client.get(REFERENTIEL)
    assert reponse.status_code == 200
    lu: dict[str, Any] = reponse.json()
    return lu


def ids(entrees: list[dict[str, Any]]) -> set[str]:
    return {un["id"] for un in entrees}


def test_it_has_the_keys_of_the_contract_and_every_entry_its_id(tablette: Tablette):
    for fabrique in (LieuFactory, PartenaireFactory, ProfessionnelFactory, OutilFactory):
        fabrique(equipe=tablette.equipe)
    MotCourantFactory(equipe=tablette.equipe, accepte=True)
    lu = lire(tablette.client)
    assert set(lu) == CLES
    for cle in CLES - {"equipe", "jour"}:
        assert lu[cle], cle
        assert all(un["id"] for un in lu[cle]), cle


def test_a_member_is_told_who_they_are(mediation: Personne):
    assert lire(mediation)["moi"] == str(mediation.utilisateur.pk)


def test_members_are_those_who_go_out(tablette: Tablette):
    AppartenanceFactory(equipe=tablette.equipe, role=Role.PILOTAGE)
    AppartenanceFactory(equipe=tablette.equipe, is_active=False)
    AppartenanceFactory(equipe=tablette.equipe, utilisateur__is_active=False)
    membres = lire(tablette.client)["membres"]
    assert membres == [{"id": str(tablette.auteur.pk), "nom": tablette.auteur.nom}]


def test_quartiers_have_their_key_and_the_light_outline_only(tablette: Tablette):
    QuartierFactory(code_insee="75056", numero=1)
    [quartier] = lire(tablette.client)["quartiers"]
    assert quartier["id"] == "35238-11"
    assert quartier["contour"] == tablette.quartier.contour_simplifie
    assert set(quartier) == {"id", "numero", "nom", "contour"}


def test_sorties_of_the_fortnight_before_and_after_come_with_their_haltes(tablette: Tablette):
    aujourdhui = timezone.localdate()
    montrees = [
        SortieFactory(equipe=tablette.equipe, date=aujourdhui + timedelta(days=jours))
        for jours in (-14, 14)
    ]
    montrees.append(SortieFactory(equipe=tablette.equipe, date="2020-01-01", statut="en_cours"))
    for jours in (-15, 15):
        SortieFactory(equipe=tablette.equipe, date=aujourdhui + timedelta(days=jours))
    halte = HalteFactory(sortie=montrees[0])
    lu = lire(tablette.client)
    assert ids(lu["sorties"]) == {str(un.pk) for un in [*montrees, tablette.sortie]}
    assert ids(lu["haltes"]) == {str(halte.pk), str(tablette.halte.pk)}


def test_a_sortie_is_told_as_the_contract_writes_it(tablette: Tablette):
    tablette.sortie.equipage.add(tablette.auteur)
    Sortie.objects.update(questions=["exigences", "habite"], empreinte="e" * 64)
    [sortie] = lire(tablette.client)["sorties"]
    assert sortie == {
        "id": str(tablette.sortie.pk),
        "empreinte": "e" * 64,
        "date": tablette.sortie.date.isoformat(),
        "creneau": "apres_midi",
        "quartier": "35238-11",
        "equipage": [str(tablette.auteur.pk)],
        "questions": ["exigences", "habite"],
    }
    [halte] = lire(tablette.client)["haltes"]
    assert halte["arrivee"] == "14:00"
    assert halte["sortie"] == sortie["id"]


def test_the_empreinte_told_is_the_one_a_replacement_must_name(tablette: Tablette):
    [dite] = lire(tablette.client)["sorties"]
    donnees = {nom: dite[nom] for nom in dite.keys() - {"id", "empreinte"}}
    assert dite["empreinte"] == empreinte(donnees)
    suite = {**donnees, "statut": "en_cours", "edition": 2}
    envoye = tablette.element("sortie", suite, id=dite["id"], remplace=dite["empreinte"])
    assert tablette.verdicts(envoye) == ["remplace"]


def test_lists_are_those_that_entry_needs_in_screen_order(tablette: Tablette):
    listes = {un["id"]: un["entrees"] for un in lire(tablette.client)["nomenclatures"]}
    assert listes["reponse"][0] == {"id": "sur_place", "libelle": "Répondu sur place"}
    assert listes["exigence"][0]["sorte"] == "financiere"
    assert listes["domaine"][0]["id"] == "droits"
    assert listes["categorie"][0]["id"] == "aides_prestations"
    assert {"tranche_age", "genre", "modalite", "meteo", "accroche"} <= listes.keys()


def test_categories_are_the_national_ones_and_those_of_the_équipe(
    tablette: Tablette, autre_equipe: Equipe
):
    autres = {"domaine": "droits", "famille": "autre", "libelle": "À nous"}
    CategorieBesoin.objects.create(equipe=tablette.equipe, code="notre", **autres)
    CategorieBesoin.objects.create(equipe=autre_equipe, code="leur", **autres)
    CategorieBesoin.objects.filter(code="retraite").update(is_active=False)
    listes = {un["id"]: un["entrees"] for un in lire(tablette.client)["nomenclatures"]}
    codes = ids(listes["categorie"])
    assert {"notre", "logement"} <= codes
    assert not {"leur", "retraite"} & codes


def test_a_partenaire_is_told_with_what_it_answers_to(tablette: Tablette):
    partenaire = PartenaireFactory(
        equipe=tablette.equipe, telephone="02 00 00 00 00", en_pause_jusqu_au="2026-10-01"
    )
    partenaire.categories.set(CategorieBesoin.objects.filter(code__in=["logement", "retraite"]))
    PartenaireFactory(equipe=tablette.equipe, is_active=False)
    [dit] = lire(tablette.client)["partenaires"]
    assert dit == {
        "id": str(partenaire.pk),
        "nom": partenaire.nom,
        "genre_de_structure": "centre_social",
        "telephone": "02 00 00 00 00",
        "en_pause_jusqu_au": "2026-10-01",
        "categories": ["retraite", "logement"],
    }


def test_a_partenaire_is_told_with_where_it_is_and_how_sure_its_entry_is(tablette: Tablette):
    PartenaireFactory(
        equipe=tablette.equipe,
        repere="derrière la poste",
        latitude="48.087000",
        longitude="-1.656000",
        verifie_le="2026-09-01",
        inexact_le="2026-09-12",
    )
    [dit] = lire(tablette.client)["partenaires"]
    assert (dit["repere"], dit["latitude"], dit["longitude"]) == (
        "derrière la poste",
        48.087,
        -1.656,
    )
    assert (dit["verifie_le"], dit["inexact_le"]) == ("2026-09-01", "2026-09-12")


@time_machine.travel("2026-07-13 10:00:00+02:00", tick=False)
def test_the_openings_of_a_fortnight_are_computed_and_a_public_holiday_is_unknown(
    tablette: Tablette,
):
    PartenaireFactory(equipe=tablette.equipe, horaires="Mo-Tu 09:00-12:30,14:00-17:00")
    lu = lire(tablette.client)
    [dit] = lu["partenaires"]
    journee = [["09:00", "12:30"], ["14:00", "17:00"]]
    assert lu["jour"] == "2026-07-13"
    assert dit["ouvertures"] == [journee, None, *[[]] * 5, journee, journee, *[[]] * 5]
    assert "horaires" not in dit


def test_hours_that_cannot_be_read_are_told_as_they_are_written(tablette: Tablette):
    PartenaireFactory(equipe=tablette.equipe, horaires="sur rendez-vous, voir à l’accueil")
    [dit] = lire(tablette.client)["partenaires"]
    assert dit["horaires"] == "sur rendez-vous, voir à l’accueil"
    assert "ouvertures" not in dit


def test_the_charge_counts_what_was_sent_to_a_door_in_the_last_fortnight(tablette: Tablette):
    aujourdhui = timezone.localdate()
    charge, libre = [PartenaireFactory(equipe=tablette.equipe) for _ in range(2)]
    for jours in (0, 14, 15):
        OrientationFactory(
            equipe=tablette.equipe, partenaire=charge, jour=aujourdhui - timedelta(days=jours)
        )
    dits = {un["id"]: un for un in lire(tablette.client)["partenaires"]}
    assert dits[str(charge.pk)]["charge"] == 2
    assert "charge" not in dits[str(libre.pk)]


def test_nothing_of_another_équipe_is_told(tablette: Tablette, ailleurs: Tablette):
    leurs = [
        fabrique(equipe=ailleurs.equipe)
        for fabrique in (LieuFactory, PartenaireFactory, ProfessionnelFactory, OutilFactory)
    ]
    Sortie.objects.update(date=timezone.localdate())
    texte = tablette.client.get(REFERENTIEL).content.decode()
    for objet in [*leurs, ailleurs.auteur, ailleurs.sortie, ailleurs.halte, ailleurs.equipe]:
        assert str(objet.pk) not in texte


def test_it_answers_304_as_long_as_nothing_changed(tablette: Tablette):
    etag = tablette.client.get(REFERENTIEL)["ETag"]
    inchange = tablette.client.get(REFERENTIEL, headers={"If-None-Match": etag})
    assert (inchange.status_code, inchange.content) == (304, b"")
    LieuFactory(equipe=tablette.equipe)
    assert tablette.client.get(REFERENTIEL, headers={"If-None-Match": etag}).status_code == 200


def test_it_answers_304_to_what_it_compressed(tablette: Tablette):
    compresse = tablette.client.get(REFERENTIEL, headers={"Accept-Encoding": "gzip"})
    assert compresse["ETag"].startswith("W/")
    encore = {"If-None-Match": compresse["ETag"], "Accept-Encoding": "gzip"}
    assert tablette.client.get(REFERENTIEL, headers=encore).status_code == 304


def test_queries_do_not_grow_with_the_rows(tablette: Tablette):
    comptes = []
    for combien in (2, 20):
        for _ in range(combien):
            for fabrique in (LieuFactory, PartenaireFactory, ProfessionnelFactory, OutilFactory):
                fabrique(equipe=tablette.equipe)
            HalteFactory(sortie__equipe=tablette.equipe, sortie__date=timezone.localdate())
        tablette.client.get(REFERENTIEL)
        with CaptureQueriesContext(connection) as capture:
            lire(tablette.client)
        comptes.append(len(capture))
    assert comptes[0] == comptes[1] <= 21


def test_it_weighs_less_than_150_kilobytes_for_300_partenaires(tablette: Tablette):
    categories = CategorieBesoin.objects.all()[:4]
    for rang in range(300):
        partenaire = PartenaireFactory(
            equipe=tablette.equipe,
            adresse=f"{rang} rue de la Borderie",
            commune="Rennes",
            telephone=f"02 00 00 {rang:04}",
            horaires="Mo-Fr 09:00-12:30,14:00-17:30; Sa 09:00-12:00",
            latitude=f"48.0{rang:04}",
            longitude=f"-1.6{rang:04}",
            verifie_le="2026-09-01",
        )
        partenaire.categories.set(categories)
    corps = json.dumps(lire(tablette.client), separators=(",", ":")).encode()
    assert len(gzip.compress(corps)) < 150_000


@pytest.mark.parametrize(
    ("qui", "status"),
    [
        ("mediation", 200),
        ("coordination", 200),
        ("pilotage", 403),
        ("administration", 403),
        ("anonyme", 401),
    ],
)
def test_who_may_read_it(qui: str, status: int, request: pytest.FixtureRequest):
    reponse = request.getfixturevalue(qui).get(REFERENTIEL)
    assert reponse.status_code == status
    assert reponse["Content-Type"] == "application/json"


def test_a_revoked_device_reads_nothing(tablette: Tablette):
    tablette.appareil.revoque_le = timezone.now()
    tablette.appareil.save()
    assert tablette.client.get(REFERENTIEL).status_code == 401


def test_it_is_read_and_not_written(tablette: Tablette):
    assert tablette.client.post(REFERENTIEL).status_code == 405
