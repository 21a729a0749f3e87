"""Measures over a small season whose every figure is known."""

from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from medlove.models import Equipe
from sessions.models import CategorieBesoin, Exigence, QuestionPosee, Sortie
from sessions.periodes import Periode, Trimestre
from sessions.rencontres.selection import Selection
from sessions.statistiques import mesures
from sessions.statistiques.mesures import DIMENSIONS, Compte, Presence
from territoires.models import Quartier
from tests.fabriques import (
    BesoinFactory,
    BilanFactory,
    HalteFactory,
    OrientationFactory,
    PassagesFactory,
    QuartierFactory,
    RencontreFactory,
    SortieFactory,
)

pytestmark = pytest.mark.deux_bases

ETE = Periode.de(Trimestre(2026, 3))


@pytest.fixture
def selection(equipe: Equipe) -> Selection:
    return Selection(equipe, ETE)


@pytest.fixture
def nord(db: None) -> Quartier:
    return QuartierFactory(numero=1, nom="Nord")


@pytest.fixture
def sud(db: None) -> Quartier:
    return QuartierFactory(numero=2, nom="Sud")


@pytest.fixture
def sortie(equipe: Equipe, nord: Quartier) -> Sortie:
    return SortieFactory(equipe=equipe, quartier=nord, date=date(2026, 9, 15))


def test_presence_adds_up_haltes_time_passages_and_refus(
    sortie: Sortie, selection: Selection
) -> None:
    premiere, seconde = HalteFactory.create_batch(2, sortie=sortie)
    PassagesFactory(halte=premiere, passages=7, refus=2)
    PassagesFactory(halte=seconde, passages=3)

    assert mesures.presence(selection) == {
        sortie.quartier_id: Presence(sorties=1, haltes=2, minutes=240, passages=10, refus=2)
    }


def test_a_sortie_counts_in_each_quartier_where_it_stopped_and_once_in_all(
    sortie: Sortie, sud: Quartier, selection: Selection
) -> None:
    HalteFactory(sortie=sortie)
    HalteFactory.create_batch(2, sortie=sortie, quartier=sud)

    presences = mesures.presence(selection)

    assert presences[sortie.quartier_id].sorties == 1
    assert presences[sud.pk].sorties == 1
    assert mesures.sorties_en_tout(presences.values()) == 1


def test_a_halte_whose_times_are_not_known_counts_no_minute(
    sortie: Sortie, selection: Selection
) -> None:
    HalteFactory(sortie=sortie, arrivee=time(14), depart=None)

    assert mesures.presence(selection)[sortie.quartier_id].minutes == 0


@pytest.mark.parametrize("statut", [Sortie.PLANIFIEE, Sortie.ANNULEE])
def test_a_sortie_that_was_not_made_is_no_presence(
    sortie: Sortie, selection: Selection, statut: str
) -> None:
    HalteFactory(sortie=sortie)
    Sortie.objects.update(statut=statut, motif_annulation="orage")

    assert mesures.presence(selection) == {}


def test_days_at_both_ends_of_the_period_count(equipe: Equipe, selection: Selection) -> None:
    for jour in (date(2026, 6, 30), date(2026, 7, 1), date(2026, 9, 30), date(2026, 10, 1)):
        RencontreFactory(sortie__equipe=equipe, sortie__date=jour)

    assert sum(mesures.rencontres_par_quartier(selection).values()) == 2


def test_the_figures_of_another_equipe_stay_out(autre_equipe: Equipe, selection: Selection) -> None:
    besoin = BesoinFactory(rencontre__sortie__equipe=autre_equipe)
    HalteFactory(sortie=besoin.rencontre.sortie)
    OrientationFactory(besoin=besoin)

    assert mesures.presence(selection) == {}
    assert mesures.rencontres_par_quartier(selection) == {}
    assert mesures.besoins_par_categorie(selection) == []
    assert mesures.totaux(selection) == mesures.Totaux(0, 0, 0, 0, 0, 0, 0, 0, 0)


def test_a_rencontre_with_two_besoins_of_a_domain_counts_once_in_it(
    sortie: Sortie, equipe: Equipe
) -> None:
    rencontre = RencontreFactory(sortie=sortie)
    BesoinFactory(rencontre=rencontre, code="aides_prestations")
    BesoinFactory(rencontre=rencontre, code="logement")
    BesoinFactory(rencontre=rencontre, code="courriel")
    droits = Selection(equipe, ETE, domaine="droits")

    par_quartier = mesures.compter(droits, DIMENSIONS["quartier"], marges=False)
    assert par_quartier == {(str(sortie.quartier_id),): 1}
    assert mesures.besoins_par_domaine(Selection(equipe, ETE))["droits"] == Compte(1, 2)
    assert mesures.besoins_par_domaine(Selection(equipe, ETE))["equipement"] == Compte(0, 0)
    assert mesures.par_quartier_et_domaine(Selection(equipe, ETE)) == {
        (sortie.quartier_id, "droits"): 1,
        (sortie.quartier_id, "numerique"): 1,
    }


def test_a_category_takes_its_sub_categories_with_it(sortie: Sortie, equipe: Equipe) -> None:
    logement = CategorieBesoin.objects.get(code="logement")
    CategorieBesoin.objects.create(
        equipe=equipe, code="punaises", domaine="droits", famille="logement", parent=logement
    )
    rencontre = RencontreFactory(sortie=sortie)
    BesoinFactory(rencontre=rencontre, code="logement")
    BesoinFactory(rencontre=rencontre, code="punaises")
    selection = Selection(equipe, ETE, categorie="logement")

    (compte,) = mesures.besoins_par_categorie(selection)

    assert (compte.code, compte.rencontres, compte.besoins) == ("logement", 1, 2)
    assert mesures.totaux(selection).besoins == 2
    assert mesures.totaux(Selection(equipe, ETE, categorie="punaises")).besoins == 1


def test_exigences_are_counted_over_the_rencontres_where_they_were_asked(
    sortie: Sortie, selection: Selection
) -> None:
    def exige(*codes: str, posee: bool) -> None:
        besoin = BesoinFactory(rencontre__sortie=sortie)
        Exigence.objects.bulk_create([Exigence(besoin=besoin, code=code) for code in codes])
        if posee:
            QuestionPosee.objects.create(rencontre=besoin.rencontre, code="exigences")

    exige("imprimer_ou_scanner", "avoir_un_mobile", posee=True)
    exige("lire_et_ecrire", posee=False)
    exige(posee=True)
    exige(posee=False)

    par_sorte = mesures.exigences_par_sorte(selection)
    assert par_sorte.demandees == 3
    assert par_sorte.effectifs == {
        "financiere": 0,
        "materielle": 1,
        "cognitive": 1,
        "culturelle": 0,
    }
    assert mesures.exigences_par_code(selection).effectifs["avoir_un_mobile"] == 1


def test_reponses_add_up_to_the_besoins(sortie: Sortie, selection: Selection) -> None:
    BesoinFactory.create_batch(2, rencontre__sortie=sortie, reponse="sur_place")
    BesoinFactory(rencontre__sortie=sortie, reponse="non_renseigne")

    reponses = mesures.reponses(selection)

    assert reponses["sur_place"] == 2
    assert sum(reponses.values()) == mesures.totaux(selection).besoins == 3


def test_a_trimestre_without_rencontre_is_absent(sortie: Sortie, equipe: Equipe) -> None:
    RencontreFactory(sortie=sortie)
    periode = Periode.de(Trimestre(2026, 2), Trimestre(2026, 3))

    comptes = mesures.compter(Selection(equipe, periode), DIMENSIONS["trimestre"], marges=False)
    assert comptes == {("2026-T3",): 1}


def test_totals_tell_the_whole_period(sortie: Sortie, selection: Selection) -> None:
    PassagesFactory(halte__sortie=sortie, passages=5, refus=2)
    BilanFactory(sortie=sortie, kilometres_dixiemes=84)
    OrientationFactory(besoin__rencontre__sortie=sortie)

    assert mesures.totaux(selection) == mesures.Totaux(
        sorties=1,
        haltes=1,
        minutes=120,
        kilometres_dixiemes=84,
        rencontres=1,
        passages=5,
        refus=2,
        besoins=1,
        orientations=1,
    )


@pytest.mark.parametrize(
    "mesure",
    [
        mesures.presence,
        mesures.rencontres_par_quartier,
        mesures.besoins_par_domaine,
        mesures.besoins_par_categorie,
        mesures.par_quartier_et_domaine,
        mesures.exigences_par_sorte,
        mesures.reponses,
        mesures.totaux,
    ],
)
def test_the_number_of_queries_does_not_depend_on_rows(mesure, sortie, selection) -> None:  # type: ignore[no-untyped-def]
    def requetes() -> int:
        with CaptureQueriesContext(
            connection,
        ) as contexte:
            mesure(selection)
        return len(contexte)

    BesoinFactory.create_batch(10, rencontre__sortie=sortie)
    avant = requetes()
    BesoinFactory.create_batch(10, rencontre__sortie=SortieFactory(equipe=selection.equipe))

    assert requetes() == avant <= 6
