"""A field without a rule, a rule without a field: neither goes unseen."""

from typing import Any

import pytest
from django.apps import apps
from django.db import models

from sessions.conservation.etapes import ETAPES
from sessions.conservation.registre import TABLES, Nature, regles
from sessions.conservation.registre.document import dans
from sessions.conservation.registre.regle import par, table
from sessions.sauvegarde import tables

DITES = {une.modele: une for une in TABLES}


def test_every_field_of_every_table_has_a_rule_and_every_rule_a_field():
    voulus = {
        (modele._meta.label_lower, champ.name)
        for modele in tables.toutes(apps)
        for champ in modele._meta.concrete_fields
    }
    dits = {(modele, nom) for modele, nom, _ in regles(TABLES)}
    assert sorted(voulus - dits) == [], "Dire leur règle dans sessions/conservation/registre/."
    assert sorted(dits - voulus) == [], "Ces champs n’existent plus."
    assert len(DITES) == len(TABLES)


def test_every_retention_is_a_step_or_says_what_it_lives_with():
    codes = {une.code for une in ETAPES}
    for modele, nom, regle in regles(TABLES):
        duree = regle.duree
        assert bool(duree.etape) != bool(duree.tant_que), (modele, nom)
        assert not duree.etape or duree.etape in codes, (modele, nom)


def test_a_text_that_people_type_is_never_said_to_be_coarse():
    """What has no list to choose from may say anything."""
    for modele, nom, regle in regles(TABLES):
        champ = apps.get_model(modele)._meta.get_field(nom)
        if type(champ) is models.TextField and regle.nature is Nature.GROSSIER:
            assert (modele, nom) in RAPPORTS


# Written by the product, without what people type.
RAPPORTS = {("medlove_sessions.purge", "texte"), ("medlove.journal", "filtre")}


def test_a_link_to_an_account_always_identifies_unless_the_row_is_of_that_account():
    membres = {("medlove.utilisateur_groups", "utilisateur")}
    membres |= {("medlove.utilisateur_user_permissions", "utilisateur")}
    for modele, nom, regle in regles(TABLES):
        champ = apps.get_model(modele)._meta.get_field(nom)
        vers = getattr(champ.related_model, "_meta", None)
        if vers and vers.label_lower == "medlove.utilisateur" and (modele, nom) not in membres:
            assert regle.nature is Nature.IDENTIFIANT, (modele, nom)


@pytest.mark.parametrize(
    "dit",
    [{"libre": "note", "grossier": "note"}, {"libre": "note", "sauf": {"autre": par("notes")}}],
)
def test_a_rule_told_twice_or_for_nothing_is_refused(dit: dict):
    with pytest.raises(ValueError, match=r"deux natures|pas de nature"):
        table("medlove.essai", "Un essai", par("notes"), **dit)


def test_the_document_says_what_the_registry_says(settings: Any):
    document = (settings.BASE_DIR / "docs" / "conservation.md").read_text(encoding="utf-8")
    assert dans(document) == document, "Lancer « manage.py registre »."
