"""Every sujet of the map, by quartier, against the dimensions it is made of."""

from datetime import date
from random import Random

import pytest
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from medlove.models import Equipe
from sessions.models import (
    Besoin,
    CategorieBesoin,
    Exigence,
    Orientation,
    QuestionPosee,
    Rencontre,
)
from sessions.nomenclatures.listes import libelles
from sessions.periodes import Periode, Trimestre
from sessions.rencontres.selection import Selection
from sessions.statistiques.demande import Mesure
from sessions.statistiques.mesures import DIMENSIONS, compter, demandees
from sessions.statistiques.releve import relever
from sessions.statistiques.sujets import (
    ACCUEILS,
    DE_PRESENCE,
    EXIGENCE_JAMAIS_IMPRIMEE,
    ORIENTATIONS,
    PASSAGES,
    REFUS,
    RENCONTRES,
    Sujet,
    de_reponses,
    du_besoin,
)
from tests.fabriques import (
    BesoinFactory,
    HalteFactory,
    OrientationFactory,
    PassagesFactory,
    QuartierFactory,
    RencontreFactory,
    SortieFactory,
    ecrire,
)

pytestmark = pytest.mark.django_db

ANNEE = Periode.de(Trimestre(2026, 1), Trimestre(2026, 4))
REPONSES = [un for _, sujets in de_reponses() for un in sujets]
SUR_LA_RENCONTRE = ("frequentation_lieux", "raison", "deja_rencontre", "initiative")


@pytest.fixture(scope="module")
def graine() -> int:
    return Random().randrange(10**6)


@pytest.fixture
def saison(equipe: Equipe, graine: int) -> Equipe:
    """Twenty-four rencontres of 2026 in two quartiers, their answers drawn by chance."""
    hasard = Random(graine)
    quartiers = QuartierFactory.create_batch(2)
    categories = [CategorieBesoin.objects.get(code=un) for un in ("logement", "courriel")]
    ecrites: list[Model] = []
    for _ in range(24):
        sortie = SortieFactory.build(
            equipe=equipe,
            date=date(2026, hasard.randint(1, 12), 9),
            quartier=hasard.choice(quartiers),
        )
        reponses = {nom: hasard.choice(sorted(libelles(nom))) for nom in SUR_LA_RENCONTRE}
        rencontre = RencontreFactory.build(sortie=sortie, **reponses)
        ecrites += [sortie, rencontre]
        for question in hasard.sample(["exigences", "non_recours", *SUR_LA_RENCONTRE], 2):
            ecrites.append(QuestionPosee(rencontre=rencontre, code=question))
        for rang in range(hasard.randint(1, 3)):
            besoin = BesoinFactory.build(
                rencontre=rencontre,
                rang=rang + 1,
                categorie=hasard.choice(categories),
                reponse=hasard.choice(sorted(libelles("reponse"))),
                non_recours=hasard.choice(sorted(libelles("non_recours"))),
            )
            ecrites.append(besoin)
            for code in hasard.sample(sorted(libelles("exigence")), 2):
                ecrites.append(Exigence(besoin=besoin, code=code))
    ecrire(ecrites)
    return equipe


def par_code(comptes: dict[int, int]) -> dict[str, int]:
    return {str(quartier): nombre for quartier, nombre in comptes.items()}


@pytest.mark.parametrize("domaine", [None, "droits"])
def test_an_answer_counts_as_its_dimension_does_over_those_asked(
    saison: Equipe, domaine: str | None, graine: int
) -> None:
    selection = Selection(saison, ANNEE, domaine=domaine)
    quartier = DIMENSIONS["quartier"]
    for sujet in REPONSES:
        nom, code = sujet.code.split("-")
        dimension = DIMENSIONS[nom]
        (releve,) = relever(sujet, [selection])
        comptes = compter(selection, quartier, dimension, marges=False)

        attendus = {ou: nombre for (ou, quoi), nombre in comptes.items() if quoi == code}
        assert par_code(releve.compte) == attendus, (sujet.code, graine)
        if dimension.question:
            poses = demandees(selection, dimension.question, quartier)
            assert par_code(releve.sur) == {ou: n for (ou,), n in poses.items()}, sujet.code
        else:
            portant = compter(selection, quartier, marges=False)
            assert par_code(releve.sur) == {ou: n for (ou,), n in portant.items()}, sujet.code


def test_a_numerator_is_never_over_its_denominator(saison: Equipe) -> None:
    for sujet in REPONSES:
        (releve,) = relever(sujet, [Selection(saison, ANNEE)])
        for quartier in releve.rencontres:
            comptes = releve.de(quartier)
            assert comptes.compte <= comptes.sur <= comptes.rencontres, sujet.code


def test_a_besoin_is_over_the_rencontres_of_the_quartier(saison: Equipe) -> None:
    selection = Selection(saison, ANNEE, domaine="droits")

    (releve,) = relever(du_besoin("Droits", domaine=True), [selection])

    for quartier, toutes in releve.rencontres.items():
        portant = Rencontre.objects.filter(
            quartier=quartier, besoins__categorie__domaine="droits"
        ).distinct()
        assert releve.de(quartier).compte == portant.count()
        assert releve.de(quartier).sur == toutes


def test_passages_and_refus_are_over_the_people_met(equipe: Equipe) -> None:
    sortie = SortieFactory(equipe=equipe, date=date(2026, 9, 15))
    halte = HalteFactory(sortie=sortie)
    PassagesFactory(halte=halte, passages=7, refus=2)
    RencontreFactory.create_batch(3, sortie=sortie, halte=halte)
    selection = Selection(equipe, ANNEE)

    passages, refus = (relever(un, [selection])[0].ensemble() for un in (PASSAGES, REFUS))

    assert (passages.compte, passages.sur) == (7, 3 + 7 + 2)
    assert (refus.compte, refus.sur) == (2, 3 + 2)


def test_all_the_rencontres_are_over_those_of_the_city(saison: Equipe) -> None:
    (releve,) = relever(RENCONTRES, [Selection(saison, ANNEE)])

    for quartier, nombre in releve.rencontres.items():
        assert (releve.de(quartier).compte, releve.de(quartier).sur) == (nombre, 24)
    assert releve.ensemble().compte == releve.ensemble().sur == 24


def test_orientations_count_where_they_were_given_and_accueils_over_them(equipe: Equipe) -> None:
    besoin: Besoin = BesoinFactory(
        rencontre__sortie__equipe=equipe, rencontre__sortie__date=date(2026, 9, 15)
    )
    for statut in (Orientation.ACCUEILLIE, Orientation.REFUSEE, Orientation.REMISE):
        OrientationFactory(besoin=besoin, statut=statut)
    selection = Selection(equipe, ANNEE)

    donnees, accueils = (
        relever(un, [selection])[0].de(besoin.quartier_id) for un in (ORIENTATIONS, ACCUEILS)
    )

    assert (donnees.compte, donnees.sur) == (3, 3)
    assert (accueils.compte, accueils.sur) == (1, 3)


def test_two_queries_whatever_the_sujet_and_the_number_of_periods(saison: Equipe) -> None:
    selections = [Selection(saison, Periode.de(un)) for un in ANNEE.trimestres()]
    for sujet in (*DE_PRESENCE, ORIENTATIONS, ACCUEILS, *REPONSES):
        with CaptureQueriesContext(connection) as requetes:
            relever(sujet, selections)
        assert len(requetes) == 2, sujet.code


def test_the_trimestres_add_up_to_the_year(saison: Equipe) -> None:
    parts = [Selection(saison, Periode.de(un)) for un in ANNEE.trimestres()]
    for sujet in (*DE_PRESENCE, *REPONSES):
        annee, *trimestres = relever(sujet, [Selection(saison, ANNEE), *parts])
        assert sum(un.ensemble().compte for un in trimestres) == annee.ensemble().compte


def test_what_a_person_felt_and_her_ease_in_french_are_not_sujets() -> None:
    assert not {un.code.split("-")[0] for un in REPONSES} & {"vecu", "aisance_francais"}


def test_non_recours_and_french_are_the_answers_that_do_not_print() -> None:
    interdits = {un.code for un in REPONSES if not un.imprimable}

    assert interdits == {
        *(f"non_recours-{code}" for code in libelles("non_recours") if code != "non_renseigne"),
        f"exigence-{EXIGENCE_JAMAIS_IMPRIMEE}",
    }
    assert EXIGENCE_JAMAIS_IMPRIMEE in libelles("exigence")


@pytest.mark.parametrize("sujet", [*DE_PRESENCE, ORIENTATIONS, ACCUEILS, REPONSES[0]])
def test_every_sujet_has_a_scale_for_every_way_to_show_it(sujet: Sujet) -> None:
    for echelle in (sujet.parts, sujet.taux, sujet.nombres):
        assert len(echelle.bornes) == 4
    assert len(Mesure) == 4
