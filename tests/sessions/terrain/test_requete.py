"""POST /api/v1/lots/: who may send, what is a lot, and every other answer than 200."""

import json
from uuid import uuid4

import pytest
import time_machine
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from medlove.models import Equipe
from sessions.models import Appareil, Reception, Rencontre
from sessions.terrain import api
from tests.personnes import Personne
from tests.sessions.terrain.envois import LOTS, Tablette, lot, poster


def envoyer_brut(client: Client, corps: bytes | str) -> object:
    return client.post(LOTS, corps, content_type="application/json")


def dit_en_francais(reponse) -> str:
    assert reponse["Content-Type"] == "application/json"
    phrase = reponse.json()["erreur"]
    assert phrase.endswith(".")
    return phrase


def test_the_answer_names_the_lot_and_when_it_came(tablette: Tablette):
    envoye = lot(tablette.rencontre())
    with time_machine.travel("2026-09-15 18:00:00+02:00", tick=False):
        reponse = tablette.client.post(LOTS, envoye, content_type="application/json")
    assert reponse.status_code == 200
    assert list(reponse.json()) == ["lot", "recu_le", "verdicts"]
    assert reponse.json()["lot"] == envoye["lot"]
    assert reponse.json()["recu_le"] == "2026-09-15T16:00:00+00:00"
    assert "no-store" in reponse["Cache-Control"]


@pytest.mark.parametrize(
    "corps",
    [
        b"",
        b"{",
        b'{"lot": "',
        b"<html>portail</html>",
        b"\xff\xfe",
        b"null",
        b"[]",
        b"{}",
        b'{"lot": "a"}',
        b'{"lot": 3, "elements": []}',
        b'{"lot": "a", "elements": {}}',
        b'{"lot": "a", "elements": [NaN]}',
        b'{"lot": "a", "elements": [1e999]}',
        b'{"lot": "a", "elements": ' + b"[" * 100_000,
    ],
)
def test_what_is_not_a_lot_gets_400_and_nothing_is_stored(tablette: Tablette, corps: bytes):
    reponse = envoyer_brut(tablette.client, corps)
    assert reponse.status_code == 400
    dit_en_francais(reponse)
    assert not Reception.objects.exists()


@pytest.mark.parametrize("profondeur", [33, 900, 940, 980, 100_000])
@pytest.mark.parametrize("element", ["%s", '{"id": %s}', '{"donnees": {"note": %s}}'])
def test_what_nests_too_deep_gets_400(tablette: Tablette, element: str, profondeur: int):
    corps = '{"lot": "x", "elements": [' + element % ("[" * profondeur + "]" * profondeur) + "]}"
    reponse = envoyer_brut(tablette.client, corps)
    assert reponse.status_code == 400
    dit_en_francais(reponse)
    assert not Reception.objects.exists()


def test_what_a_newer_tablet_nests_is_kept(tablette: Tablette):
    assert tablette.verdicts(tablette.rencontre(plus_tard=[[[{"n": [[]]}]]])) == ["cree"]


def test_a_length_that_is_not_a_number_gets_400(tablette: Tablette):
    reponse = poster(tablette.client, headers={"Content-Length": "abc"})
    assert reponse.status_code == 400
    dit_en_francais(reponse)


def test_more_than_100_elements_get_413(tablette: Tablette):
    assert poster(tablette.client, *[None] * 100).status_code == 200
    reponse = poster(tablette.client, *[None] * 101)
    assert reponse.status_code == 413
    dit_en_francais(reponse)


def test_more_than_1_mebibyte_gets_413(tablette: Tablette):
    corps = json.dumps(lot()) + " " * 1024 * 1024
    assert envoyer_brut(tablette.client, corps).status_code == 413


def test_the_61st_lot_of_a_minute_gets_429_with_the_time_to_wait(tablette: Tablette):
    with time_machine.travel("2026-09-15 18:00:20+02:00", tick=False) as horloge:
        assert {poster(tablette.client).status_code for _ in range(60)} == {200}
        reponse = poster(tablette.client, tablette.rencontre())
        assert reponse.status_code == 429
        assert reponse["Retry-After"] == "40"
        dit_en_francais(reponse)
        assert not Rencontre.objects.exists()
        horloge.shift(40)
        assert poster(tablette.client).status_code == 200


def test_one_tablet_does_not_use_up_the_lots_of_another(tablette: Tablette, ailleurs: Tablette):
    with time_machine.travel("2026-09-15 18:00:20+02:00", tick=False):
        for _ in range(61):
            dernier = poster(tablette.client)
        assert dernier.status_code == 429
        assert poster(ailleurs.client).status_code == 200


@pytest.mark.parametrize("methode", ["get", "put", "delete", "patch", "options"])
def test_another_method_gets_405(tablette: Tablette, methode: str):
    reponse = getattr(tablette.client, methode)(LOTS)
    assert reponse.status_code == 405
    assert reponse["Allow"] == "POST"
    dit_en_francais(reponse)


def test_a_busy_database_gets_503_with_the_time_to_wait(
    tablette: Tablette, monkeypatch: pytest.MonkeyPatch
):
    def occupee(*args: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(api, "recevoir", occupee)
    reponse = poster(tablette.client, tablette.rencontre())
    assert reponse.status_code == 503
    assert int(reponse["Retry-After"]) > 0
    dit_en_francais(reponse)


# --- Who may send -------------------------------------------------------------------


@pytest.mark.parametrize("qui", ["mediation", "coequipiere", "coordination"])
def test_those_who_go_out_may_send(qui: str, request: pytest.FixtureRequest, equipe: Equipe):
    tablette = Tablette(equipe)
    envoye = tablette.rencontre()
    assert poster(request.getfixturevalue(qui), envoye).json()["verdicts"][0]["verdict"] == "cree"


def test_a_stranger_writes_in_their_own_équipe_only(etrangere: Personne, tablette: Tablette):
    [verdict] = poster(etrangere, tablette.rencontre()).json()["verdicts"]
    assert verdict["verdict"] == "quarantaine"
    assert not Rencontre.objects.exists()


@pytest.mark.parametrize("qui", ["pilotage", "administration"])
def test_those_who_do_not_go_out_get_403(
    qui: str, request: pytest.FixtureRequest, tablette: Tablette
):
    reponse = poster(request.getfixturevalue(qui), tablette.rencontre())
    assert reponse.status_code == 403
    dit_en_francais(reponse)
    assert not Rencontre.objects.exists()


def test_nobody_gets_401_and_no_redirection(anonyme: Client, tablette: Tablette):
    reponse = poster(anonyme, tablette.rencontre())
    assert reponse.status_code == 401
    dit_en_francais(reponse)


@pytest.mark.parametrize(
    "autorisation",
    ["Medlove-Appareil", "Medlove-Appareil ", "Medlove-Appareil é", "Bearer {jeton}"],
)
def test_an_unknown_token_gets_401(tablette: Tablette, autorisation: str):
    client = Client(headers={"Authorization": autorisation.format(jeton=tablette.jeton)})
    assert poster(client, tablette.rencontre()).status_code == 401


def test_a_revoked_device_gets_401_even_with_a_session(tablette: Tablette, mediation: Personne):
    Appareil.objects.update(revoque_le=timezone.now())
    assert poster(tablette.client, tablette.rencontre()).status_code == 401
    entetes = {"Authorization": f"Medlove-Appareil {tablette.jeton}"}
    assert poster(mediation, tablette.rencontre(), headers=entetes).status_code == 401
    assert not Rencontre.objects.exists()


def test_a_session_needs_the_csrf_token(mediation: Personne, tablette: Tablette):
    severe = Client(enforce_csrf_checks=True)
    severe.force_login(mediation.utilisateur, backend=mediation.session["_auth_user_backend"])
    reponse = poster(severe, tablette.rencontre())
    assert reponse.status_code == 403
    dit_en_francais(reponse)
    severe.cookies["csrftoken"] = "a" * 32
    avec = poster(severe, tablette.rencontre(), headers={"X-CSRFToken": "a" * 32})
    assert avec.status_code == 200


def test_a_device_needs_no_session_nor_csrf_token(tablette: Tablette):
    severe = Client(enforce_csrf_checks=True)
    entetes = {"Authorization": f"Medlove-Appareil {tablette.jeton}"}
    assert poster(severe, tablette.rencontre(), headers=entetes).status_code == 200


def test_a_device_leaves_the_day_of_its_last_contact(tablette: Tablette):
    poster(tablette.client)
    tablette.appareil.refresh_from_db()
    assert tablette.appareil.dernier_contact is not None


def test_neither_note_nor_token_reaches_the_log_nor_the_answer(
    tablette: Tablette, caplog: pytest.LogCaptureFixture
):
    canari = "Un canari chante à Villejean"
    sien = str(uuid4())
    besoins = [{"id": sien, "categorie": "discuter"}]
    with caplog.at_level("INFO"):
        reponses = [
            poster(tablette.client, un)
            for un in [
                tablette.rencontre(note=canari, besoins=besoins),
                tablette.rencontre(note=canari, besoins=besoins),  # refused by the database
                tablette.rencontre(note=canari, tranche_age="mineur"),
                tablette.rencontre(note=canari) | {"empreinte": "faux"},
            ]
        ]
    Appareil.objects.update(revoque_le=timezone.now())
    with caplog.at_level("INFO"):
        reponses.append(poster(tablette.client, tablette.rencontre(note=canari)))
    journal = [un.getMessage() for un in caplog.records if not un.name.startswith("django.db")]
    assert journal == [f"Unauthorized: {LOTS}"]
    for texte in [*journal, *(un.content.decode() for un in reponses)]:
        assert canari not in texte
        assert tablette.jeton not in texte


def test_36_what_was_written_in_another_equipe_is_refused_whole(tablette: Tablette):
    """A member of two équipes who changed, a tablet enrolled again: nothing is filed elsewhere."""
    envoi = lot(tablette.rencontre()) | {"equipe": str(uuid4())}
    reponse = tablette.client.post(LOTS, envoi, content_type="application/json")
    assert reponse.status_code == 403
    assert not Reception.objects.exists()
    envoi["equipe"] = str(tablette.equipe.pk)
    reponse = tablette.client.post(LOTS, envoi, content_type="application/json")
    assert [un["verdict"] for un in reponse.json()["verdicts"]] == ["cree"]
