"""The counts of the hypotheses against a recount in Python of a season drawn by chance."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from medlove.models import Equipe
from sessions.hypotheses import mesures
from sessions.hypotheses.mesures import (
    ABORDEES,
    DOMAINE,
    ENSEMBLE,
    EXIGENCES,
    LIEUX,
    NON_RECOURS,
    PASSAGES,
    PLUSIEURS,
    POSEE,
    QUESTIONS,
    REFUS,
    RENCONTRES,
    REVUS,
    SANS_RECOURS,
    SORTE,
)
from sessions.models import CategorieBesoin, Exigence, QuestionPosee, Rencontre, Sortie
from sessions.nomenclatures.listes import NON_RENSEIGNE, libelles, sortes_d_exigences
from sessions.periodes import Periode, Trimestre
from sessions.rencontres.selection import Selection
from sessions.statistiques.mesures import DIMENSIONS, TOUT, compter, demandees
from tests.fabriques import (
    BesoinFactory,
    HalteFactory,
    LieuFactory,
    PassagesFactory,
    QuartierFactory,
    RencontreFactory,
    SortieFactory,
)

ANNEE = Periode.de(Trimestre(2026, 1), Trimestre(2026, 4))


@pytest.fixture
def saison(equipe: Equipe) -> Equipe:
    """Forty rencontres of 2026, some of every kind, and one of another year."""
    graine = Random().randrange(10**6)
    print("graine", graine)  # noqa: T201
    hasard = Random(graine)
    quartiers = QuartierFactory.create_batch(2)
    lieux = [LieuFactory(equipe=equipe, quartier=un) for un in quartiers] + [None]
    categories = list(CategorieBesoin.objects.filter(domaine__in=["droits", "numerique"]))
    for rang in range(41):
        jour = date(2025, 12, 31) if rang == 40 else date(2026, hasard.randint(1, 12), 9)
        sortie = SortieFactory(equipe=equipe, date=jour, quartier=hasard.choice(quartiers))
        halte = HalteFactory(sortie=sortie, lieu=hasard.choice(lieux))
        PassagesFactory(halte=halte, passages=hasard.randint(0, 5), refus=hasard.randint(0, 5))
        champs = {question: hasard.choice(sorted(libelles(question))) for question in QUESTIONS}
        genre = hasard.choice(sorted(libelles("genre")))
        rencontre = RencontreFactory(sortie=sortie, halte=halte, genre=genre, **champs)
        for question in hasard.sample(sorted(libelles("question")), 4):
            QuestionPosee.objects.create(rencontre=rencontre, code=question)
        for numero in range(hasard.randint(0, 3)):
            besoin = BesoinFactory(
                rencontre=rencontre,
                rang=numero + 1,
                categorie=hasard.choice(categories),
                non_recours=hasard.choice(sorted(libelles("non_recours"))),
            )
            for code in hasard.sample(sorted(libelles("exigence")), hasard.randint(0, 2)):
                Exigence.objects.create(besoin=besoin, code=code)
    return equipe


def recompter(rencontres: list[Rencontre], garder: Callable[[Rencontre], bool]) -> Counter[str]:
    compteur: Counter[str] = Counter()
    for une in rencontres:
        if garder(une):
            compteur[str(Trimestre.du_jour(une.jour))] += 1
            compteur[TOUT] += 1
    return compteur


def posee(rencontre: Rencontre, question: str) -> bool:
    if any(une.code == question for une in rencontre.questions_posees.all()):
        return True
    besoins = rencontre.besoins.all()
    if question == "exigences":
        return any(un.exigences.all() for un in besoins)
    if question == "non_recours":
        return any(un.non_recours != NON_RENSEIGNE for un in besoins)
    return getattr(rencontre, question) != NON_RENSEIGNE


def domaines(rencontre: Rencontre) -> set[str]:
    return {un.categorie.domaine for un in rencontre.besoins.all()}


@pytest.mark.parametrize("choix", [{}, {"genre": "feminin"}, {"quartier": True}])
def test_all_is_what_a_recount_finds(saison: Equipe, choix: dict):
    if "quartier" in choix:
        choix = {"quartier": Sortie.objects.earliest("id").quartier_id}
    selection = Selection(saison, ANNEE, **choix)
    lus = mesures.tout(selection)
    toutes = list(Rencontre.objects.filter(jour__year=2026, **choix))
    attendus = {
        (RENCONTRES, ""): lambda une: True,
        (PLUSIEURS, ""): lambda une: une.besoins.count() > 1,
        (ENSEMBLE, ""): lambda une: domaines(une) >= {"droits", "numerique"},
        (SANS_RECOURS, ""): lambda une: any(
            un.non_recours in NON_RECOURS for un in une.besoins.all()
        ),
        (DOMAINE, "droits"): lambda une: "droits" in domaines(une),
        (SORTE, "cognitive"): lambda une: any(
            sortes_d_exigences()[e.code] == "cognitive"
            for un in une.besoins.all()
            for e in un.exigences.all()
        ),
        (EXIGENCES, ""): lambda une: any(un.exigences.all() for un in une.besoins.all()),
        ("frequentation_lieux", "ne_connait_pas"): lambda une: (
            une.frequentation_lieux == "ne_connait_pas"
        ),
    }
    for cle, garder in attendus.items():
        assert +lus.get(cle, Counter()) == recompter(toutes, garder), cle
    for question in (*QUESTIONS, "exigences", "non_recours"):
        trouvees = recompter(toutes, lambda une, question=question: posee(une, question))
        assert +lus[POSEE, question] == trouvees, question


def test_refus_are_set_against_all_the_rencontres_of_the_place(saison: Equipe):
    tous = mesures.tout(Selection(saison, ANNEE))
    femmes = mesures.tout(Selection(saison, ANNEE, genre="feminin", domaine="droits"))
    assert femmes[REFUS] == tous[REFUS]
    assert femmes[ABORDEES] == tous[ABORDEES] == tous[REFUS] + tous[RENCONTRES, ""]
    assert femmes[RENCONTRES, ""][TOUT] < tous[RENCONTRES, ""][TOUT] == 40
    assert tous[PASSAGES][TOUT] == Selection(saison, ANNEE).passages().totaux()["passages"]


def test_the_numbers_are_those_of_the_statistics(saison: Equipe):
    """Whatever is asked for, the same words give the same number on every page."""
    for choix in ({}, {"domaine": "droits"}, {"genre": "masculin"}):
        selection = Selection(saison, ANNEE, **choix)
        lus = mesures.tout(selection)
        trimestre = DIMENSIONS["trimestre"]
        for question in QUESTIONS:
            comptes = compter(selection, DIMENSIONS[question], trimestre)
            for code in libelles(question):
                if code != NON_RENSEIGNE:
                    assert lus[question, code][TOUT] == comptes.get((code, TOUT), 0)
                    assert lus[question, code]["2026-T2"] == comptes.get((code, "2026-T2"), 0)
        for question in (*QUESTIONS, "exigences", "non_recours"):
            assert lus[POSEE, question][TOUT] == demandees(selection, question)[()]
        avec = compter(selection, DIMENSIONS["sorte_exigence"])
        assert lus[EXIGENCES, ""][TOUT] == avec.get((TOUT,), 0)


def test_a_lieu_is_returned_to_on_another_day_and_not_by_a_second_halte(equipe: Equipe):
    place = LieuFactory(equipe=equipe, nom="Place")
    for jour in (date(2026, 1, 5), date(2026, 1, 5), date(2026, 4, 6)):
        HalteFactory(sortie=SortieFactory(equipe=equipe, date=jour), lieu=place)
    HalteFactory(sortie=SortieFactory(equipe=equipe, date=date(2026, 1, 5)), lieu=None)
    HalteFactory(
        sortie=SortieFactory(equipe=equipe, date=date(2026, 5, 5), statut=Sortie.PLANIFIEE),
        lieu=LieuFactory(equipe=equipe),
    )
    lieux = mesures.des_lieux(Selection(equipe, ANNEE))
    comptes = mesures.des_retours(lieux)
    assert comptes[LIEUX] == {"2026-T1": 1, "2026-T2": 1, TOUT: 1}
    assert +comptes[REVUS] == {TOUT: 1}
    (vue,) = [un for un in lieux[TOUT] if un.id]
    assert (vue.nom, vue.haltes, vue.jours, vue.minutes) == ("Place", 3, 2, 360)


def test_another_équipe_counts_for_nothing(saison: Equipe, autre_equipe: Equipe):
    selection = Selection(autre_equipe, ANNEE)
    assert not any(compteur[TOUT] for compteur in mesures.tout(selection).values())
    assert not mesures.des_lieux(selection)[TOUT]


def test_it_takes_six_queries_whatever_there_is(saison: Equipe):
    for choix, nombre in (({}, 6), ({"genre": "feminin"}, 7)):
        selection = Selection(saison, ANNEE, **choix)
        with CaptureQueriesContext(connection) as requetes:
            mesures.tout(selection)
            mesures.des_lieux(selection)
        assert len(requetes) == nombre
