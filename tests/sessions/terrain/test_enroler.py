"""POST /api/v1/appareils/: a tablet enrolled by a code, or by the member signed in on it."""

from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
import time_machine
from django.test import Client

from medlove.models import Equipe, Journal
from sessions.models import Appareil
from sessions.terrain.codes import ouvrir_un_code
from tests.personnes import Personne
from tests.sessions.terrain.envois import Tablette, poster

ADRESSE = "/api/v1/appareils/"
NOM = "Tablette du vélo"


def demander(client: Client, secure: bool = True, **corps: Any) -> Any:
    return client.post(
        ADRESSE, {"nom": NOM} | corps, content_type="application/json", secure=secure
    )


@pytest.fixture
def code(equipe: Equipe, coordination: Personne) -> str:
    return ouvrir_un_code(equipe, par=coordination.utilisateur)[1]


def enrolee(reponse: Any, equipe: Equipe) -> Appareil:
    """The device that this answer speaks of."""
    assert reponse.status_code == 201, reponse.content
    assert list(reponse.json()) == ["appareil", "equipe", "jeton"]
    assert reponse.json()["equipe"] == {"id": str(equipe.pk), "nom": equipe.nom}
    assert "no-store" in reponse["Cache-Control"]
    return Appareil.objects.get(pk=reponse.json()["appareil"], equipe=equipe)


def refuse(reponse: Any, status: int) -> str:
    assert reponse.status_code == status, reponse.content
    assert reponse["Content-Type"] == "application/json"
    assert not Appareil.objects.exists()
    phrase = reponse.json()["erreur"]
    assert phrase.endswith(".")
    return phrase


def test_a_code_enrols_without_session_nor_csrf_token(
    equipe: Equipe, coordination: Personne, code: str
):
    reponse = demander(Client(enforce_csrf_checks=True), code=code)
    appareil = enrolee(reponse, equipe)
    assert (appareil.nom, appareil.enrole_par) == (NOM, coordination.utilisateur)
    jeton = reponse.json()["jeton"]
    assert appareil.jeton_sha256 == sha256(jeton.encode()).hexdigest()
    assert poster(Client(headers={"Authorization": f"Medlove-Appareil {jeton}"})).status_code == 200
    trace = Journal.objects.get(action="appareil_enrole")
    assert (trace.acteur, trace.equipe) == (coordination.utilisateur.pk, equipe)
    assert trace.objet == f"appareil:{appareil.pk}"


def test_a_code_enrols_in_its_own_équipe_whoever_is_signed_in(
    equipe: Equipe, etrangere: Personne, code: str
):
    enrolee(demander(etrangere, code=code), equipe)


@pytest.mark.parametrize("qui", ["mediation", "coequipiere", "coordination"])
def test_those_who_go_out_enrol_the_tablet_they_hold(
    qui: str, request: pytest.FixtureRequest, equipe: Equipe
):
    personne: Personne = request.getfixturevalue(qui)
    assert enrolee(demander(personne), equipe).enrole_par == personne.utilisateur


def test_a_stranger_enrols_in_their_own_équipe(
    etrangere: Personne, equipe: Equipe, autre_equipe: Equipe
):
    enrolee(demander(etrangere), autre_equipe)


@pytest.mark.parametrize(
    ("qui", "status"), [("pilotage", 403), ("administration", 403), ("anonyme", 401)]
)
def test_the_others_do_not(qui: str, status: int, request: pytest.FixtureRequest, equipe: Equipe):
    refuse(demander(request.getfixturevalue(qui)), status)


def test_a_member_needs_the_csrf_token(mediation: Personne, equipe: Equipe):
    severe = Client(enforce_csrf_checks=True, headers={"Referer": "https://testserver/terrain/"})
    severe.force_login(mediation.utilisateur, backend=mediation.session["_auth_user_backend"])
    refuse(demander(severe), 403)
    severe.cookies["csrftoken"] = severe.defaults["HTTP_X_CSRFTOKEN"] = "a" * 32
    enrolee(demander(severe), equipe)


def test_the_token_of_a_tablet_enrols_no_other(tablette: Tablette):
    assert demander(tablette.client).status_code == 401
    assert Appareil.objects.get() == tablette.appareil


# --- A code that does not open ------------------------------------------------------


def faux(code: str) -> str:
    return code[:-1] + ("0" if code[-1] != "0" else "1")


def test_unknown_wrong_expired_spent_and_closed_get_one_same_answer(
    equipe: Equipe, coordination: Personne, anonyme: Client
):
    def nouveau() -> str:
        return ouvrir_un_code(equipe, par=coordination.utilisateur)[1]

    with time_machine.travel("2026-09-15 18:00:00+02:00", tick=False) as horloge:
        reponses = [demander(anonyme, code=un) for un in ("", "hors sujet", "AAAAA-AAAAA")]
        reponses.append(demander(anonyme, code=faux(nouveau())))
        ferme = nouveau()
        reponses += [demander(anonyme, code=un) for un in [*[faux(ferme)] * 5, ferme]]
        remplace, _ = nouveau(), nouveau()
        reponses.append(demander(anonyme, code=remplace))
        expire = nouveau()
        horloge.shift(timedelta(minutes=10))
        reponses.append(demander(anonyme, code=expire))
    assert not Appareil.objects.exists()
    depense = nouveau()
    enrolee(demander(anonyme, code=depense), equipe)
    reponses.append(demander(anonyme, code=depense))
    assert {(un.status_code, un.content) for un in reponses} == {(403, reponses[0].content)}
    assert "n’est pas le bon, ou n’est plus valable" in reponses[0].json()["erreur"]


def test_a_network_address_tries_twenty_times_in_ten_minutes(
    equipe: Equipe, coordination: Personne, code: str
):
    with time_machine.travel("2026-09-15 18:03:20+02:00", tick=False) as horloge:
        ici, la = Client(REMOTE_ADDR="192.0.2.1"), Client(REMOTE_ADDR="192.0.2.2")
        for _ in range(20):
            refuse(demander(ici, code="AAAAA-AAAAA"), 403)
        _, bon = ouvrir_un_code(equipe, par=coordination.utilisateur)
        reponse = demander(ici, code=bon)
        refuse(reponse, 429)
        assert reponse["Retry-After"] == "400"
        enrolee(demander(la, code=bon), equipe)
        horloge.shift(400)
        assert demander(ici, code="AAAAA-AAAAA").status_code == 403


@time_machine.travel("2026-09-15 18:03:20+02:00", tick=False)
def test_a_proxy_is_not_taken_for_its_visitors(equipe: Equipe, settings, anonyme: Client):
    """Told apart by what the proxy says, when one stands in front; never by what visitors say."""

    def essais(dit_par_la_visite: str) -> set[int]:
        entetes = {"X-Forwarded-For": dit_par_la_visite}
        clients = [Client(headers=entetes) for _ in range(21)]
        return {demander(un, code="AAAAA-AAAAA").status_code for un in clients}

    assert essais("192.0.2.1") == {403, 429}
    assert essais("192.0.2.2") == {429}
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert essais("192.0.2.3") == {403, 429}
    assert essais("192.0.2.4, 192.0.2.3") == {429}
    assert essais("192.0.2.5") == {403, 429}


# --- What cannot be read, and where it is refused -----------------------------------


@pytest.mark.parametrize(
    "corps", [b"", b"{", b"[]", b"null", b"\xff", b"[" * 4000, b'{"code": 3, "nom": "Tablette"}']
)
def test_what_is_not_a_request_gets_400(anonyme: Client, equipe: Equipe, corps: bytes):
    reponse = anonyme.post(ADRESSE, corps, content_type="application/json", secure=True)
    refuse(reponse, 400)


@pytest.mark.parametrize("nom", [None, 3, "", "  ", "T" * 61, "Tab\x00", "Tab\ud800", "\x1b[2J"])
def test_a_name_that_is_not_one_gets_400_and_spends_nothing(
    mediation: Personne, equipe: Equipe, code: str, nom: object
):
    refuse(demander(mediation, nom=nom), 400)
    refuse(demander(mediation, nom=nom, code=code), 400)
    enrolee(demander(mediation, code=code), equipe)


def test_a_name_is_kept_on_one_line(mediation: Personne, equipe: Equipe):
    nom = " Tablette\u00a0n°\u202f2\n(secours) "
    assert enrolee(demander(mediation, nom=nom), equipe).nom == "Tablette n° 2 (secours)"


def test_more_than_4_kibibytes_get_413(mediation: Personne, equipe: Equipe):
    refuse(demander(mediation, note="x" * 4096), 413)


def test_over_plain_http_it_is_refused_with_the_reason(mediation: Personne, code: str):
    for reponse in (
        demander(mediation, secure=False),
        demander(mediation, secure=False, code=code),
    ):
        assert "HTTPS" in refuse(reponse, 403)


@pytest.mark.parametrize("hote", ["localhost:8000", "127.0.0.1:8000", "[::1]:8000"])
def test_on_this_very_machine_plain_http_will_do(mediation: Personne, equipe: Equipe, hote: str):
    mediation.defaults["HTTP_HOST"] = hote
    enrolee(demander(mediation, secure=False), equipe)


def test_neither_code_nor_token_reaches_the_log_nor_the_journal(
    equipe: Equipe, code: str, anonyme: Client, caplog: pytest.LogCaptureFixture
):
    with caplog.at_level("INFO"):
        refuse(demander(anonyme, code=faux(code)), 403)
        jeton = demander(anonyme, code=code).json()["jeton"]
    ecrit = [un.getMessage() for un in caplog.records if not un.name.startswith("django.db")]
    ecrit += [str(un.detail) for un in Journal.objects.all()]
    assert ecrit
    assert not [un for un in ecrit if jeton in un or code in un or code.replace("-", "") in un]
