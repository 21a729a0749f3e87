"""Upload limits: what is too long is refused on its announced length, before it is read."""

from io import BytesIO
from typing import Any

import pytest
from django.conf import settings as reglages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import FakePayload
from django.urls import reverse

from medlove.porte import TROP_GROS
from sessions.images import POIDS_MAXI
from sessions.outils.forms import IMPRESSION_AU_PLUS
from territoires.annuaire.lecture import TAILLE_AU_PLUS
from tests.personnes import Personne
from tests.securite.test_classeurs import IMPORTER
from tests.sessions.terrain.envois import LOTS, Tablette


class JamaisLu(FakePayload):
    """A body that nobody may read."""

    def read(self, *quoi: Any, **reste: Any) -> bytes:
        pytest.fail("the body was read")


def envoyer(client: Client, ou: str, octets: int) -> Any:
    return client.generic(
        "POST",
        ou,
        b"",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(octets),
        **{"wsgi.input": JamaisLu()},
    )


@pytest.mark.parametrize("ou", ["/compte/connexion/", "/", "/partenaires/importer/", "/o/"])
def test_a_body_no_page_expects_is_refused_unread_even_to_a_visitor(ou: str, db: None):
    """Django would write a file sent to the sign-in page on the disk, whoever sends it."""
    reponse = envoyer(Client(), ou, reglages.MEDLOVE_ENVOI_OCTETS + 1)
    assert reponse.status_code == 413
    assert reponse.content.decode() == TROP_GROS


def test_what_pages_take_is_let_in():
    """The largest of what a form takes, and the words that go with it."""
    assert max(POIDS_MAXI, IMPRESSION_AU_PLUS, TAILLE_AU_PLUS) + IMPRESSION_AU_PLUS < (
        reglages.MEDLOVE_ENVOI_OCTETS
    )


def test_a_form_of_endless_text_is_refused(mediation: Personne):
    trop = "x" * (reglages.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
    assert Client().post("/compte/connexion/", {"login": trop}).status_code == 400


def test_a_form_of_a_thousand_fields_is_refused(coordination: Personne):
    champs = {f"c{rang}": "" for rang in range(reglages.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)}
    assert Client().post("/compte/connexion/", champs).status_code == 400
    assert Client().get("/compte/connexion/", champs).status_code in {200, 400}


def test_a_form_of_a_hundred_files_is_refused(coordination: Personne):
    fichiers = {
        f"f{rang}": SimpleUploadedFile("x.csv", b"x")
        for rang in range(reglages.DATA_UPLOAD_MAX_NUMBER_FILES + 1)
    }
    assert coordination.post(IMPORTER, fichiers).status_code == 400


@pytest.mark.parametrize(
    ("adresse", "formulaire"),
    [
        (IMPORTER, "sessions.annuaire.forms_import.FichierForm"),
        ("/transferts/importer/", "sessions.transferts.forms.FichierForm"),
    ],
)
def test_a_spreadsheet_over_its_limit_is_told(
    adresse: str, formulaire: str, coordination: Personne, monkeypatch: Any
):
    monkeypatch.setattr(f"{formulaire}.taille_au_plus", 10)
    envoye = BytesIO(b"nom,commune\nx,y\n")
    envoye.name = "lieux.csv"
    page = coordination.post(adresse, {"fichier": envoye}).content.decode()
    assert "dépasse 10 Mio" in page


@pytest.mark.parametrize("longueur", ["-1", "abc", "1e9", "99999999999999999999", " 5 "])
def test_a_length_that_is_no_length_breaks_nothing(longueur: str, db: None):
    client = Client(raise_request_exception=False)
    reponse = client.generic("POST", "/compte/connexion/", b"", CONTENT_LENGTH=longueur)
    assert reponse.status_code in {200, 400, 403, 413}


@pytest.mark.parametrize(
    "corps",
    [
        b"[" * 200_000,
        b'{"a":' * 200_000,
        b'{"lot":"x","elements":[' + b'{"a":' * 5_000 + b"1" + b"}" * 5_000 + b"]}",
        b'{"lot":"x","elements":[' + b"9" * 5_000 + b"]}",
        b'{"lot":"x","elements":["' + b"\\ud800" * 1_000 + b'"]}',
    ],
    ids=["deep lists", "deep objects", "a deep element", "an endless number", "half characters"],
)
@pytest.mark.parametrize("adresse", ["api:lots", "api:rapprochement", "api:appareils"])
def test_json_too_deep_or_too_long_gets_a_refusal_never_a_failure(
    adresse: str, corps: bytes, equipe: Any
):
    client = Tablette(equipe).client
    client.defaults["SERVER_NAME"] = "localhost"
    reponse = client.post(reverse(adresse), corps, content_type="application/json")
    assert reponse.status_code in {200, 400, 403, 413}
    assert reponse["Content-Type"] == "application/json"


@pytest.mark.parametrize("adresse", [LOTS, "/api/v1/rapprochement/"])
def test_the_api_reads_no_more_than_a_mebibyte(adresse: str, equipe: Any):
    reponse = envoyer(Tablette(equipe).client, adresse, 1024 * 1024 + 1)
    assert reponse.status_code == 413
    assert "erreur" in reponse.json()
