"""What a frozen year keeps: counts of eleven and more, none that another gives back."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from medlove.models import Equipe
from sessions.archives.models import AU_MOINS, Archive
from sessions.archives.page import page
from sessions.archives.services import annees_a_figer, figer
from sessions.models import EffectifFige, Rencontre, Sortie
from sessions.periodes import Periode
from sessions.publication.models import PublicationImmuable
from sessions.rencontres.selection import Selection
from sessions.statistiques.mesures import DIMENSIONS, compter
from tests.fabriques import (
    BesoinFactory,
    EquipeFactory,
    QuartierFactory,
    RencontreFactory,
    SortieFactory,
    ecrire,
)

LE = date(2027, 1, 1)


def remplir(equipe: Equipe, par_quartier: dict[int, int], **champs: Any) -> None:
    """So many rencontres of 2024 in each quartier, with one besoin of droits."""
    for numero, nombre in par_quartier.items():
        sortie: Sortie = SortieFactory(
            equipe=equipe, date=date(2024, 5, 6), quartier=QuartierFactory(numero=numero)
        )
        rencontres = RencontreFactory.build_batch(nombre, sortie=sortie, **champs)
        besoin = BesoinFactory.build(code="aides_prestations").categorie
        ecrire(
            [*rencontres, *(BesoinFactory.build(rencontre=r, categorie=besoin) for r in rencontres)]
        )


def lus(archive: Archive, table: str) -> dict[tuple[str, str], int]:
    siens = EffectifFige.objects.filter(archive=archive, table=table)
    return {(ligne, col): n for ligne, col, n in siens.values_list("ligne", "colonne", "nombre")}


def test_what_is_kept_is_what_the_measures_count(equipe: Equipe):
    remplir(equipe, {1: 30, 2: 20, 3: 4, 4: 5})
    archive = figer(equipe, 2024, LE)
    assert lus(archive, "ensemble") == {("", ""): 59}
    assert lus(archive, "quartier") == {("35238-1", ""): 30, ("35238-2", ""): 20}
    assert lus(archive, "domaine") == {("droits", ""): 59}
    assert lus(archive, "quartier_domaine") == {
        ("35238-1", "droits"): 30,
        ("35238-2", "droits"): 20,
    }
    assert lus(archive, "domaine_trimestre") == {("droits", "2024-T2"): 59}


def test_the_one_small_part_of_a_whole_is_not_given_back_by_the_others(equipe: Equipe):
    """30 + 20 + 4: with 54 told, the two others would tell the last."""
    remplir(equipe, {1: 30, 2: 20, 3: 4})
    assert lus(figer(equipe, 2024, LE), "quartier") == {("35238-1", ""): 30}


def familles(equipe: Equipe, *nombres: int) -> dict[tuple[str, str], int]:
    """What is kept, by famille, of so many rencontres of each of two familles of one domaine."""
    sortie: Sortie = SortieFactory(
        equipe=equipe, date=date(2024, 5, 6), quartier=QuartierFactory(numero=1)
    )
    for code, nombre in zip(("aides_prestations", "papiers_etat_civil"), nombres, strict=True):
        categorie = BesoinFactory.build(code=code).categorie
        for rencontre in RencontreFactory.create_batch(nombre, sortie=sortie):
            BesoinFactory(rencontre=rencontre, categorie=categorie)
    return lus(figer(equipe, 2024, LE), "famille")


def test_a_small_famille_is_not_given_back_by_its_domaine(equipe: Equipe):
    """20 + 3: with 23 told of the domaine, the other famille would tell this one."""
    assert familles(equipe, 20, 3) == {}


def test_two_familles_that_are_large_enough_both_stay(equipe: Equipe):
    assert [*familles(equipe, 20, 12).values()] == [20, 12]


def test_a_year_is_counted_once(equipe: Equipe):
    remplir(equipe, {1: 12})
    archive = figer(equipe, 2024, LE)
    remplir(equipe, {1: 12})
    assert figer(equipe, 2024, date(2027, 2, 1)) == archive
    assert lus(archive, "ensemble") == {("", ""): 12}
    assert Archive.objects.get().figee_le == LE


def test_each_equipe_has_its_own_years(equipe: Equipe, autre_equipe: Equipe):
    remplir(equipe, {1: 12})
    remplir(autre_equipe, {1: 11})
    assert {(un.slug, an) for un, an in annees_a_figer(2025)} == {("ici", 2024), ("ailleurs", 2024)}
    assert annees_a_figer(2024) == []
    assert lus(figer(autre_equipe, 2024, LE), "ensemble") == {("", ""): 11}
    assert [(un.slug, an) for un, an in annees_a_figer(2025)] == [("ici", 2024)]


def test_an_archive_is_neither_changed_nor_deleted(equipe: Equipe):
    remplir(equipe, {1: 12})
    archive = figer(equipe, 2024, LE)
    for geste in (
        archive.delete,
        archive.save,
        Archive.objects.all().delete,
        EffectifFige.objects.all().delete,
        lambda: EffectifFige.objects.update(nombre=13),
    ):
        with pytest.raises(PublicationImmuable):
            geste()


def test_the_database_refuses_a_small_count(equipe: Equipe):
    archive = figer(equipe, 2024, LE)
    with pytest.raises(IntegrityError), transaction.atomic():
        EffectifFige.objects.create(archive=archive, table="x", nombre=AU_MOINS - 1)


def test_rencontres_left_out_are_still_there_after(equipe: Equipe):
    remplir(equipe, {1: 13})
    sans = list(Rencontre.objects.values_list("pk", flat=True)[:2])
    archive = figer(equipe, 2024, LE, sans)
    assert lus(archive, "ensemble") == {("", ""): 11}
    assert Rencontre.objects.count() == 13


class TestTousLesNombres(TestCase):
    @given(st.lists(st.integers(0, 30), min_size=1, max_size=5))
    def test_no_count_under_eleven_stays_nor_is_a_difference_of_two_sums(self, nombres: list[int]):
        """Of a whole and its parts: one part hidden is never all that is missing."""
        equipe = EquipeFactory()
        remplir(equipe, dict(enumerate(nombres, start=1)))
        archive = figer(equipe, 2024, LE)
        restes = EffectifFige.objects.filter(archive=archive).values_list("nombre", flat=True)
        assert all(nombre >= 11 for nombre in restes)
        total = lus(archive, "ensemble").get(("", ""))
        montres = lus(archive, "quartier")
        caches = sum(1 for nombre in nombres if nombre) - len(montres)
        assert total is None or caches != 1 or sum(montres.values()) == total
        exacts = compter(
            Selection(equipe, Periode.lire("2024")), DIMENSIONS["quartier"], marges=False
        )
        assert set(montres.values()) <= set(exacts.values())


def test_the_page_has_the_same_number_of_queries_whatever_the_year_holds(equipe: Equipe):
    from django.test.utils import CaptureQueriesContext

    def requetes(annee: int) -> int:
        archive = Archive.objects.select_related("equipe").get(annee=annee)
        with CaptureQueriesContext(
            connection,
        ) as lues:
            page(archive)
        return len(lues)

    remplir(equipe, {1: 12})
    figer(equipe, 2024, LE)
    figer(equipe, 2023, LE)
    assert requetes(2024) == requetes(2023)
