"""Canonical JSON and its fingerprint: the same bytes as the tablet's."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.empreinte import ENTIER_MAXIMUM, NonCanonique, canonique, empreinte
from tests.au_sort import exemples

VECTEURS = json.loads(
    (Path(__file__).parent / "terrain" / "empreintes.json").read_text(encoding="utf-8")
)

LETTRES = "abcxyz"
cles = st.builds(str.__add__, st.sampled_from(LETTRES), st.text(LETTRES + "019_", max_size=4))
textes = st.text(st.characters(exclude_categories=["Cs"]))
entiers = st.integers(-ENTIER_MAXIMUM, ENTIER_MAXIMUM)
valeurs = st.recursive(
    st.none() | st.booleans() | entiers | textes,
    lambda enfants: st.lists(enfants, max_size=4) | st.dictionaries(cles, enfants, max_size=4),
    max_leaves=10,
)
donnees = st.dictionaries(cles, valeurs, max_size=6)


@pytest.mark.parametrize("vecteur", VECTEURS, ids=lambda vecteur: vecteur["quoi"])
def test_the_golden_vectors_hold(vecteur: dict[str, Any]):
    """The same file is replayed by the tablet's code."""
    assert canonique(vecteur["donnees"]).decode() == vecteur["canonique"]
    assert empreinte(vecteur["donnees"]) == vecteur["empreinte"]


@exemples(60)
@given(donnees)
def test_the_canonical_form_reads_back_to_the_same_content(contenu: dict[str, Any]):
    assert json.loads(canonique(contenu)) == contenu


@exemples(60)
@given(donnees)
def test_the_order_in_which_keys_were_typed_does_not_matter(contenu: dict[str, Any]):
    assert canonique(dict(reversed(contenu.items()))) == canonique(contenu)


@exemples(60)
@given(donnees)
def test_it_is_the_sha_256_of_bytes_without_space(contenu: dict[str, Any]):
    octets = canonique(contenu)
    assert empreinte(contenu) == sha256(octets).hexdigest()
    assert (
        octets
        == json.dumps(contenu, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    )


def test_null_is_not_absence():
    assert empreinte({"note": None}) != empreinte({})


def test_the_order_of_a_list_is_kept():
    assert empreinte({"vecu": ["fiere", "epuisee"]}) != empreinte({"vecu": ["epuisee", "fiere"]})


def test_strings_are_not_normalised():
    assert empreinte({"note": "e\u0301"}) != empreinte({"note": "\u00e9"})


@pytest.mark.parametrize(
    "hors_du_contrat",
    [
        {"n": 1.0},
        {"n": float("nan")},
        {"n": 2**53},
        {"n": -(2**53)},
        {"Note": ""},
        {"1n": 0},
        {"n\n": 0},
        {"": 0},
        {"é": 0},
        {1: 0},
        {"note": "\ud83d"},
        {"note": "\ude00\ud83d"},
        {"liste": [{"profond": [0.5]}]},
        {"quand": object()},
        {"liste": (1, 2)},
    ],
)
def test_what_two_languages_would_write_differently_is_refused(hors_du_contrat: Any):
    with pytest.raises(NonCanonique):
        empreinte(hors_du_contrat)


def test_the_message_says_where():
    with pytest.raises(NonCanonique, match="duree"):
        canonique({"besoins": [{"duree": 0.5}]})
