"""A backup of before a purge, restored after it: what had left leaves again."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from medlove.models import Connexion, Journal
from sessions.conservation.services import purger
from sessions.models import (
    Archive,
    Bilan,
    EffectifFige,
    Purge,
    Reception,
    Rencontre,
)
from sessions.rencontres.services import supprimer
from sessions.sauvegarde import tables
from tests.fabriques import BesoinFactory, RencontreFactory
from tests.sessions.conservation.conftest import NOTE, TEXTE, base, envoyer_de_nouveau
from tests.sessions.sauvegarde.conftest import (  # noqa: F401
    migrees_une_fois,
    restaurer,
    sauvegarder,
    tables_vides,
)

pytestmark = pytest.mark.django_db(transaction=True)
FIN_2028, DEBUT_2029 = "2028-12-30 12:00+01:00", "2029-01-01 12:00+01:00"


@pytest.fixture
def annee(carnet: Any, base_partagee: Callable[[], None]) -> Any:
    """Fourteen rencontres of 2026 in all."""
    for _ in range(12):
        BesoinFactory(rencontre=RencontreFactory(sortie=carnet.sortie, note=NOTE))
    base_partagee()
    return carnet


def effectifs() -> list[tuple[Any, ...]]:
    noms = ("archive__annee", "table", "ligne", "colonne", "nombre")
    return list(EffectifFige.objects.values_list(*noms).order_by(*noms))


def test_a_purge_is_done_again_on_what_comes_back(annee: Any, horloge: Any, tmp_path: Path):
    """The year has the same archive as the one that was lost, and no rencontre."""
    bruts = [un.brut for un in Reception.objects.filter(verdict="cree", type="rencontre")]
    horloge.move_to("2026-12-01 12:00+01:00")
    sauvegarder(tmp_path / "une")
    horloge.move_to(DEBUT_2029)
    purger()
    figes = effectifs()
    assert ("ensemble", 14) in {(une[1], une[4]) for une in figes}
    restaurer(tmp_path / "une", "--ecraser")
    assert not Rencontre.objects.exists()
    contenu = str(base())
    assert NOTE not in contenu
    assert TEXTE not in contenu
    assert effectifs() == figes
    assert Bilan.objects.get().rencontres is None
    assert [envoyer_de_nouveau(annee, brut) for brut in bruts] == [["supprime"]]


def test_what_people_deleted_before_the_year_left_is_not_counted(
    annee: Any, horloge: Any, tmp_path: Path
):
    horloge.move_to(FIN_2028)
    sauvegarder(tmp_path / "une")
    supprimer(Rencontre.objects.order_by("pk").last(), par=annee.auteur)
    horloge.move_to(DEBUT_2029)
    purger()
    figes = effectifs()
    assert ("ensemble", 13) in {(une[1], une[4]) for une in figes}
    restaurer(tmp_path / "une", "--ecraser")
    assert effectifs() == figes


def test_a_backup_too_old_is_purged_even_if_no_purge_ever_ran(
    annee: Any, horloge: Any, tmp_path: Path
):
    horloge.move_to(FIN_2028)
    sauvegarder(tmp_path / "une")
    horloge.move_to(DEBUT_2029)
    restaurer(tmp_path / "une", "--ecraser")
    assert not Rencontre.objects.exists()
    assert Archive.objects.get().annee == 2026
    rapport = Purge.objects.get(apres_restauration=True)
    assert rapport.comptes["rencontres"] == 14
    assert Journal.objects.filter(action="purge").exists()


def test_a_backup_of_when_signed_in_browsers_were_kept_is_restored_without_them(
    annee: Any, horloge: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    with monkeypatch.context() as avant:
        avant.setattr(tables, "PASSAGERES", {"sessions.session"})
        sauvegarder(tmp_path / "une")
    assert Connexion.objects.exists()
    restaurer(tmp_path / "une", "--ecraser")
    assert not Connexion.objects.exists()
    assert Rencontre.objects.count() == 14


def test_a_restore_with_nothing_to_erase_leaves_no_report(annee: Any, horloge: Any, tmp_path: Path):
    horloge.move_to("2026-09-15 18:00+02:00")
    purger()
    sauvegarder(tmp_path / "une")
    restaurer(tmp_path / "une", "--ecraser")
    assert not Purge.objects.filter(apres_restauration=True).exists()
    assert Rencontre.objects.count() == 14


@pytest.mark.deux_bases
def test_the_restored_file_holds_no_byte_of_it(annee: Any, horloge: Any, tmp_path: Path):
    from django.db import connection

    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps its files to itself")
    horloge.move_to(FIN_2028)
    sauvegarder(tmp_path / "une")
    horloge.move_to(DEBUT_2029)
    restaurer(tmp_path / "une", "--ecraser")
    connection.close()
    chemin = Path(connection.settings_dict["NAME"])
    lus = b"".join(un.read_bytes() for un in chemin.parent.glob(f"{chemin.name}*"))
    assert NOTE.encode() not in lus


def test_ids_are_told_once_with_the_day_they_left(annee: Any, horloge: Any, tmp_path: Path):
    """Restored twice, the list still says when: a second restore counts the year the same."""
    from sessions.sauvegarde.suppressions import lus, tenue

    horloge.move_to(FIN_2028)
    sauvegarder(tmp_path / "une")
    horloge.move_to(DEBUT_2029)
    purger()
    figes = effectifs()
    horloge.move_to("2029-02-01 12:00+01:00")
    for _ in range(2):
        restaurer(tmp_path / "une", "--ecraser")
        assert effectifs() == figes
    jours: dict[UUID, set[str]] = {}
    for un in lus(tenue()):
        if un.type == "rencontre":
            jours.setdefault(un.id, set()).add(un.jour)
    assert set(map(frozenset, jours.values())) == {frozenset({"2029-01-01"})}
