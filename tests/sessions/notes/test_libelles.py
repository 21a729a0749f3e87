"""Each rule of the detector is told in words, the same on the tablet and at the desk."""

from sessions.notes.libelles import SANS_LIBELLE, libelle
from sessions.notes.listes import json_de

# What the detector proposes for somebody, which is no rule.
PERSONNES = {"femme", "homme", "personne"}


def test_every_rule_has_its_words():
    regles = json_de("regles")
    nommees = {motif["regle"] for motif in regles["motifs"]} | set(regles["propositions"])
    assert nommees - PERSONNES == set(json_de("libelles"))


def test_a_rule_of_a_later_version_is_told_too():
    assert libelle("inconnue") == SANS_LIBELLE
