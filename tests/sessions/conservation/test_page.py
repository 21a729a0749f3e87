"""« Conservation »: what leaves when, for the coordination and for who keeps the server."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from medlove.models import Equipe
from sessions.conservation.services import purger
from tests.fabriques import PublicationFactory, RencontreFactory, SortieFactory
from tests.personnes import Personne

ADRESSE = "/conservation/"


@pytest.fixture(autouse=True)
def _le_10_decembre():
    with time_machine.travel("2026-12-10 12:00+01:00", tick=False):
        yield


@pytest.fixture
def notes(equipe: Equipe, autre_equipe: Equipe) -> None:
    for jour, combien in ((date(2026, 9, 10), 2), (date(2026, 9, 20), 3)):
        for une in (equipe, autre_equipe):
            sortie = SortieFactory(equipe=une, date=jour)
            RencontreFactory.create_batch(combien, sortie=sortie, note="Une note.")


def cellules(lue: str, libelle: str) -> list[str]:
    """Those of a row of the table, after its head."""
    debut = lue.index(f'<th scope="row">{libelle}</th>')
    rang = lue[debut : lue.index("</tr>", debut)]
    return [une.partition(">")[2].partition("<")[0] for une in rang.split("<td")[1:]]


@pytest.mark.usefixtures("notes")
def test_the_coordination_reads_what_its_own_equipe_loses(coordination: Personne):
    lue = coordination.get(ADRESSE).content.decode()
    assert cellules(lue, "Notes") == ["90 jours après la saisie", "2", "3"]


@pytest.mark.usefixtures("notes")
def test_the_administrator_reads_the_counts_of_the_last_purge(administration: Personne):
    purger()
    lue = administration.get(ADRESSE).content.decode()
    assert "10 décembre 2026" in lue
    assert cellules(lue, "Notes") == ["90 jours après la saisie", "4"]


def test_it_says_that_no_purge_ever_ran_or_that_it_stopped(coordination: Personne):
    assert "Aucune purge n’a encore été faite" in coordination.get(ADRESSE).content.decode()
    purger()
    assert "n’est pas passée" not in coordination.get(ADRESSE).content.decode()
    with time_machine.travel("2026-12-13 12:00+01:00", tick=False):
        coordination = Personne(coordination.utilisateur)
        assert "n’est pas passée depuis deux jours" in coordination.get(ADRESSE).content.decode()


@pytest.mark.usefixtures("notes")
def test_a_year_that_was_not_published_is_told_before_it_leaves(
    coordination: Personne, equipe: Equipe
):
    lue = coordination.get(ADRESSE).content.decode()
    assert "1er janvier 2029" in lue
    assert "L’année 2026 n’est pas publiée" in lue
    PublicationFactory(equipe=equipe, periode="2026")
    assert "n’est pas publiée" not in coordination.get(ADRESSE).content.decode()


def test_a_shorter_delay_is_the_one_that_is_told(coordination: Personne, settings: Any):
    from medlove.delais import Delais

    settings.MEDLOVE_DELAIS = Delais(notes_jours=45)
    lue = coordination.get(ADRESSE).content.decode()
    assert cellules(lue, "Notes")[0] == "45 jours après la saisie"


@pytest.mark.usefixtures("notes")
def test_the_number_of_queries_does_not_grow(coordination: Personne, equipe: Equipe):
    def requetes() -> int:
        with CaptureQueriesContext(connection) as lues:
            coordination.get(ADRESSE)
        return len(lues)

    peu = requetes()
    RencontreFactory.create_batch(10, sortie=SortieFactory(equipe=equipe), note="Une note.")
    assert requetes() == peu
