import datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from medlove.models import Metier
from sessions.models import Sortie
from tests.fabriques import (
    AppartenanceFactory,
    BilanFactory,
    HalteFactory,
    PassagesFactory,
    QuartierFactory,
    RencontreFactory,
    SortieFactory,
    UtilisateurFactory,
)

ADRESSE = "/sorties/"


@pytest.fixture(autouse=True)
def _le_22_novembre():
    with time_machine.travel("2026-11-22 12:00+01:00", tick=False):
        yield


def lignes(page: str) -> int:
    return page.count('<li class="ligne')


def texte(personne, **filtres: str) -> str:
    reponse = personne.get(ADRESSE, filtres)
    assert reponse.status_code == 200
    return reponse.content.decode()


def test_a_row_says_day_quartier_crew_and_rencontres(mediation, equipe):
    sortie = SortieFactory(equipe=equipe, date=datetime.date(2026, 9, 1), quartier__nom="Le Blosne")
    sortie.equipage.add(UtilisateurFactory(nom="Inès"), UtilisateurFactory(nom="Malo"))
    RencontreFactory.create_batch(3, sortie=sortie)
    page = texte(mediation)
    for mots in ["Mardi 1er septembre, après-midi", "Le Blosne", "Inès, Malo", "3 rencontres"]:
        assert mots in page


def test_sorties_are_gathered_by_month_the_last_first(mediation, equipe):
    for mois in (7, 9, 8):
        SortieFactory(equipe=equipe, date=datetime.date(2026, mois, 3))
    page = texte(mediation)
    assert page.index("Septembre 2026") < page.index("Août 2026") < page.index("Juillet 2026")


def test_a_past_sortie_without_bilan_waits_for_it(mediation, equipe):
    SortieFactory(equipe=equipe, date=datetime.date(2026, 11, 21))
    assert page_dit_bilan_a_faire(texte(mediation)) == 1


@pytest.mark.parametrize("jour", [22, 23])
def test_a_sortie_of_today_or_later_does_not(mediation, equipe, jour: int):
    SortieFactory(equipe=equipe, date=datetime.date(2026, 11, jour))
    assert page_dit_bilan_a_faire(texte(mediation)) == 0


def test_a_sortie_with_its_bilan_or_called_off_does_not(mediation, equipe):
    BilanFactory(sortie=SortieFactory(equipe=equipe))
    SortieFactory(equipe=equipe, statut=Sortie.ANNULEE, motif_annulation="Orage")
    assert page_dit_bilan_a_faire(texte(mediation)) == 0


@pytest.mark.parametrize(("apres", "attendus"), [(30, 1), (31, 0)])
def test_a_sortie_brought_long_after_its_day_does_not(mediation, equipe, apres: int, attendus: int):
    jour = datetime.date(2026, 10, 3)
    SortieFactory(equipe=equipe, date=jour, saisi_le=jour + datetime.timedelta(days=apres))
    assert page_dit_bilan_a_faire(texte(mediation)) == attendus
    dues = Sortie.objects.bilan_a_faire()
    assert dues.count() == dues.que_doit(mediation.utilisateur).count() == attendus


def page_dit_bilan_a_faire(page: str) -> int:
    return page.count("statut--bilan_a_faire")


@pytest.mark.parametrize(
    ("filtres", "attendues"),
    [
        ({}, 4),
        ({"trimestre": "2026-T3"}, 2),
        ({"du": "2026-09-01"}, 2),
        ({"au": "2026-09-15"}, 3),
        ({"du": "2026-09-15", "au": "2026-09-15"}, 1),
        ({"statut": "planifiee"}, 1),
        ({"statut": "bilan_a_faire"}, 2),
        ({"statut": "faites"}, 3),
        ({"trimestre": "2026-T4", "statut": "planifiee"}, 1),
    ],
)
def test_filters_narrow_the_list(mediation, equipe, filtres: dict[str, str], attendues: int):
    SortieFactory(equipe=equipe, date=datetime.date(2026, 6, 30))
    BilanFactory(sortie=SortieFactory(equipe=equipe, date=datetime.date(2026, 7, 1)))
    SortieFactory(equipe=equipe, date=datetime.date(2026, 9, 15))
    SortieFactory(equipe=equipe, date=datetime.date(2026, 11, 23), statut=Sortie.PLANIFIEE)
    assert lignes(texte(mediation, **filtres)) == attendues


def test_the_list_narrows_to_a_quartier(mediation, equipe):
    quartier = QuartierFactory()
    SortieFactory(equipe=equipe, quartier=quartier)
    SortieFactory(equipe=equipe)
    assert lignes(texte(mediation, quartier=str(quartier.pk))) == 1


def test_sorties_mixtes_are_told_apart(mediation, equipe):
    mixte, _ = SortieFactory.create_batch(2, equipe=equipe)
    for metier in (Metier.MEDIATION_SOCIALE, Metier.MEDIATION_NUMERIQUE):
        mixte.equipage.add(AppartenanceFactory(equipe=equipe, metier=metier).utilisateur)
    assert texte(mediation).count("Mixte</span>") == 1
    assert f"/sorties/{mixte.pk}/" in texte(mediation, equipage="mixtes")
    assert lignes(texte(mediation, equipage="mixtes")) == 1
    assert lignes(texte(mediation, equipage="autres")) == 1


def test_a_metier_held_in_another_equipe_does_not_make_a_crew_mixed(
    mediation, equipe, autre_equipe
):
    sortie = SortieFactory(equipe=equipe)
    ici = AppartenanceFactory(equipe=equipe, metier=Metier.MEDIATION_SOCIALE)
    AppartenanceFactory(
        equipe=autre_equipe, utilisateur=ici.utilisateur, metier=Metier.MEDIATION_NUMERIQUE
    )
    sortie.equipage.add(ici.utilisateur)
    assert lignes(texte(mediation, equipage="mixtes")) == 0


def test_the_head_of_the_list_adds_up_its_rows_and_no_other(mediation, equipe):
    for mois in (9, 6):
        sortie = SortieFactory(equipe=equipe, date=datetime.date(2026, mois, 15))
        RencontreFactory.create_batch(3, sortie=sortie)
        for _ in range(2):
            halte = HalteFactory(sortie=sortie)
            PassagesFactory.create_batch(2, halte=halte, passages=5, refus=1)
    page = texte(mediation, trimestre="2026-T3")
    assert "4\xa0h de présence, 3 rencontres, 20 passages, 4 refus." in page
    assert "3 rencontres, 20 passages, 4\xa0h</p>" in page
    assert "8\xa0h de présence, 6 rencontres, 40 passages, 8 refus." in texte(mediation)


@pytest.mark.parametrize(
    "filtres", [{"trimestre": "2026-T9"}, {"quartier": "x"}, {"du": "hier"}, {"page": "99"}]
)
def test_a_bad_value_does_not_break_the_page(mediation, equipe, filtres: dict[str, str]):
    SortieFactory(equipe=equipe)
    assert lignes(texte(mediation, **filtres)) == 1


def test_another_equipe_is_not_listed(mediation, autre_equipe):
    SortieFactory(equipe=autre_equipe, quartier__nom="Ailleurs")
    page = texte(mediation)
    assert lignes(page) == 0
    assert "Pas encore de sortie" in page


def test_an_empty_list_teaches_the_next_gesture(coordination):
    assert "La première sortie est à planifier" in texte(coordination)


def test_pages_hold_twenty_five(mediation, equipe):
    SortieFactory.create_batch(26, equipe=equipe)
    assert lignes(texte(mediation)) == 25
    assert lignes(texte(mediation, page="2")) == 1
    assert "?statut=terminee&amp;page=2" in texte(mediation, statut="terminee")


def test_only_the_coordination_is_offered_to_plan(mediation, coordination, equipe):
    SortieFactory(equipe=equipe)
    assert "/sorties/nouvelle/" in texte(coordination)
    assert "/sorties/nouvelle/" not in texte(mediation)


def test_twenty_rows_cost_no_more_queries_than_ten(mediation, equipe):
    def ajouter_dix() -> None:
        for _ in range(10):
            sortie = SortieFactory(equipe=equipe)
            sortie.equipage.add(UtilisateurFactory())
            RencontreFactory(sortie=sortie)

    comptes = []
    for _ in range(2):
        ajouter_dix()
        with CaptureQueriesContext(connection) as requetes:
            texte(mediation)
        comptes.append(len(requetes))
    assert comptes[0] == comptes[1] <= 9
