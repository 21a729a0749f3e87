"""Bytes from a path or an address: only http and https, with limits."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from territoires.importation import telechargement
from territoires.importation.refus import FichierRefuse
from territoires.importation.telechargement import lire_source


class Portail(BaseHTTPRequestHandler):
    """An open data portal with its good and bad days."""

    muet: ClassVar[threading.Event]

    def do_GET(self) -> None:
        if self.path == "/couche":
            self._repondre(200, b"[]")
        elif self.path == "/ailleurs":
            self._repondre(302, b"", Location="/couche")
        elif self.path == "/piege":
            self._repondre(302, b"", Location="file:///etc/hostname")
        elif self.path == "/muet":
            self.muet.wait(30)
        else:
            self._repondre(404, b"")

    def _repondre(self, statut: int, corps: bytes, **entetes: str) -> None:
        self.send_response(statut)
        for nom, valeur in {"Content-Length": str(len(corps)), **entetes}.items():
            self.send_header(nom, valeur)
        self.end_headers()
        self.wfile.write(corps)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def portail() -> Iterator[str]:
    Portail.muet = threading.Event()
    serveur = ThreadingHTTPServer(("127.0.0.1", 0), Portail)
    fil = threading.Thread(target=serveur.serve_forever, args=(0.05,), daemon=True)
    fil.start()
    yield f"http://127.0.0.1:{serveur.server_port}"
    Portail.muet.set()
    serveur.shutdown()
    fil.join(20)
    serveur.server_close()


@pytest.mark.parametrize("page", ["/couche", "/ailleurs"])
def test_an_address_is_read_through_redirections(portail: str, page: str):
    assert lire_source(portail + page) == b"[]"


@pytest.mark.parametrize(
    ("page", "motif"), [("/perdue", "le serveur répond 404"), ("/piege", "le serveur répond 302")]
)
def test_a_bad_answer_is_told(portail: str, page: str, motif: str):
    with pytest.raises(FichierRefuse, match=motif):
        lire_source(portail + page)


def test_a_mute_server_is_not_waited_for(portail: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(telechargement, "DELAI_S", 0.1)

    with pytest.raises(FichierRefuse, match="pas de réponse"):
        lire_source(f"{portail}/muet")


@pytest.mark.parametrize("adresse", ["http://127.0.0.1:1/", "https://[", "http://a b/"])
def test_a_server_out_of_reach_is_told(adresse: str):
    with pytest.raises(FichierRefuse, match="injoignable"):
        lire_source(adresse)


@pytest.mark.parametrize("adresse", ["ftp://exemple.test/a", "file:///etc/hostname", "data://,a"])
def test_only_http_and_https_are_read(adresse: str):
    with pytest.raises(FichierRefuse, match="Seules les adresses http et https"):
        lire_source(adresse)


def test_a_file_is_read(tmp_path: Path):
    (tmp_path / "couche.json").write_bytes(b"[]")

    assert lire_source(str(tmp_path / "couche.json")) == b"[]"


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path):
    with pytest.raises(FichierRefuse, match="introuvable"):
        lire_source(str(tmp_path / "rien.json"))
    with pytest.raises(FichierRefuse, match="ne peut pas être lu"):
        lire_source(str(tmp_path))


def test_too_big_is_refused_from_a_file_and_from_an_address(
    portail: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(telechargement, "TAILLE_MAXIMALE", 1)
    (tmp_path / "couche.json").write_bytes(b"[]")

    for source in (str(tmp_path / "couche.json"), f"{portail}/couche"):
        with pytest.raises(FichierRefuse, match="Le fichier dépasse"):
            lire_source(source)
