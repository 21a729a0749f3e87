"""The notice of the bike: one A4, accessible, with what the équipe says and the real delays."""

from io import BytesIO
from typing import Any

import page
import pytest
from pypdf import PdfReader

from medlove.delais import Delais
from sessions.conservation.affiche import A_DIRE, imprimer
from tests.personnes import Personne

ADRESSE = "/conservation/affiche/"
DITS = {
    "organisme": "Association Essai",
    "adresse": "12 rue des Essais, 35200 Rennes",
    "contact": "02 00 00 00 00",
    "dpo": "",
    "base": "interet_legitime",
}
AU_PLUS = {"organisme": 100, "adresse": 120, "contact": 80, "dpo": 80}


def lire(pdf: bytes) -> str:
    [feuille] = PdfReader(BytesIO(pdf)).pages
    assert float(feuille.mediabox.width) == pytest.approx(210 * 72 / 25.4, abs=0.1)
    return "".join(feuille.extract_text().split())


def test_it_says_who_what_for_how_long_and_which_rights(db: None):
    lue = lire(imprimer(DITS))
    for dit in (
        *("AssociationEssai", "0200000000", "12ruedesEssais"),
        *("Vouspouvezdirenon", "90jours", "24mois", "CNIL", "intérêtlégitime"),
    ):
        assert dit in lue, dit
    assert "Protectiondesdonnées" not in lue


def test_it_says_the_delays_of_this_server(db: None, settings: Any):
    settings.MEDLOVE_DELAIS = Delais(notes_jours=45)
    assert "45jours" in lire(imprimer(DITS))


def test_the_longest_words_still_make_one_page(db: None):
    longs = {nom: ("mot " * 40)[:combien] for nom, combien in AU_PLUS.items()}
    assert "Protectiondesdonnées" in lire(imprimer({**longs, "base": "mission"}))


def test_nothing_fails_in_pdf_ua(db: None):
    rapport = page.validate_pdf_bytes(imprimer(DITS), profile="ua1")
    assert [(une.rule_id, une.message) for une in rapport.failures] == []


def test_the_coordination_fills_it_in_and_gets_a_file(coordination: Personne):
    lue = coordination.get(ADRESSE).content.decode()
    assert A_DIRE in lue
    assert 'value="Équipe d’ici"' in lue
    reponse = coordination.get(ADRESSE, DITS)
    assert reponse["Content-Type"] == "application/pdf"
    assert reponse.content.startswith(b"%PDF-")


def test_what_is_missing_is_told_and_the_rest_stays(coordination: Personne):
    lue = coordination.get(ADRESSE, {**DITS, "contact": ""}).content.decode()
    assert "Écrire comment vous joindre." in lue
    assert 'value="Association Essai"' in lue


def test_a_tag_is_printed_as_it_is_typed(db: None):
    assert "<b>Essai</b>" in lire(imprimer({**DITS, "organisme": "<b>Essai</b>"}))
