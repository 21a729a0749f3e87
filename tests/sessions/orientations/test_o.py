"""/o/: what the card in the hands of a person opens."""

import logging
from typing import Any

import pytest
from django.test import Client
from django.utils.log import AdminEmailHandler

from medlove.models import Journal
from sessions.models import Orientation, Suite
from sessions.orientations import views_o
from sessions.orientations.jetons import forger
from sessions.orientations.services import conclure
from tests.client import ClientExigeant
from tests.lecture_seule import lecture_seule
from tests.sessions.orientations.conftest import Remise, remettre

ADRESSE = "/o/"


@pytest.fixture
def visiteur() -> ClientExigeant:
    """A browser without cookies, that checks CSRF as a server does."""
    return ClientExigeant(enforce_csrf_checks=True)


def dire(visiteur: Client, jeton: str, statut: str = "accueillie", **autres: str) -> Any:
    return visiteur.post(ADRESSE, {"jeton": jeton, "statut": statut, **autres})


def test_came_is_told_in_one_gesture(visiteur, remise: Remise):
    reponse = dire(visiteur, remise.jeton)
    assert (reponse.status_code, reponse["Location"]) == (302, "/o/merci/")
    assert visiteur.get("/o/merci/").status_code == 200
    suite = Suite.objects.get()
    assert (suite.statut, suite.source) == ("accueillie", "le_partenaire")
    assert Orientation.objects.get().besoin is None


def test_a_refusal_has_its_reason(visiteur, remise: Remise):
    reponse = dire(visiteur, remise.jeton, "refusee")
    page = reponse.content.decode()
    assert reponse.status_code == 200
    assert "Choisir la raison dans la liste" in page
    assert f'value="{remise.jeton}"' in page  # nothing typed is lost
    assert not Suite.objects.exists()
    assert dire(visiteur, remise.jeton, "refusee", motif="complet").status_code == 302
    assert Suite.objects.get().motif == "complet"


def test_a_reason_left_behind_does_not_stop_a_welcome(visiteur, remise: Remise):
    assert dire(visiteur, remise.jeton, motif="complet").status_code == 302
    assert Suite.objects.get().motif == ""


# --- Opening it tells nothing --------------------------------------------------------


@pytest.mark.parametrize("methode", ["get", "head"])
@pytest.mark.parametrize("nom", ["", "jeton", "code", "statut"])
def test_opening_tells_nothing_and_changes_nothing(
    visiteur, remise: Remise, methode: str, nom: str
):
    nue = visiteur.get(ADRESSE).content
    parametres = {nom: remise.jeton, "statut": "accueillie"} if nom else {}
    with lecture_seule():
        reponse = getattr(visiteur, methode)(ADRESSE, parametres)
    assert reponse.status_code == 200
    assert reponse.content == (nue if methode == "get" else b"")
    assert remise.en_base().statut == "remise"


def test_a_token_in_the_address_is_not_read(visiteur, remise: Remise):
    """There, logs would have it."""
    reponse = visiteur.post(f"{ADRESSE}?jeton={remise.jeton}&statut=accueillie", {})
    assert reponse.status_code == 200
    assert remise.en_base().statut == "remise"


def test_it_leaves_no_trace(visiteur, remise: Remise):
    for reponse in (
        visiteur.get(ADRESSE),
        dire(visiteur, forger()),
        dire(visiteur, remise.jeton, "refusee"),
        dire(visiteur, remise.jeton),
    ):
        assert reponse["Referrer-Policy"] == "no-referrer"
        assert "no-store" in reponse["Cache-Control"]
        assert not reponse.cookies


def test_the_page_holds_neither_category_nor_partenaire(visiteur, remise: Remise):
    for reponse in (visiteur.get(ADRESSE), dire(visiteur, remise.jeton, "refusee")):
        page = reponse.content.decode()
        assert "Logement" not in page
        assert "Blosne" not in page


def test_somebody_signed_in_sees_the_same(visiteur, coordination):
    assert visiteur.get(ADRESSE).content == coordination.get(ADRESSE).content


@pytest.mark.parametrize("methode", ["put", "delete", "patch", "options"])
def test_other_methods_are_refused(visiteur, methode: str, db: None):
    assert getattr(visiteur, methode)(ADRESSE).status_code == 405


# --- One same answer ------------------------------------------------------------------


def refusee(visiteur: Client, jeton: str, **dit: str) -> tuple[int, bytes]:
    reponse = dire(visiteur, jeton, **dit)
    return reponse.status_code, reponse.content


def test_unknown_used_expired_and_not_yet_known_get_the_same_answer(
    visiteur, remise: Remise, horloge, tablette, partenaire
):
    invente, pas_encore = forger(), forger()
    reponses = [refusee(visiteur, invente), refusee(visiteur, pas_encore)]
    assert dire(visiteur, remise.jeton).status_code == 302
    reponses.append(refusee(visiteur, remise.jeton))
    perimee = remettre(tablette, partenaire)
    horloge.move_to("2026-11-20 10:00+01:00")
    reponses.append(refusee(visiteur, perimee.jeton))
    reponses += [refusee(visiteur, mot) for mot in ("", "x", "é" * 26, "A" * 5000, "\x00")]
    assert {statut for statut, _ in reponses} == {404}
    assert len({corps for _, corps in reponses}) == 1
    assert Suite.objects.count() == 1


def test_not_come_is_not_told_from_the_card(visiteur, horloge, tablette, partenaire):
    """The person who holds the card has come; and the answer must not tell a rendez-vous."""
    corps = set()
    for modalite in ("carte_remise", "rendez_vous_pris"):
        remise = remettre(tablette, partenaire, modalite=modalite)
        reponse = dire(visiteur, remise.jeton, "non_venue")
        corps.add((reponse.status_code, reponse.content.replace(remise.jeton.encode(), b"")))
    assert len(corps) == 1
    assert not Suite.objects.exists()


def test_of_two_tellings_at_once_one_counts(visiteur, remise: Remise, monkeypatch):
    orientation = remise.en_base()
    monkeypatch.setattr(views_o, "par_jeton", lambda jeton: orientation)
    assert dire(visiteur, remise.jeton).status_code == 302
    assert dire(visiteur, remise.jeton, "refusee", motif="complet").status_code == 404
    assert Suite.objects.count() == 1


def test_too_many_tries_have_to_wait_and_others_do_not(visiteur, remise: Remise):
    for _ in range(30):
        assert dire(visiteur, forger()).status_code == 404
    trop = dire(visiteur, remise.jeton)
    assert trop.status_code == 429
    assert 0 < int(trop["Retry-After"]) <= 600
    assert "attendre dix minutes" in trop.content.decode()
    assert remise.en_base().statut == "remise"
    ailleurs = ClientExigeant(REMOTE_ADDR="192.0.2.7")
    assert dire(ailleurs, remise.jeton).status_code == 302


# --- No token in any log --------------------------------------------------------------


def test_no_token_in_any_log_nor_in_the_journal(visiteur, remise: Remise, caplog):
    caplog.set_level(logging.DEBUG)
    dire(visiteur, forger())
    dire(visiteur, remise.jeton, "refusee")
    dire(visiteur, remise.jeton)
    dire(visiteur, remise.jeton)
    assert remise.jeton not in caplog.text
    assert remise.jeton not in str(list(Journal.objects.values()))


def test_an_error_page_and_its_report_hold_no_token(
    remise: Remise, caplog, mailoutbox, settings, monkeypatch
):
    """Django's report of an error, as it is mailed to who keeps the server."""
    settings.ADMINS = [("Serveur", "serveur@exemple.test")]
    rapporteur, poste = logging.getLogger("django.request"), AdminEmailHandler(include_html=True)
    rapporteur.addHandler(poste)
    try:
        monkeypatch.setattr(views_o, "conclure", lambda *args, **kwargs: 1 / 0)
        visiteur = Client(raise_request_exception=False)
        reponse = dire(visiteur, remise.jeton)
    finally:
        rapporteur.removeHandler(poste)
    assert reponse.status_code == 500
    assert remise.jeton not in reponse.content.decode()
    assert remise.jeton not in caplog.text
    textes = [un.body for un in mailoutbox]
    textes += [str(corps) for un in mailoutbox for corps, _ in un.alternatives]
    assert len(textes) > 1
    assert all("ZeroDivisionError" in texte for texte in textes)
    assert not any(remise.jeton in texte for texte in textes)


def test_conclure_is_what_tells(remise: Remise):
    """The page goes through the service, that cuts."""
    assert views_o.conclure is conclure
