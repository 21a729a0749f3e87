"""Notes drawn at random, once a year: which, what is answered, what who pilots may read of it."""

import datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from medlove.models import Equipe, Journal
from sessions.models import NoteTiree, Rencontre, Tirage
from sessions.rencontres.services import supprimer
from sessions.tirages import reglages, services
from tests.fabriques import RencontreFactory
from tests.fabriques_notes import NoteTireeFactory, TirageFactory
from tests.personnes import Personne

PAGE = "/relecture/tirage/"
RESULTAT = f"{PAGE}resultat/"
FINE = "\u202f"


@pytest.fixture(autouse=True)
def _le_22_novembre():
    with time_machine.travel("2026-11-22 12:00+01:00", tick=False):
        yield


def des_notes(equipe: Equipe, combien: int) -> list[Rencontre]:
    return RencontreFactory.create_batch(combien, sortie__equipe=equipe, note="Un banc, un café.")


def page(personne: Personne, adresse: str = PAGE) -> str:
    reponse = personne.get(adresse)
    assert reponse.status_code == 200
    return reponse.content.decode()


def repondre(personne: Personne, note: NoteTiree, reponse: str) -> Any:
    return personne.post(f"{PAGE}{note.pk}/", {"reponse": reponse})


def tirees(equipe: Equipe) -> list[UUID]:
    notes = NoteTiree.objects.filter(tirage__equipe=equipe).order_by("rang")
    return list(notes.values_list("rencontre", flat=True))


def test_so_many_are_drawn_as_the_setting_says(
    coordination: Personne, equipe: Equipe, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(reglages, "NOTES_PAR_AN", 4)
    des_notes(equipe, 9)
    RencontreFactory(sortie__equipe=equipe)
    coordination.post(f"{PAGE}tirer/")
    tirage = Tirage.objects.get()
    assert (tirage.annee, tirage.parmi, tirage.notes.count()) == (2026, 9, 4)
    assert Journal.objects.filter(action="notes_tirees").exists()


def test_drawn_once_it_stays_what_it_is(
    coordination: Personne, equipe: Equipe, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(reglages, "NOTES_PAR_AN", 3)
    des_notes(equipe, 5)
    coordination.post(f"{PAGE}tirer/")
    avant = tirees(equipe)
    des_notes(equipe, 5)
    coordination.post(f"{PAGE}tirer/")
    assert tirees(equipe) == avant
    assert Tirage.objects.count() == 1


def test_the_next_year_is_another_draw(coordination: Personne, equipe: Equipe):
    TirageFactory(equipe=equipe, annee=2025)
    des_notes(equipe, 1)
    coordination.post(f"{PAGE}tirer/")
    assert list(Tirage.objects.values_list("annee", flat=True)) == [2026, 2025]


@given(st.lists(st.uuids(), unique=True, max_size=30), st.randoms())
def test_nobody_chooses_and_the_same_notes_give_the_same_draw(ids: list[UUID], hasard: Any):
    equipe = Equipe(pk=UUID(int=7))
    autrement = hasard.sample(ids, len(ids))
    assert services.au_hasard(equipe, 2026, ids) == services.au_hasard(equipe, 2026, autrement)


def test_each_note_has_the_same_chance():
    """Of twenty, five are drawn: over a thousand years each comes a quarter of the time."""
    equipe, ids = Equipe(pk=uuid4()), [uuid4() for _ in range(20)]
    fois = dict.fromkeys(ids, 0)
    for annee in range(1000):
        for pk in services.au_hasard(equipe, annee, ids)[:5]:
            fois[pk] += 1
    assert all(170 < combien < 330 for combien in fois.values())


def test_nothing_found_is_counted(coordination: Personne, equipe: Equipe):
    note = NoteTireeFactory(tirage__equipe=equipe, rencontre__note="Un banc.")
    assert "Un banc." in page(coordination)
    assert repondre(coordination, note, "rien").url == PAGE
    note.refresh_from_db()
    assert note.reponse == "rien"
    assert "Toutes les notes tirées en 2026 sont lues" in page(coordination)


def test_somebody_recognised_is_counted_and_the_note_is_next_on_the_way_out(
    coordination: Personne, equipe: Equipe
):
    note = NoteTireeFactory(tirage__equipe=equipe, rencontre__note="L’imam du coin.")
    suite = repondre(coordination, note, "reconnaissable").url
    assert suite == f"/relecture/notes/{note.rencontre_id}/effacer/?du=tirage"
    dite = page(coordination, suite)
    assert "L’imam du coin." in dite
    assert f'href="{PAGE}">La laisser' in dite
    assert f'href="/relecture/notes/{note.rencontre_id}/">La réécrire' in dite
    edition = {"edition": note.rencontre.edition}
    assert coordination.post(suite, edition).url == PAGE
    assert "100" in page(coordination, RESULTAT)


def test_an_answer_may_be_changed_as_long_as_the_note_is_there(
    coordination: Personne, equipe: Equipe
):
    note = NoteTireeFactory(tirage__equipe=equipe, rencontre__note="Un banc.")
    for reponse in ("reconnaissable", "rien"):
        repondre(coordination, note, reponse)
    note.refresh_from_db()
    assert note.reponse == "rien"
    Rencontre.objects.update(note="")
    assert repondre(coordination, note, "reconnaissable").status_code == 404


def test_what_was_counted_stays_when_the_note_goes(coordination: Personne, equipe: Equipe):
    lue = NoteTireeFactory(tirage__equipe=equipe, rencontre__note="Un.", reponse="reconnaissable")
    jamais = NoteTireeFactory(tirage=lue.tirage, rencontre__note="Deux.")
    for note in (lue, jamais):
        supprimer(note.rencontre, par=coordination.utilisateur)
    compte = Tirage.objects.avec_comptes().get()
    assert (compte.tirees, compte.lues, compte.manquees) == (2, 1, 1)
    assert "1 note tirée s’est effacée avant" in page(coordination)


def test_who_pilots_reads_counts_and_no_note_and_nothing_under_eleven(
    coordination: Personne, pilotage: Personne, equipe: Equipe
):
    tirage = TirageFactory(equipe=equipe, annee=2026)
    for rang in range(1, 31):
        reponse = "reconnaissable" if rang <= 3 else "rien"
        NoteTireeFactory(tirage=tirage, rang=rang, rencontre__note="Un banc.", reponse=reponse)
    exacte, masquee = page(coordination, RESULTAT), page(pilotage, RESULTAT)
    assert f"10{FINE}%" in exacte
    assert ">3<" in exacte
    assert ">30<" in masquee
    assert f"&lt;{FINE}11" in masquee
    assert ">3<" not in masquee
    assert "%" not in masquee.split("<tbody>")[1].split("</tbody>")[0]
    assert "Un banc." not in exacte + masquee


def test_another_équipe_has_no_part_in_it(etrangere: Personne, equipe: Equipe):
    note = NoteTireeFactory(tirage__equipe=equipe, rencontre__note="Un banc.")
    for adresse in (PAGE, RESULTAT):
        assert "Un banc." not in page(etrangere, adresse)
    assert repondre(etrangere, note, "rien").status_code == 404
    des_notes(equipe, 2)
    etrangere.post(f"{PAGE}tirer/")
    assert Tirage.objects.get(equipe__slug="ailleurs").parmi == 0


@pytest.mark.parametrize("qui", ["mediation", "pilotage", "administration"])
def test_only_the_coordination_draws_and_answers(
    qui: str, equipe: Equipe, request: pytest.FixtureRequest
):
    personne = request.getfixturevalue(qui)
    note = NoteTireeFactory(tirage__equipe=equipe, rencontre__note="Un banc.")
    assert personne.post(f"{PAGE}tirer/").status_code == 403
    assert repondre(personne, note, "rien").status_code == 403


def test_twenty_notes_cost_no_more_queries_than_ten(
    coordination: Personne, equipe: Equipe, django_assert_max_num_queries: Any
):
    tirage = TirageFactory(equipe=equipe)
    for rang in range(1, 21):
        NoteTireeFactory(tirage=tirage, rang=rang, rencontre__note="Un banc.")
    with django_assert_max_num_queries(10):
        page(coordination)


def test_an_unknown_answer_changes_nothing(coordination: Personne, equipe: Equipe):
    note = NoteTireeFactory(tirage__equipe=equipe, rencontre__note="Un banc.")
    repondre(coordination, note, "peut-être")
    note.refresh_from_db()
    assert note.reponse == ""
    assert note.tirage.tire_le == datetime.date(2026, 11, 22)


def test_pilotage_finds_it_from_statistics(pilotage: Personne, coordination: Personne):
    lien = f'href="{RESULTAT}"'
    assert lien in pilotage.get("/statistiques/").content.decode()
    assert lien not in coordination.get("/statistiques/").content.decode()
