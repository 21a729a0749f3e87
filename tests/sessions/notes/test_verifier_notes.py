"""`verifier_notes`: one JSON line in, one JSON line out, whatever the lines are."""

import io
import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.fabriques import LieuFactory, PartenaireFactory

pytestmark = pytest.mark.django_db


Reponses = tuple[list[dict[str, Any]], str, str]


class Lecture:
    """Standard input, as bytes."""

    def __init__(self, octets: bytes) -> None:
        self.buffer = io.BytesIO(octets)


@pytest.fixture
def passer(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Gives lines to the command; its answers, what it says of lines refused, and its outcome."""

    def appel(*lignes: bytes | str, equipe: str | None = None) -> Reponses:
        octets = b"\n".join(un.encode() if isinstance(un, str) else un for un in lignes)
        monkeypatch.setattr("sys.stdin", Lecture(octets))
        sortie, erreurs, dit = io.StringIO(), io.StringIO(), ""
        try:
            call_command("verifier_notes", stdout=sortie, stderr=erreurs, equipe=equipe)
        except CommandError as erreur:
            dit = str(erreur)
        return [json.loads(un) for un in sortie.getvalue().splitlines()], erreurs.getvalue(), dit

    return appel


def test_each_note_gets_its_verdict_and_its_positions(passer: Any):
    reponses, erreurs, dit = passer(
        '{"id": "a", "texte": "rappeler au 06 12 34 56 78"}',
        '{"id": 2, "texte": "vu Besnik hier"}',
        '{"id": null, "texte": "attend la CAF"}',
    )
    assert reponses == [
        {
            "id": "a",
            "verdict": "bloque",
            "reperes": [{"debut": 12, "fin": 26, "regle": "telephone"}],
        },
        {
            "id": 2,
            "verdict": "alerte",
            "reperes": [{"debut": 3, "fin": 9, "regle": "nom_possible"}],
        },
        {"id": None, "verdict": "ok", "reperes": []},
    ]
    assert (erreurs, dit) == ("", "")


def test_positions_are_code_points_of_the_text_as_given(passer: Any):
    ((reponse,), *_) = passer(json.dumps({"id": 1, "texte": "😀é 06\u200b12\u200b345678 😀"}))
    assert reponse["reperes"] == [{"debut": 3, "fin": 15, "regle": "telephone"}]


def test_an_unreadable_line_is_said_with_its_number_and_loses_no_other(passer: Any):
    reponses, erreurs, dit = passer(
        '{"id": 1, "texte": "ok"}',
        "{pas du json",
        "",
        '["une", "liste"]',
        '{"id": 4}',
        '{"texte": "sans id"}',
        '{"id": 5, "texte": 12}',
        b'{"id": 6, "texte": "\xff"}',
        "[" * 100_000,
        '{"id": 7, "texte": "ok"}',
    )
    assert [reponse["id"] for reponse in reponses] == [1, 7]
    lignes = [ligne for ligne in erreurs.splitlines() if ligne]
    assert [ligne.split("\u202f")[0] for ligne in lignes] == [
        f"Ligne {numero}" for numero in (2, 4, 5, 6, 7, 8, 9)
    ]
    assert "ce n’est pas du JSON valable (caractère 2)" in lignes[0]
    assert "UTF-8" in lignes[5]
    assert dit == "7 lignes n’ont pas pu être lues."


def test_nul_and_halves_of_pairs_come_through(passer: Any):
    ((une, autre, brute), erreurs, _) = passer(
        r'{"id": "\u0000\ud800", "texte": "\u0000 \ud800 06 12 34 56 78 \udc00"}',
        '{"id": "nul", "texte": "\x00 06 12 34 56 78"}',
        b'{"id": "brut", "texte": "\xed\xa0\x80 06 12 34 56 78"}',
    )
    assert une["id"] == "\x00\ud800"
    assert une["reperes"] == [{"debut": 4, "fin": 18, "regle": "telephone"}]
    assert [un["reperes"][0]["debut"] for un in (autre, brute)] == [2, 2]
    assert erreurs == ""


def test_it_answers_as_it_reads(monkeypatch: pytest.MonkeyPatch):
    """A reader at the other end of the pipe gets each answer before the next line is sent."""
    sortie = io.StringIO()
    vus: list[str] = []

    class Tuyau:
        def __iter__(self) -> Any:
            for numero in range(3):
                vus.append(sortie.getvalue())
                yield b'{"id": %d, "texte": "ok"}\n' % numero

    class Entree:
        buffer = Tuyau()

    monkeypatch.setattr("sys.stdin", Entree())
    call_command("verifier_notes", stdout=sortie)
    assert [vu.count("\n") for vu in vus] == [0, 1, 2]


def test_a_file_of_another_system_is_read(passer: Any):
    reponses, erreurs, _ = passer(
        b'\xef\xbb\xbf{"id": 1, "texte": "a\xe2\x80\xa8b"}\r', b'{"id": 2, "texte": "c"}\r'
    )
    assert ([reponse["id"] for reponse in reponses], erreurs) == ([1, 2], "")


def test_the_names_of_the_directory_are_known(passer: Any):
    lieu = LieuFactory(nom="Square Tchaktchak")
    PartenaireFactory(nom="Zarqa Accueil")
    demande = [json.dumps({"id": 1, "texte": "square Tchaktchak, puis Zarqa"})]
    verdicts = [
        passer(*demande, equipe=slug)[0][0]["verdict"]
        for slug in (None, lieu.equipe.slug, PartenaireFactory().equipe.slug)
    ]
    assert verdicts == ["ok", "alerte", "alerte"]


def test_an_unknown_equipe_is_refused(passer: Any):
    reponses, _, dit = passer('{"id": 1, "texte": "ok"}', equipe="personne")
    assert reponses == []
    assert dit.startswith("Aucune équipe ne s’appelle «\u202fpersonne\u202f».")
