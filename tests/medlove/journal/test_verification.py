"""A journal read again: whole, or the first line that was altered, removed, added or moved."""

from typing import Any

import pytest

from medlove.journal import cle, consigner
from medlove.journal.models import Journal
from medlove.journal.sceau import ORIGINE, sceller
from medlove.journal.verification import Rupture, lire, rompue
from medlove.models import Equipe
from tests.medlove.journal import alterations as sql

LIGNES = 9
pytestmark = pytest.mark.django_db


def rupture() -> Rupture | None:
    return rompue(list(lire()))


@pytest.fixture(autouse=True)
def journal(db: None, equipe: Equipe) -> None:
    sql.ecrire(LIGNES, equipe)


def test_an_untouched_journal_is_whole():
    assert rupture() is None


@pytest.mark.parametrize("rang", [1, 5, LIGNES])
@pytest.mark.parametrize("champ", sql.CHAMPS)
def test_an_altered_field_is_found_where_it_is(champ: str, rang: int, autre_equipe: Equipe):
    sql.modifier(rang, champ, sql.autre_valeur(champ, autre_equipe))
    trouvee = rupture()
    assert trouvee is not None
    assert trouvee.rang == rang
    assert f"la ligne {rang} est modifiée" in trouvee.phrase


@pytest.mark.parametrize("rang", [2, 5, LIGNES - 1])
def test_a_removed_line_is_named(rang: int):
    sql.retirer(rang)
    assert rupture() == (rang, f"la ligne {rang} est retirée.")


def test_several_removed_lines_are_named():
    sql.retirer(3, 5)
    assert rupture() == (3, "3 lignes sont retirées, de 3 à 5.")


def test_a_removed_beginning_is_named():
    sql.retirer(1, 2)
    trouvee = rupture()
    assert trouvee is not None
    assert trouvee.rang == 1
    assert "le début manque" in trouvee.phrase


@pytest.mark.parametrize("rang", [1, 4, LIGNES - 1])
def test_a_removed_line_whose_gap_is_closed_is_found(rang: int):
    sql.retirer(rang)
    sql.decaler(rang + 1, -1)
    trouvee = rupture()
    assert trouvee is not None
    assert trouvee.rang == rang


def test_a_removed_end_is_not_found_by_the_chain_alone():
    """Why witnesses are kept outside (test_temoins.py)."""
    sql.retirer(LIGNES - 1, LIGNES)
    assert rupture() is None


def test_two_lines_in_each_other_s_place_are_found():
    sql.permuter(3, 7)
    trouvee = rupture()
    assert trouvee == (3, "la ligne 3 est déplacée\u202f: elle était la ligne 7.")


@pytest.mark.parametrize("vers", [1, 4, LIGNES, LIGNES + 1])
def test_a_line_put_in_is_found(vers: int):
    sql.copier(2, vers)
    trouvee = rupture()
    assert trouvee is not None
    assert trouvee.rang == vers


def test_the_line_of_another_equipe_copied_as_its_own_is_found(autre_equipe: Equipe):
    consigner("export", equipe=autre_equipe, lignes=5)
    sql.copier(LIGNES + 1, 4, equipe_id=Journal.objects.get(rang=1).equipe_id)
    trouvee = rupture()
    assert trouvee is not None
    assert trouvee.rang == 4


def test_a_line_bound_by_another_key_is_found():
    ligne = Journal.objects.get(rang=LIGNES)
    precedent = Journal.objects.get(rang=LIGNES - 1).sceau
    sql.modifier(LIGNES, "sceau", sceller(ligne.ecrite, precedent, b"une autre cle"))
    trouvee = rupture()
    assert trouvee is not None
    assert trouvee.rang == LIGNES


def test_a_whole_journal_made_again_with_another_key_is_found():
    precedent = ORIGINE
    for ligne in list(Journal.objects.dans_l_ordre()):
        precedent = sceller(ligne.ecrite._replace(lignes=0), precedent, b"une autre cle")
        sql.modifier(ligne.rang, "lignes", 0)
        sql.modifier(ligne.rang, "sceau", precedent)
    trouvee = rupture()
    assert trouvee is not None
    assert trouvee.rang == 1
    assert "MEDLOVE_CLE_JOURNAL" in trouvee.phrase


# Keys


def test_with_the_wrong_key_it_says_so(monkeypatch: pytest.MonkeyPatch, settings: Any):
    settings.SECRET_KEY = "une tout autre cle secrete"
    trouvee = rupture()
    assert trouvee is not None
    assert trouvee.rang == 1
    assert "vérifier MEDLOVE_CLE_JOURNAL" in trouvee.phrase


def test_a_first_key_then_another_keep_the_lines_bound_before(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("MEDLOVE_CLE_JOURNAL", "premiere-cle-du-journal")
    sql.ecrire(2)
    assert rupture() is None
    monkeypatch.setenv("MEDLOVE_CLE_JOURNAL", "seconde-cle-du-journal,premiere-cle-du-journal")
    sql.ecrire(2)
    assert rupture() is None
    monkeypatch.setenv("MEDLOVE_CLE_JOURNAL", "seconde-cle-du-journal")
    trouvee = rupture()
    assert trouvee is not None
    assert trouvee.rang == LIGNES + 1


def test_an_old_key_does_not_come_back(monkeypatch: pytest.MonkeyPatch):
    """Whoever stole it cannot write again what was written since it was replaced."""
    monkeypatch.setenv("MEDLOVE_CLE_JOURNAL", "seconde-cle-du-journal,premiere-cle-du-journal")
    sql.ecrire(2)
    volee = b"premiere-cle-du-journal"
    derniere = Journal.objects.first()
    precedent = Journal.objects.get(rang=derniere.rang - 1).sceau
    sql.modifier(derniere.rang, "sceau", sceller(derniere.ecrite, precedent, volee))
    trouvee = rupture()
    assert trouvee is not None
    assert trouvee.rang == derniere.rang


def test_in_production_a_key_of_its_own_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, settings: Any
):
    from medlove.checks import journal_has_a_key, keys_of_the_journal_are_its_own

    settings.DEBUG = False
    assert [un.id for un in journal_has_a_key(None)] == ["medlove.W003"]
    assert keys_of_the_journal_are_its_own(None) == []
    monkeypatch.setenv("MEDLOVE_CLE_JOURNAL", "x" * (cle.CLE_AU_MOINS - 1))
    assert [un.id for un in keys_of_the_journal_are_its_own(None)] == ["medlove.E003"]
    monkeypatch.setenv("MEDLOVE_CLE_JOURNAL", "une-cle-assez-longue")
    assert journal_has_a_key(None) == keys_of_the_journal_are_its_own(None) == []
    settings.MEDLOVE_CLE_PUBLICATION = "une-cle-assez-longue"
    assert [un.id for un in keys_of_the_journal_are_its_own(None)] == ["medlove.E003"]
