"""Whatever was entered and whatever the day: what was published and what is kept is unchanged,
and no tablet brings a record back."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import time_machine
from django.conf import settings
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from sessions.conservation.services import essayer, purger
from sessions.models import (
    CategorieBesoin,
    EffectifFige,
    Publication,
    Reception,
    Rencontre,
    Suppression,
)
from sessions.periodes import Periode
from sessions.publication.fichiers import fichiers
from sessions.publication.services import publier
from sessions.rencontres.selection import Selection
from sessions.statistiques.mesures import DIMENSIONS, Totaux, compter, totaux
from tests.au_sort import exemples
from tests.fabriques import (
    BesoinFactory,
    EquipeFactory,
    QuartierFactory,
    RencontreFactory,
    SortieFactory,
    ecrire,
)
from tests.sessions.publication.conftest import CLE
from tests.sessions.terrain.envois import Tablette

PREMIER, DERNIER = date(2024, 1, 1), date(2027, 12, 31)
JOURS = st.dates(PREMIER, DERNIER)
PURGES = st.lists(st.dates(date(2025, 2, 1), date(2031, 1, 5)), min_size=1, max_size=4)


def a_midi(jour: date) -> Any:
    instant = datetime(jour.year, jour.month, jour.day, 11, tzinfo=UTC)
    return time_machine.travel(instant, tick=False)


class TestApresUnePurge(TestCase):
    """The numbers first, then the records themselves."""

    @exemples(20)
    @given(st.lists(st.tuples(JOURS, st.integers(1, 25)), min_size=1, max_size=5), PURGES)
    def test_published_figures_and_kept_aggregates_are_unchanged(
        self, sorties: list[tuple[date, int]], purges: list[date]
    ):
        equipe = EquipeFactory()
        aides = CategorieBesoin.objects.get(code="aides_prestations")
        for rang, (jour, nombre) in enumerate(sorties):
            sortie = SortieFactory(
                equipe=equipe, date=jour, quartier=QuartierFactory(numero=rang % 2 + 1)
            )
            siennes = RencontreFactory.build_batch(nombre, sortie=sortie, note="Une note.")
            besoins = [BesoinFactory.build(rencontre=une, categorie=aides) for une in siennes]
            ecrire([*siennes, *besoins])
        with override_settings(MEDLOVE_CLE_PUBLICATION=CLE), a_midi(date(2025, 2, 1)):
            publication = publier(equipe, "2024")
            octets = fichiers(publication)
        figes: dict[UUID, int] = {}
        for jour in sorted(purges):
            gardees = range(settings.MEDLOVE_DELAIS.premiere_annee(jour), DERNIER.year + 1)
            with a_midi(jour), override_settings(MEDLOVE_CLE_PUBLICATION=CLE):
                avant = [_comptes(equipe, annee) for annee in gardees]
                purger()
                assert [_comptes(equipe, annee) for annee in gardees] == avant
                assert essayer().total == 0
                assert publier(equipe, "2024") == publication
                assert fichiers(Publication.objects.get(pk=publication.pk)) == octets
                lus = dict(EffectifFige.objects.values_list("pk", "nombre"))
                assert figes.items() <= lus.items()
                figes = lus
                _rien_d_echu(jour)

    @exemples(20)
    @given(st.lists(JOURS, min_size=1, max_size=4), PURGES)
    def test_no_tablet_resurrects_a_record(self, jours: list[date], purges: list[date]):
        equipe = EquipeFactory()
        with a_midi(PREMIER):
            tablette = Tablette(equipe)
        bruts = []
        for jour in sorted(jours):
            with a_midi(jour):
                sortie = SortieFactory(equipe=equipe, date=jour, quartier=tablette.quartier)
                brut = tablette.rencontre(
                    uuid4(),
                    sortie=str(sortie.pk),
                    halte=None,
                    note="Une note.",
                    saisi_le=f"{jour}T10:00:00+00:00",
                )
                assert tablette.verdicts(brut) == ["cree"]
                bruts.append(brut)
        for jour in sorted([*purges, DERNIER + timedelta(days=1200)]):
            if jour < max(jours):
                continue
            with a_midi(jour):
                purger()
                presentes = set(Rencontre.objects.values_list("pk", flat=True))
                for brut in bruts:
                    attendu = "deja" if UUID(brut["id"]) in presentes else "supprime"
                    assert tablette.verdicts(brut) == [attendu]
                assert set(Rencontre.objects.values_list("pk", flat=True)) == presentes
                _rien_d_echu(jour)
        assert {UUID(brut["id"]) for brut in bruts} <= set(
            Suppression.objects.values_list("pk", flat=True)
        )
        assert not Reception.objects.filter(brut__isnull=False).exists()


def _comptes(equipe: Any, annee: int) -> tuple[Totaux, dict[tuple[str, ...], int]]:
    selection = Selection(equipe, Periode.lire(str(annee)))
    croises = compter(selection, DIMENSIONS["quartier"], DIMENSIONS["domaine"])
    return totaux(selection), croises


def _rien_d_echu(jour: date) -> None:
    """By the letter of the rules, without the code that applies them."""
    vieilles = Rencontre.objects.filter(saisi_le__lte=jour - timedelta(days=90))
    assert not vieilles.exclude(note="", auteur=None).exists()
    assert not Rencontre.objects.filter(jour__year__lt=jour.year - 2).exists()
