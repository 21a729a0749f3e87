"""A line is added at the end, bound to the one before; nothing changes it, nothing takes it."""

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from threading import Barrier, Event
from time import monotonic
from typing import Any

import pytest
from django.db import connection, transaction

from medlove.journal import consigner
from medlove.journal.gestes import GESTES
from medlove.journal.models import Journal, JournalFerme
from medlove.journal.sceau import ORIGINE, sceller
from medlove.journal.verification import lire, rompue
from medlove.models import Equipe, Utilisateur
from tests.medlove.journal.alterations import ecrire
from tests.personnes import Personne

pytestmark = pytest.mark.deux_bases

ECRIVAINS = 6
CHACUN = 10


def rangs() -> list[int]:
    return list(Journal.objects.dans_l_ordre().values_list("rang", flat=True))


def test_a_line_says_who_when_to_the_second_what_and_how_many(
    coordination: Personne, equipe: Equipe
):
    consigner(
        "export",
        equipe=equipe,
        par=coordination.utilisateur,
        objet="sortie:1",
        filtre="page=2",
        lignes=3,
        forme="csv",
    )
    ligne = Journal.objects.get()
    assert (ligne.rang, ligne.action, ligne.equipe) == (1, "export", equipe)
    assert ligne.acteur == coordination.utilisateur.pk
    assert (ligne.objet, ligne.filtre, ligne.lignes) == ("sortie:1", "page=2", 3)
    assert ligne.detail == {"forme": "csv"}
    assert ligne.quand.microsecond == 0
    assert ligne.geste == "Fichier interne"
    assert str(ligne).startswith("1. ")


def test_a_gesture_out_of_the_catalogue_is_refused(db: None):
    with pytest.raises(ValueError, match="ne connaît pas"):
        consigner("inconnu")
    assert not Journal.objects.exists()


def test_every_gesture_is_said_in_french_once():
    assert len(set(GESTES.values())) == len(GESTES)
    assert all(len(code) <= 60 and dit[0].isupper() for code, dit in GESTES.items())


def test_each_line_is_bound_to_the_one_before(db: None):
    from medlove.journal.cle import cle

    ecrire(4)
    lignes = list(Journal.objects.dans_l_ordre())
    assert lignes[0].sceau == sceller(lignes[0].ecrite, ORIGINE, cle())
    for avant, apres in pairwise(lignes):
        assert apres.sceau == sceller(apres.ecrite, avant.sceau, cle())


def test_it_takes_few_statements(db: None, django_assert_max_num_queries: Any):
    """The end of the chain, the line; on PostgreSQL, the lock. No savepoint."""
    ecrire(1)
    with django_assert_max_num_queries(3 if connection.vendor == "postgresql" else 2):
        consigner("purge")


@pytest.mark.parametrize(
    "geste",
    [
        lambda une: une.save(),
        lambda une: une.save(update_fields=["lignes"]),
        lambda une: une.delete(),
        lambda une: Journal.objects.all().delete(),
        lambda une: Journal.objects.filter(pk=une.pk).delete(),
        lambda une: Journal.objects.update(lignes=1),
        lambda une: Journal.objects.bulk_update([une], ["lignes"]),
        lambda une: Journal.objects.bulk_create([Journal(action="purge")]),
        lambda une: Journal.objects.update_or_create(pk=une.pk, defaults={"lignes": 1}),
        lambda une: Journal._base_manager.all().delete(),
        lambda une: Journal._default_manager.update(lignes=1),
    ],
)
def test_no_model_changes_takes_away_or_slips_in_a_line(geste: Callable[[Any], Any], db: None):
    ecrire(2)
    avant = list(Journal.objects.values())
    with pytest.raises(JournalFerme):
        geste(Journal.objects.first())
    assert list(Journal.objects.values()) == avant


def test_a_line_made_by_hand_is_bound_too(db: None):
    ecrire(1)
    Journal.objects.create(action="purge", rang=77, sceau="0" * 64)
    assert rangs() == [1, 2]
    assert rompue(list(lire())) is None


def test_an_account_that_goes_leaves_its_lines(db: None, mediation: Personne):
    consigner("export", par=mediation.utilisateur)
    pk = mediation.utilisateur.pk
    Utilisateur.objects.filter(pk=pk).delete()
    assert Journal.objects.get().acteur == pk
    assert rompue(list(lire())) is None


def test_a_gesture_that_fails_leaves_no_line(db: None):
    def echouer() -> None:
        with transaction.atomic():
            consigner("purge")
            raise OSError("coupé")

    ecrire(1)
    with pytest.raises(OSError, match="coupé"):
        echouer()
    ecrire(1)
    assert rangs() == [1, 2]
    assert rompue(list(lire())) is None


@pytest.mark.django_db(transaction=True)
class TestAPlusieurs:
    def test_writers_at_once_make_one_chain(self, base_partagee: Callable[[], None]):
        base_partagee()
        depart = Barrier(ECRIVAINS)

        def courir(_: int) -> float:
            base_partagee()
            try:
                depart.wait(timeout=30)
                debut = monotonic()
                ecrire(CHACUN)
                return monotonic() - debut
            finally:
                connection.close()

        with ThreadPoolExecutor(ECRIVAINS) as fils:
            durees = list(fils.map(courir, range(ECRIVAINS), timeout=60))
        assert rangs() == list(range(1, ECRIVAINS * CHACUN + 1))
        assert rompue(list(lire())) is None
        assert max(durees) < 20

    def test_whoever_waits_goes_on_once_the_other_commits(self, base_partagee: Callable[[], None]):
        """And of two, the one that was undone leaves no gap."""
        base_partagee()
        tenu, lache = Event(), Event()

        def tenir() -> None:
            base_partagee()
            try:
                with transaction.atomic():
                    consigner("purge", lignes=1)
                    tenu.set()
                    assert lache.wait(10)
                    transaction.set_rollback(True)
            finally:
                connection.close()

        def attendre() -> None:
            base_partagee()
            try:
                tenu.wait(10)
                consigner("purge", lignes=2)
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as fils:
            un, deux = fils.submit(tenir), fils.submit(attendre)
            tenu.wait(10)
            assert not deux.done()
            lache.set()
            un.result(20)
            deux.result(20)
        assert list(Journal.objects.values_list("rang", "lignes")) == [(1, 2)]
        assert rompue(list(lire())) is None

    def test_whoever_holds_an_equipe_keeps_nobody_from_writing(
        self, base_partagee: Callable[[], None], equipe: Equipe
    ):
        """A change of members holds its équipe, then writes; another may have written of the same
        équipe meanwhile: neither waits for the other in a circle."""
        base_partagee()
        if connection.vendor == "sqlite":
            pytest.skip("one writer at a time: nobody waits in a circle")

        def ailleurs() -> None:
            base_partagee()
            try:
                consigner("export", equipe=equipe)
            finally:
                connection.close()

        with ThreadPoolExecutor(1) as fils, transaction.atomic():
            Equipe.objects.select_for_update().get(pk=equipe.pk)
            fils.submit(ailleurs).result(10)
            consigner("membre.change", equipe=equipe)
        assert rangs() == [1, 2]


AUTRE_PROCESSUS = """
import django, sys
django.setup()
from tests.medlove.journal.alterations import ecrire
ecrire(int(sys.argv[1]))
"""


@pytest.mark.django_db(transaction=True)
def test_processes_at_once_make_one_chain(base_partagee: Callable[[], None], monkeypatch: Any):
    base_partagee()
    dit = connection.settings_dict
    adresse = (
        f"sqlite:///{dit['NAME']}"
        if connection.vendor == "sqlite"
        else "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**dit)
    )
    connection.close()
    monkeypatch.setenv("DATABASE_URL", adresse)
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "medlove.settings")
    ordre = [sys.executable, "-c", AUTRE_PROCESSUS, str(CHACUN)]
    tous = [subprocess.Popen(ordre, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    ecrire(CHACUN)
    assert [un.communicate(timeout=60)[1] for un in tous] == ["", "", ""]
    assert rangs() == list(range(1, 4 * CHACUN + 1))
    assert rompue(list(lire())) is None
