"""The shipped lists are those of the packages that the provenance names, and stay light."""

import gzip
import hashlib
import json
import unicodedata
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

from sessions.notes.lexique import lexique
from sessions.notes.listes import DOSSIER, FICHIERS, ensemble, json_de

KO = 1024
RACINE = Path(__file__).resolve().parents[3]
LISTES = json.loads((DOSSIER / "LISTES.json").read_text(encoding="utf-8"))
MOTS = "bonjour dossiers hebergee expulsion remboursement inquiete anciens rappellera loyer"


def _script(nom: str) -> ModuleType:
    chargeur = SourceFileLoader(nom, str(RACINE / "bin" / nom))
    module = module_from_spec(spec_from_loader(nom, chargeur) or pytest.fail(nom))
    chargeur.exec_module(module)
    return module


def test_the_lists_are_byte_for_byte_those_of_the_provenance():
    for nom, empreinte in LISTES["empreintes"].items():
        assert hashlib.sha256((DOSSIER / nom).read_bytes()).hexdigest() == empreinte, nom
    assert set(LISTES["empreintes"]) == {paquet["fait"] for paquet in LISTES["paquets"]}


def test_what_the_tablet_loads_is_there():
    assert all((DOSSIER.parent / fichier).is_file() for fichier in FICHIERS.values())


def test_each_package_has_a_version_a_digest_a_licence_and_its_text():
    texte = (DOSSIER / "LICENCES.md").read_text(encoding="utf-8")
    for paquet in LISTES["paquets"]:
        assert paquet["version"]
        assert len(paquet["sha256"]) == 64
        for dit in (paquet["nom"], paquet["version"], paquet["licence"]):
            assert dit in texte, dit


def test_no_address_of_a_registry_is_written():
    assert "://" not in (DOSSIER / "LISTES.json").read_text(encoding="utf-8")


def test_the_lists_stay_within_their_sizes():
    poids = {chemin.name: chemin.stat().st_size for chemin in DOSSIER.iterdir()}
    assert poids["prenoms.txt"] <= 35 * KO
    assert 400_000 <= poids["formes.bin"] <= 600_000
    tables = ["pliage.json", "regles.json", "vocabulaire.json"]
    assert sum(len(gzip.compress((DOSSIER / nom).read_bytes())) for nom in tables) <= 32 * KO


def test_first_names_are_read_back_whole():
    femmes, hommes = lexique().femmes, lexique().hommes
    assert (len(femmes), len(hommes)) == (4914, 4160)
    assert {"fatoumata", "gwenaelle", "marie"} <= femmes
    assert {"mamadou", "yann", "camille"} <= hommes
    assert ("camille" in femmes, "jean" in femmes) == (True, False)
    assert all(nom.isascii() and nom.islower() and len(nom) >= 3 for nom in femmes | hommes)


def test_common_words_are_known_whatever_their_form_and_names_are_not():
    assert [mot for mot in MOTS.split() if not lexique().courant(mot)] == []
    inventes = [f"{debut}{fin}zqx" for debut in "abcdefghij" for fin in "klmnopqrst" * 20]
    assert sum(lexique().courant(mot) for mot in inventes) <= len(inventes) * 0.02


def test_a_slip_is_read_through_where_french_doubles_its_letters():
    for mot in ("dificulte", "dossiers", "renouvelement", "apartement", "rembousrement"):
        assert lexique().courant(mot) or lexique().faute(mot), mot
    assert not any(map(lexique().faute, ("beridze", "krasniqi", "soifoine", "traore", "apell")))


def test_a_first_name_that_is_a_word_is_said_to_be_one():
    """Else « la pierre » would be somebody."""
    noms = {mot for mot in ensemble(json_de("vocabulaire")["ambigus"]) if not lexique().prenom(mot)}
    assert not noms


@pytest.mark.skipif(
    unicodedata.unidata_version != json_de("pliage")["unicode"],
    reason="the table was drawn from another version of Unicode",
)
def test_the_table_of_characters_is_what_its_script_draws():
    table = json_de("pliage")
    script = _script("dresser_pliage")
    vers = {signe: lu for lu, signes in table["vers"].items() for signe in signes}
    for signe in "éÉıßŒﬁ０٣\u200b\u0301\u00ad’–€ \u202fçΩ漢ა":
        lu = script.lecture(signe)
        if lu:
            assert vers.get(signe, signe) == lu
        else:
            assert signe not in vers
