"""Third-party files are exactly those of the list, byte for byte."""

import hashlib
import json
from pathlib import Path

RACINE = Path(__file__).resolve().parent.parent
LISTE = json.loads((RACINE / "static/vendor/VENDOR.json").read_text(encoding="utf-8"))
DOSSIERS = ["static/vendor", "tests/js/vendor", "tests/navigateur/vendor"]


def test_every_listed_file_is_there_with_its_digest():
    for chemin, empreinte in LISTE["empreintes"].items():
        assert hashlib.sha256((RACINE / chemin).read_bytes()).hexdigest() == empreinte, chemin


def test_every_vendored_file_is_listed():
    presents = {
        fichier.relative_to(RACINE).as_posix()
        for dossier in DOSSIERS
        for fichier in (RACINE / dossier).rglob("*")
        if fichier.is_file() and fichier.name != "VENDOR.json"
    }
    assert presents == set(LISTE["empreintes"]) - {"static/icones.svg", "static/reperes.svg"}


def test_every_package_has_a_version_a_licence_and_its_text():
    for paquet in LISTE["paquets"]:
        assert paquet["version"]
        assert paquet["licence"]
        assert (RACINE / paquet["dossier"] / "LICENSE").is_file(), paquet["nom"]


def test_no_address_is_written_in_the_list():
    assert "://" not in json.dumps(LISTE)
