"""What lots are measured against does the same work: it inserts the very same rows."""

from typing import Any

import pytest
from django.db.models import Model

from bench import vue_nue
from bench.corpus import Corpus
from sessions.models import (
    Besoin,
    Exigence,
    Orientation,
    QuestionPosee,
    Reception,
    Rencontre,
    Vecu,
)

TABLES: list[type[Model]] = [
    Rencontre,
    Besoin,
    Exigence,
    Vecu,
    QuestionPosee,
    Orientation,
    Reception,
]
# Each came at its own moment.
DE_LA_BASE = {"recue_le"}

pytestmark = [pytest.mark.django_db, pytest.mark.urls("bench.urls")]


def lignes() -> dict[str, list[dict[str, Any]]]:
    """Every row of these tables, without what differs from one time to the next."""
    return {
        modele.__name__: sorted(
            (
                {nom: valeur for nom, valeur in ligne.items() if nom not in DE_LA_BASE}
                for ligne in modele._default_manager.values(*_colonnes(modele))
            ),
            key=str,
        )
        for modele in TABLES
    }


def _colonnes(modele: type[Model]) -> list[str]:
    return [
        champ.attname
        for champ in modele._meta.concrete_fields
        if not champ.get_internal_type().endswith("AutoField")
    ]


def effacer() -> None:
    for modele in reversed(TABLES):
        modele._default_manager.all().delete()


def test_it_inserts_the_rows_that_the_lot_inserts():
    vue_nue.ici.cache_clear()
    corpus = Corpus()
    corps = corpus.lot(30)
    ecrites = []
    for chemin in ("/api/v1/lots/", "/nue/lots/"):
        reponse = corpus.tablette.client.post(chemin, corps, content_type="application/json")
        assert reponse.status_code == 200
        ecrites.append(lignes())
        effacer()
    assert all(ecrites[0].values())
    assert ecrites[0] == ecrites[1]
