"""A row said in JSON and read back is the same row, on either database."""

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from medlove.models import Journal
from sessions.sauvegarde import tables
from territoires.models import Lieu
from tests.fabriques import LieuFactory

pytestmark = pytest.mark.deux_bases

# What both databases store: no NUL, no lone surrogate.
TEXTE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
NOMBRE = st.integers(-(2**53), 2**53) | st.floats(-1e9, 1e9).map(lambda n: round(n, 6) + 0.0)
JSON = st.recursive(
    st.none() | st.booleans() | NOMBRE | TEXTE,
    lambda dessous: st.lists(dessous, max_size=4) | st.dictionaries(TEXTE, dessous, max_size=4),
    max_leaves=12,
)
INSTANT = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1))  # noqa: DTZ001


def refaire(modele: tables.Modele) -> None:
    """Say all its rows, empty the table, read them back."""
    avant = [tables.ecrite(rang) for rang in tables.rangs(modele, "default")]
    with connection.cursor() as curseur:
        curseur.execute(f"DELETE FROM {modele._meta.db_table}")
    lus = [tables.lire(ligne) for ligne in avant]
    tables.inserer(modele, tables.colonnes(modele), lus, connection)
    assert [tables.ecrite(rang) for rang in tables.rangs(modele, "default")] == avant


class TestAllerRetour(TestCase):
    @given(st.dictionaries(TEXTE, JSON, max_size=4), TEXTE, INSTANT)
    def test_any_text_any_json_any_instant(self, detail: Any, filtre: str, quand: datetime):
        quand = timezone.make_aware(quand)
        ligne = Journal.objects.create(action="purge", detail=detail, filtre=filtre, quand=quand)
        refaire(Journal)
        lue = Journal.objects.get(pk=ligne.pk)
        assert (lue.detail, lue.filtre, lue.quand) == (detail, filtre, quand)

    @given(st.decimals(-89, 89, places=6), st.decimals(-179, 179, places=6))
    def test_any_coordinate(self, latitude: Decimal, longitude: Decimal):
        lieu = LieuFactory(latitude=latitude, longitude=longitude)
        refaire(Lieu)
        lu = Lieu.objects.get(pk=lieu.pk)
        assert (lu.latitude, lu.longitude) == (latitude, longitude)

    @given(st.data())
    def test_any_value_in_any_column_enters_or_is_refused(self, tirage: Any):
        """What a backup that was damaged may say where it still can be read."""
        colonnes = tables.colonnes(Lieu)
        LieuFactory()
        (rang,) = [tables.lire(tables.ecrite(un)) for un in tables.rangs(Lieu, "default")]
        rang[tirage.draw(st.integers(0, len(colonnes) - 1))] = tirage.draw(JSON | st.just(2**80))
        Lieu.objects.all().delete()
        try:
            with transaction.atomic():
                tables.inserer(Lieu, colonnes, [rang], connection)
                connection.check_constraints()
        except tables.REFUS:
            assert not Lieu.objects.exists()


def test_a_value_that_is_not_of_its_column_is_refused_without_being_repeated(db: None):
    rang = ["aide"] * len(tables.colonnes(Lieu))
    with pytest.raises(ValueError, match="ne prend pas une de ses valeurs") as refus:
        tables.inserer(Lieu, tables.colonnes(Lieu), [rang], connection)
    assert "aide" not in str(refus.value)


def test_a_table_that_no_model_owns_would_be_forgotten(db: None):
    """A new one must be said here, or be a model."""
    sans_modele = {"django_migrations"}
    connues = {un._meta.db_table for un in tables.toutes(apps)}
    assert set(connection.introspection.table_names()) - connues == sans_modele


def test_no_table_that_is_kept_needs_one_that_is_left_out():
    """Such a backup could not be restored."""
    for modele in tables.gardees(apps):
        for champ in modele._meta.concrete_fields:
            vise = champ.related_model
            assert vise is None or vise._meta.label_lower not in tables.PASSAGERES, champ


def test_what_it_cannot_say_is_an_error_and_not_a_guess():
    with pytest.raises(TypeError, match="object"):
        tables._dire(object())
