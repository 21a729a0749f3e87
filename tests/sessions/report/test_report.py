"""The fiche de report: the counters of a sortie and of a month, on the screen and on paper."""

import datetime
import re
from collections.abc import Mapping
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from medlove.models import Equipe
from sessions.models import CategorieBesoin, Rencontre, Sortie
from sessions.nomenclatures.listes import libelles
from sessions.report.portee import Portee
from sessions.report.services import composer
from sessions.statistiques.effectifs import Lecture
from tests.fabriques import (
    BesoinFactory,
    HalteFactory,
    OrientationFactory,
    PassagesFactory,
    RencontreFactory,
    SortieFactory,
)
from tests.lecture_seule import lecture_seule
from tests.personnes import Personne

MOIS = "/statistiques/report/"
SEPTEMBRE = datetime.date(2026, 9, 1)


@pytest.fixture(autouse=True)
def _le_3_octobre():
    with time_machine.travel("2026-10-03 12:00+02:00", tick=False):
        yield


@pytest.fixture
def sortie(equipe: Equipe) -> Sortie:
    """Ten rencontres, one of them with two besoins of a thématique; 21 passages, 2 refus."""
    halte = HalteFactory(sortie__equipe=equipe, sortie__quartier__nom="Le Blosne")
    PassagesFactory(halte=halte, passages=21, refus=2)
    for rang in range(10):
        rencontre = RencontreFactory(
            sortie=halte.sortie,
            genre=["feminin", "masculin", "autre"][rang % 3],
            tranche_age=["12_17", "70_74", "75_plus", "70_plus", "mineur"][rang % 5],
            activite="retraite" if rang < 7 else "non_renseigne",
            nb_personnes="3_5" if rang < 2 else "1",
            deja_rencontre="deja_venue" if rang < 6 else "premiere_fois",
        )
        BesoinFactory(rencontre=rencontre, organisme="caf" if rang < 8 else "non_renseigne")
    BesoinFactory(rencontre=rencontre, code="impots_budget_dettes", reponse="en_partie")
    BesoinFactory(rencontre=rencontre, code="discuter")
    return halte.sortie


def nombres(page: str) -> dict[str, dict[str, str]]:
    """{bloc: {label: number}} as the page shows them."""
    blocs = re.findall(r'<table class="tableau" id="bloc-(\w+)">(.*?)</table>', page, re.DOTALL)
    rangee = r'<th scope="row">(.*?)</th><td class="nombre">(.*?)</td>'
    return {cle: dict(re.findall(rangee, tableau)) for cle, tableau in blocs}


def lire(personne: Personne, adresse: str, **saisi: str) -> str:
    reponse = personne.get(adresse, saisi)
    assert reponse.status_code == 200
    return reponse.content.decode()


def de(sortie: Sortie, suite: str = "") -> str:
    return f"/sorties/{sortie.pk}/report/{suite}"


def test_the_counters_of_a_sortie(mediation: Personne, sortie: Sortie):
    dits = nombres(lire(mediation, de(sortie)))
    assert dits["participants"] == {"Participants": "10", "Dont déjà accompagnés": "6"}
    assert dits["genre"] == {"Féminin": "4", "Masculin": "3", "Non communiqué": "3"}
    assert dits["statut"]["Retraité"] == "7"
    assert dits["statut"]["Non communiqué ou hétérogène"] == "3"
    assert dits["thematiques"] == {"Argent - Impôts": "10", "Sans thématique à La Coop": "1"}
    assert dits["activite"] == {
        "Heures de présence": "2\xa0h",
        "Personnes, au moins": "14",
        "Rencontres": "10",
        "Passages": "21",
        "Refus": "2",
        "Besoins (demandes)": "12",
        "Dont répondus sur place": "11",
    }
    assert dits["organismes"] == {"CAF": "8", "Aucun, ou non renseigné": "4"}


def test_ages_fall_under_the_headings_of_la_coop(mediation: Personne, sortie: Sortie):
    page = lire(mediation, de(sortie))
    assert nombres(page)["age"] == {
        "Moins de 12 ans": "0",
        "12 - 17 ans": "2",
        "18 - 24 ans": "0",
        "25 - 39 ans": "0",
        "40 - 59 ans": "0",
        "60 - 69 ans": "0",
        "70 ans et plus": "6",
        "Non communiqué": "0",
        "À répartir\u202f: moins de 18 ans, sans préciser": "2",
    }
    assert "dans le doute, ajouter ceux-ci aux 12-17 ans" in page


def test_nothing_is_to_be_shared_out_where_nobody_is(mediation: Personne, equipe: Equipe):
    rencontre = RencontreFactory(sortie__equipe=equipe, tranche_age="25_39")
    page = lire(mediation, de(rencontre.sortie))
    assert "À répartir" not in page
    assert "La Coop sépare" not in page


def test_a_sub_category_counts_under_the_thematique_of_its_parent(
    mediation: Personne, equipe: Equipe
):
    parent = CategorieBesoin.objects.get(code="logement")
    sienne = CategorieBesoin.objects.create(
        equipe=equipe, code="dalo", domaine="droits", libelle="DALO", famille="logement",
        parent=parent,
    )  # fmt: skip
    besoin = BesoinFactory(rencontre__sortie__equipe=equipe, categorie=sienne)
    dits = nombres(lire(mediation, de(besoin.rencontre.sortie)))
    assert dits["thematiques"] == {"Logement": "1"}


def test_a_month_adds_up_its_sorties(mediation: Personne, sortie: Sortie):
    autre = SortieFactory(equipe=sortie.equipe, date=datetime.date(2026, 9, 30))
    besoin = BesoinFactory(rencontre__sortie=autre)
    OrientationFactory(besoin=besoin)
    BesoinFactory(rencontre__sortie__equipe=sortie.equipe, rencontre__sortie__date="2026-10-01")
    dits = nombres(lire(mediation, MOIS))
    assert dits["activite"]["Sorties"] == "2"
    assert dits["activite"]["Orientations"] == "1"
    assert dits["participants"]["Participants"] == "11"


@pytest.mark.parametrize(("mois", "participants"), [("", "10"), ("2026-09", "10"), ("2026-08", "")])
def test_the_month_is_chosen_and_the_last_one_ended_by_default(
    mediation: Personne, sortie: Sortie, mois: str, participants: str
):
    page = lire(mediation, MOIS, mois=mois)
    assert nombres(page).get("participants", {}).get("Participants", "") == participants
    assert ("Aucune rencontre ce mois-là" in page) is (not participants)


@pytest.mark.parametrize("mois", ["2026-13", "2019-01", "x", "2026-9"])
@pytest.mark.parametrize("suite", ["", "impression/"])
def test_a_bad_month_is_told_and_no_figure_is_shown(
    coordination: Personne, sortie: Sortie, mois: str, suite: str
):
    page = lire(coordination, MOIS + suite, mois=mois)
    assert nombres(page) == {}
    assert "Sélectionnez un choix valide" in page


def test_paper_hides_one_to_four(coordination: Personne, sortie: Sortie):
    page = lire(coordination, de(sortie, "impression/"))
    assert "Interne, ne pas diffuser" in page
    dits = nombres(page)
    assert dits["genre"] == {
        "Féminin": "&lt;\u202f5", "Masculin": "&lt;\u202f5", "Non communiqué": "&lt;\u202f5",
    }  # fmt: skip
    assert dits["participants"]["Participants"] == "10"
    assert not {un for bloc in dits.values() for un in bloc.values()} & set("1234")
    assert "data-copier" not in page


def test_the_paper_of_a_sortie_tells_nothing_of_sejour(coordination: Personne, sortie: Sortie):
    for _ in range(6):
        rencontre = RencontreFactory(sortie=sortie)
        BesoinFactory(rencontre=rencontre, code="sejour_nationalite", organisme="autre")
        BesoinFactory(rencontre=rencontre, organisme="prefecture_sejour")
    exacts = nombres(lire(coordination, de(sortie)))
    papier = nombres(lire(coordination, de(sortie, "impression/")))
    assert exacts["thematiques"]["Étrangers - Europe"] == "6"
    assert exacts["organismes"]["Préfecture (séjour)"] == "6"
    assert "Étrangers - Europe" not in papier["thematiques"]
    assert "Préfecture (séjour)" not in papier["organismes"]
    assert papier["activite"]["Besoins (demandes)"] == "12"
    du_mois = nombres(lire(coordination, f"{MOIS}impression/"))
    assert du_mois["thematiques"]["Étrangers - Europe"] == "6"


def test_the_exact_page_does_not_print(mediation: Personne, sortie: Sortie):
    assert "elle ne s’imprime pas" in lire(mediation, de(sortie))


def test_another_equipe_counts_none_of_it(etrangere: Personne, sortie: Sortie):
    assert etrangere.get(de(sortie)).status_code == 404
    assert "Aucune rencontre ce mois-là" in lire(etrangere, MOIS)


def test_steering_reads_no_exact_count_and_a_mediator_prints_none(
    pilotage: Personne, mediation: Personne, sortie: Sortie
):
    assert {pilotage.get(une).status_code for une in (de(sortie), MOIS)} == {403}
    papiers = (de(sortie, "impression/"), f"{MOIS}impression/")
    assert {mediation.get(un).status_code for un in papiers} == {403}


def test_opening_it_writes_nothing(mediation: Personne, sortie: Sortie):
    with lecture_seule():
        lire(mediation, de(sortie))
        lire(mediation, MOIS)


def test_an_empty_sortie_teaches_the_next_gesture(mediation: Personne, equipe: Equipe):
    vide = SortieFactory(equipe=equipe)
    assert "Rien à reporter encore" in lire(mediation, de(vide))
    assert "report/" not in lire(mediation, f"/sorties/{vide.pk}/")


def test_twenty_rencontres_cost_no_more_queries_than_ten(mediation: Personne, sortie: Sortie):
    comptes = []
    for _ in range(2):
        for _ in range(10):
            BesoinFactory(rencontre__sortie=sortie)
        with CaptureQueriesContext(connection) as requetes:
            lire(mediation, MOIS)
        comptes.append(len(requetes))
    assert comptes[0] == comptes[1] <= 16


class ParRubriques(TestCase):
    """Whatever was noted, each table of persons adds up to the participants."""

    PROFILS = st.lists(
        st.fixed_dictionaries(
            {nom: st.sampled_from(sorted(libelles(nom))) for nom in ("tranche_age", "genre")}
            | {"activite": st.sampled_from(sorted(libelles("activite")))}
        ),
        max_size=12,
    )

    @given(PROFILS)
    def test_each_table_adds_up_to_the_participants(self, profils: list[Mapping[str, Any]]):
        sortie = SortieFactory()
        Rencontre.objects.bulk_create(
            RencontreFactory.build(sortie=sortie, quartier=sortie.quartier, **un) for un in profils
        )
        fiche = composer(Portee.d_un_mois(sortie.equipe, SEPTEMBRE), Lecture.EXACTE)
        sommes = {
            bloc.cle: sum(int(une.texte) for une in bloc.lignes)
            for bloc in fiche.coop
            if bloc.cle in {"genre", "age", "statut"}
        }
        assert sommes == dict.fromkeys(("genre", "age", "statut"), len(profils))
