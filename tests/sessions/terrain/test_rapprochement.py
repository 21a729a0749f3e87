"""POST /api/v1/rapprochement/: what the server holds of what a tablet believes it sent."""

from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sessions.models import Reception, Rencontre
from sessions.rencontres.services import supprimer
from sessions.terrain import rapprochement
from sessions.terrain.models import Verdict
from tests.fabriques import SortieFactory
from tests.personnes import Personne
from tests.sessions.terrain.envois import Tablette

ADRESSE = "/api/v1/rapprochement/"
RIEN: dict[str, list] = {"absents": [], "a_corriger": [], "traites": []}


def demander(client: Client, *elements: Any) -> Any:
    return client.post(ADRESSE, {"elements": [*elements]}, content_type="application/json")


def copie(element: dict[str, Any]) -> dict[str, str]:
    """What a tablet keeps of an element once it is acknowledged."""
    return {"id": element["id"], "empreinte": element["empreinte"]}


def constats(tablette: Tablette, *elements: dict[str, Any]) -> dict[str, list[dict]]:
    reponse = demander(tablette.client, *map(copie, elements))
    assert reponse.status_code == 200, reponse.content
    assert list(reponse.json()) == list(RIEN)
    return reponse.json()


def absent(element: dict[str, Any], actuelle: str | None = None) -> dict[str, str | None]:
    return copie(element) | {"actuelle": actuelle}


def test_what_was_well_received_is_not_spoken_of(tablette: Tablette):
    v1 = tablette.rencontre()
    v2 = tablette.rencontre(v1["id"], edition=2, genre="autre", remplace=v1["empreinte"])
    tablette.envoyer(v1, v2)
    assert constats(tablette, v1, v2) == RIEN
    assert constats(tablette) == RIEN


def test_what_never_came_is_absent(tablette: Tablette):
    recue, perdue = tablette.rencontre(), tablette.rencontre()
    tablette.envoyer(recue)
    assert constats(tablette, recue, perdue) == RIEN | {"absents": [absent(perdue)]}


def test_of_an_absent_version_the_one_in_place_is_told(tablette: Tablette):
    v1 = tablette.rencontre()
    v2 = tablette.rencontre(v1["id"], edition=2, genre="autre", remplace=v1["empreinte"])
    tablette.envoyer(v1)
    assert constats(tablette, v1, v2) == RIEN | {"absents": [absent(v2, v1["empreinte"])]}


def test_of_a_row_never_signed_the_empreinte_of_the_reference_list_is_told(tablette: Tablette):
    assert tablette.sortie.empreinte == ""
    perdue = {"id": str(tablette.sortie.pk), "empreinte": "a" * 64}
    with time_machine.travel("2026-09-15 18:00:00+02:00"):
        [dite] = tablette.client.get("/api/v1/referentiel/").json()["sorties"]
    assert constats(tablette, perdue) == RIEN | {"absents": [absent(perdue, dite["empreinte"])]}
    assert constats(tablette, dite) == RIEN


def test_a_row_written_without_a_lot_is_there(tablette: Tablette):
    donnees = {"date": "2026-09-16", "creneau": "matin", "quartier": "35238-11"}
    ecrite = tablette.element("sortie", donnees)
    SortieFactory(pk=ecrite["id"], equipe=tablette.equipe, empreinte=ecrite["empreinte"])
    assert constats(tablette, ecrite) == RIEN


@pytest.mark.parametrize("verdict", [Verdict.QUARANTAINE, Verdict.CONFLIT])
def test_what_is_set_aside_is_to_be_mended_until_it_is_treated(
    tablette: Tablette, verdict: Verdict
):
    bonne = tablette.rencontre()
    genre = "inconnu" if verdict == Verdict.QUARANTAINE else "autre"
    id_ = None if verdict == Verdict.QUARANTAINE else bonne["id"]
    aside = tablette.rencontre(id_, genre=genre)
    assert tablette.verdicts(bonne, aside) == ["cree", verdict]
    en_place = None if verdict == Verdict.QUARANTAINE else bonne["empreinte"]
    assert constats(tablette, bonne, aside) == RIEN | {"a_corriger": [absent(aside, en_place)]}
    Reception.objects.a_corriger().update(traitee_le=timezone.now())
    assert constats(tablette, bonne, aside) == RIEN | {"traites": [copie(aside)]}


def test_what_has_not_had_its_last_word_is_to_be_sent_again(tablette: Tablette):
    """As a server restored to the moment before: a reference was missing, a copy came damaged."""
    en_attente = tablette.rencontre(sortie=str(uuid4()), halte=...)
    vraie = tablette.rencontre()
    mal_nommee = vraie | {"empreinte": "f" * 64}
    assert tablette.verdicts(en_attente, mal_nommee) == ["reessayer", "quarantaine"]
    attendus = [absent(en_attente), absent(vraie)]
    assert constats(tablette, en_attente, vraie) == RIEN | {"absents": attendus}
    assert tablette.verdicts(vraie) == ["cree"]


def test_what_was_deleted_is_let_go_of(tablette: Tablette):
    envoyee = tablette.rencontre()
    tablette.envoyer(envoyee)
    supprimer(Rencontre.objects.get(), par=tablette.auteur)
    suite = tablette.rencontre(envoyee["id"], edition=2)
    assert constats(tablette, envoyee, suite) == RIEN | {"traites": [copie(envoyee), copie(suite)]}


def test_what_another_équipe_has_is_as_if_it_had_never_come(tablette: Tablette, ailleurs: Tablette):
    """Sent, set aside, treated or deleted there: the answer tells nothing of it."""
    la_leur, aside, traitee, supprimee = (
        ailleurs.rencontre(),
        ailleurs.rencontre(genre="x"),
        ailleurs.rencontre(genre="y"),
        ailleurs.rencontre(),
    )
    ailleurs.envoyer(la_leur, aside, traitee, supprimee)
    Reception.objects.filter(element=traitee["id"]).update(traitee_le=timezone.now())
    supprimer(Rencontre.objects.get(pk=supprimee["id"]), par=ailleurs.auteur)
    autre_version = ailleurs.rencontre(la_leur["id"], genre="autre")
    siennes = [la_leur, autre_version, aside, traitee, supprimee, ailleurs.rencontre()]
    assert constats(tablette, *siennes) == RIEN | {"absents": [absent(un) for un in siennes]}


def test_ids_come_back_as_they_were_said_and_once(tablette: Tablette):
    dite = {"id": str(uuid4()).upper(), "empreinte": "a" * 64}
    assert constats(tablette, dite, dite)["absents"] == [absent(dite)]
    envoyee = tablette.rencontre()
    tablette.envoyer(envoyee)
    assert constats(tablette, envoyee | {"id": envoyee["id"].upper()}) == RIEN


# --- What it costs, and what it refuses ---------------------------------------------


def requetes(tablette: Tablette, copies: list[dict[str, Any]]) -> int:
    with CaptureQueriesContext(connection) as capture:
        assert len(constats(tablette, *copies)["absents"]) == len(copies)
    return len(capture)


def test_500_copies_ask_as_many_queries_as_5(tablette: Tablette):
    constats(tablette)  # the time of last contact is written once a minute
    comptes = [
        requetes(tablette, [{"id": str(uuid4()), "empreinte": "a" * 64} for _ in range(combien)])
        for combien in (5, 500)
    ]
    assert comptes[0] == comptes[1] <= 11


def test_5000_copies_are_compared_and_not_one_more(tablette: Tablette):
    copies = [{"id": str(uuid4()), "empreinte": "a" * 64} for _ in range(5000)]
    assert requetes(tablette, copies) > rapprochement.ELEMENTS_AU_PLUS / rapprochement.PAR_REQUETE
    assert demander(tablette.client, *copies, copies[0]).status_code == 413


def test_more_than_1_mebibyte_gets_413(tablette: Tablette):
    assert demander(tablette.client, "x" * 1024 * 1024).status_code == 413


@pytest.mark.parametrize(
    "corps", [b"", b"{", b"[]", b"{}", b'{"elements": {}}', b"\xff", b"[" * 100_000]
)
def test_a_body_that_is_not_of_the_form_gets_400(tablette: Tablette, corps: bytes):
    reponse = tablette.client.post(ADRESSE, corps, content_type="application/json")
    assert reponse.status_code == 400
    assert reponse.json()["erreur"].endswith(".")


@pytest.mark.parametrize(
    "element",
    [
        None,
        [],
        {},
        {"id": str(uuid4())},
        {"id": "pas un uuid", "empreinte": "a" * 64},
        {"id": 3, "empreinte": "a" * 64},
        {"id": str(uuid4()), "empreinte": None},
        {"id": str(uuid4()), "empreinte": "a" * 63},
        {"id": str(uuid4()), "empreinte": "A" * 64},
        {"id": str(uuid4()), "empreinte": "a" * 64 + "\n"},
    ],
)
def test_an_entry_that_cannot_be_read_gets_400(tablette: Tablette, element: object):
    bon = {"id": str(uuid4()), "empreinte": "a" * 64}
    assert demander(tablette.client, bon, element).status_code == 400


def test_the_61st_of_a_minute_gets_429_and_takes_nothing_from_the_lots(tablette: Tablette):
    with time_machine.travel("2026-09-15 18:00:20+02:00", tick=False):
        assert {demander(tablette.client).status_code for _ in range(60)} == {200}
        reponse = demander(tablette.client)
        assert (reponse.status_code, reponse["Retry-After"]) == (429, "40")
        assert tablette.verdicts(tablette.rencontre()) == ["cree"]


@pytest.mark.parametrize(
    ("qui", "status"),
    [
        ("mediation", 200),
        ("coequipiere", 200),
        ("coordination", 200),
        ("etrangere", 200),
        ("pilotage", 403),
        ("administration", 403),
        ("anonyme", 401),
    ],
)
def test_who_may_ask(qui: str, status: int, tablette: Tablette, request: pytest.FixtureRequest):
    envoyee = tablette.rencontre()
    tablette.envoyer(envoyee)
    reponse = demander(request.getfixturevalue(qui), copie(envoyee))
    assert reponse.status_code == status
    if qui == "etrangere":
        assert reponse.json() == RIEN | {"absents": [absent(envoyee)]}
    elif status == 200:
        assert reponse.json() == RIEN


def test_a_session_needs_the_csrf_token(mediation: Personne, tablette: Tablette):
    severe = Client(enforce_csrf_checks=True)
    severe.force_login(mediation.utilisateur, backend=mediation.session["_auth_user_backend"])
    assert demander(severe).status_code == 403
