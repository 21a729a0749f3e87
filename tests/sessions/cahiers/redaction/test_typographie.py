"""The typography of French, put into what people type."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.cahiers.redaction.typographie import typographier

SIGNES = "aé1 09«»\"'!?;:%.…,()-–€h@/\u00a0\u202f\t\n"


@pytest.mark.parametrize(
    ("tape", "attendu"),
    [
        ("Qui ? Elle !", "Qui\u202f? Elle\u202f!"),
        ("Qui? Elle; lui!", "Qui\u202f? Elle\u202f; lui\u202f!"),
        ("Vraiment ?!", "Vraiment\u202f?!"),
        ("Note : un banc", "Note\u00a0: un banc"),
        ("Note: un banc", "Note\u00a0: un banc"),
        ("de 13:30 à 18:00", "de 13:30 à 18:00"),
        ('Elle dit "non".', "Elle dit «\u202fnon\u202f»."),
        ("«non» et « oui »", "«\u202fnon\u202f» et «\u202foui\u202f»"),
        ('("non")', "(«\u202fnon\u202f»)"),
        ('l\'"ami"', "l’«\u202fami\u202f»"),
        ("l'eau d'ici", "l’eau d’ici"),
        ("Et puis... rien", "Et puis… rien"),
        ("50% ou 50 %", "50\u00a0% ou 50\u00a0%"),
        ("12 000 personnes, 1 250 000 pas", "12\u202f000 personnes, 1\u202f250\u202f000 pas"),
        ("en 2025 300 personnes", "en 2025 300 personnes"),
        ("02 99 28 55 55", "02 99 28 55 55"),
        ("de 13 h 30 à 18 h", "de 13\u00a0h\u00a030 à 18\u00a0h"),
        ("(!) et [?]", "(!) et [?]"),
        ("", ""),
    ],
)
def test_what_is_typed_reads_as_it_is_printed(tape: str, attendu: str) -> None:
    assert typographier(tape) == attendu


@pytest.mark.parametrize(
    "adresse",
    [
        "https://exemple.test/?a=1;b=2!c:d",
        "www.exemple.test/l'eau?x=1",
        "exemple.test/page?x=1;y",
        "l'equipe@exemple.test",
        "mailto:equipe@exemple.test?subject=Oui!",
    ],
)
def test_an_address_is_never_touched(adresse: str) -> None:
    assert adresse in typographier(f"Voir {adresse} ; c'est là !").split()
    assert typographier(f"Voir {adresse} !").endswith("\u202f!")


@given(st.text(alphabet=SIGNES, max_size=60) | st.text(max_size=60))
def test_once_is_enough(texte: str) -> None:
    une_fois = typographier(texte)
    assert typographier(une_fois) == une_fois


@given(st.text(alphabet=SIGNES, max_size=60) | st.text(max_size=60))
def test_no_word_is_lost(texte: str) -> None:
    def mots(dit: str) -> str:
        return "".join(signe for signe in dit if signe.isalnum())

    assert mots(typographier(texte)) == mots(texte)


@pytest.mark.parametrize("motif", ["mot; ", "a.", "a-", '"', " ", "«", "» ", "1 000 ", "!", "l'"])
def test_a_line_without_end_is_set_at_once(motif: str) -> None:
    debut = time.process_time()
    typographier(motif * (50_000 // len(motif)))
    assert time.process_time() - debut < 1
