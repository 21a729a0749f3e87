"""Every pair of dimensions, against a recount in Python of a season drawn by chance."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from medlove.models import Equipe
from sessions.models import Besoin, Exigence, Rencontre, Sortie
from sessions.nomenclatures.listes import NON_RENSEIGNE, libelles, sortes_d_exigences
from sessions.periodes import Trimestre
from sessions.rencontres.selection import Selection
from sessions.statistiques.mesures import (
    DIMENSIONS,
    TOUT,
    Dimension,
    Journee,
    Unite,
    compter,
    compter_ensemble,
    demandees,
    demandees_ensemble,
    droits_et_numerique,
    par_jour,
    totaux,
)
from sessions.statistiques.mesures.dimensions import Porteur
from tests.fabriques import HalteFactory, PassagesFactory
from tests.sessions.statistiques.conftest import ANNEE


def codes(
    dimension: Dimension, rencontre: Rencontre, besoin: Besoin, exigence: Exigence
) -> set[str]:
    """The modalities of one rencontre, through one besoin and one exigence of it."""
    match dimension.code:
        case "quartier":
            return {str(rencontre.quartier_id)}
        case "trimestre":
            return {str(Trimestre.du_jour(rencontre.jour))}
        case "mois":
            return {f"{rencontre.jour:%Y-%m}"}
        case "vecu":
            return {une.code for une in rencontre.vecus.all()}
        case "domaine" | "famille":
            return {getattr(besoin.categorie, dimension.code)}
        case "categorie":
            return {(besoin.categorie.parent or besoin.categorie).code}
        case "exigence":
            return {exigence.code}
        case "sorte_exigence":
            return {sortes_d_exigences()[exigence.code]}
        case champ if dimension.porteur is Porteur.BESOIN:
            return {getattr(besoin, champ)}
        case champ:
            return {getattr(rencontre, champ)}


def recompter(rencontres: list[Rencontre], deux: tuple[Dimension, ...], unite: Unite) -> dict:
    """The same counts, margins included, by loops over rows."""
    vues: dict[tuple[str, ...], set[object]] = defaultdict(set)
    fin = max(une.porteur for une in deux)
    for rencontre in rencontres:
        for besoin, exigence in _lignes(rencontre, fin, unite):
            unites = besoin.pk if unite is Unite.BESOINS else rencontre.pk
            for un in codes(deux[0], rencontre, besoin, exigence):
                for autre in codes(deux[1], rencontre, besoin, exigence):
                    for cle in ((un, autre), (un, TOUT), (TOUT, autre), (TOUT, TOUT)):
                        vues[cle].add(unites)
    return {cle: len(unites) for cle, unites in vues.items()}


def _lignes(rencontre: Rencontre, fin: Porteur, unite: Unite) -> Iterator[tuple]:
    if fin < Porteur.BESOIN and unite is Unite.RENCONTRES:
        yield None, None
        return
    for besoin in rencontre.besoins.all():
        if fin < Porteur.EXIGENCE:
            yield besoin, None
        for exigence in besoin.exigences.all() if fin is Porteur.EXIGENCE else []:
            yield besoin, exigence


@pytest.mark.django_db
@pytest.mark.parametrize("unite", Unite)
def test_every_pair_is_counted_as_by_hand_in_one_query(
    saison_tiree: Equipe, unite: Unite, graine: int
) -> None:
    selection = Selection(saison_tiree, ANNEE)
    rencontres = list(
        selection.rencontres().prefetch_related(
            "vecus", "besoins__exigences", "besoins__categorie__parent"
        )
    )
    assert len(rencontres) == 30
    for deux in combinations(DIMENSIONS.values(), 2):
        with CaptureQueriesContext(connection) as requetes:
            lus = compter(selection, *deux, unite=unite)
        assert len(requetes) <= 1
        # Nothing in common is told as nought by the database, as nothing by hand.
        attendus = {(TOUT, TOUT): 0, **recompter(rencontres, deux, unite)}
        assert {(TOUT, TOUT): 0, **lus} == attendus, (deux[0].code, deux[1].code, graine)


@pytest.mark.django_db
def test_the_modalities_name_every_code_that_is_counted(saison_tiree: Equipe) -> None:
    selection = Selection(saison_tiree, ANNEE)
    for dimension in DIMENSIONS.values():
        comptes = compter(selection, dimension)
        attendus = {TOUT, *dimension.modalites(selection)}
        assert {code for (code,) in comptes} <= attendus, dimension.code


@pytest.mark.django_db
def test_a_question_is_over_those_asked_or_answered(saison_tiree: Equipe) -> None:
    selection = Selection(saison_tiree, ANNEE)
    for dimension in DIMENSIONS.values():
        if not dimension.question or dimension.porteur is not Porteur.RENCONTRE:
            continue
        attendues = [
            une
            for une in selection.rencontres().prefetch_related("questions_posees")
            if getattr(une, dimension.code) != NON_RENSEIGNE
            or dimension.question in {posee.code for posee in une.questions_posees.all()}
        ]
        assert demandees(selection, dimension.question).get((), 0) == len(attendues)


@pytest.mark.django_db
def test_several_tables_counted_at_once_are_those_counted_one_by_one(saison_tiree: Equipe) -> None:
    selection = Selection(saison_tiree, ANNEE)
    tables = {
        **{code: (une,) for code, une in DIMENSIONS.items()},
        "deux": (DIMENSIONS["exigence"], DIMENSIONS["tranche_age"]),
    }
    with CaptureQueriesContext(connection) as requetes:
        ensemble = compter_ensemble(selection, tables)
    assert len(requetes) == 1
    for nom, dimensions in tables.items():
        lus = {cle: compte.rencontres for cle, compte in ensemble[nom].items()}
        assert lus == compter(selection, *dimensions), nom
        if dimensions[0].porteur >= Porteur.BESOIN:
            lus = {cle: compte.besoins for cle, compte in ensemble[nom].items()}
            assert lus == compter(selection, *dimensions, unite=Unite.BESOINS), nom


@pytest.mark.django_db
@pytest.mark.parametrize("domaine", [None, "droits"])
def test_several_questions_are_counted_at_once_as_one_by_one(
    saison_tiree: Equipe, domaine: str | None
) -> None:
    selection = Selection(saison_tiree, ANNEE, domaine=domaine)
    questions = sorted(libelles("question"))
    with CaptureQueriesContext(connection) as requetes:
        lues = demandees_ensemble(selection, questions)
    assert len(requetes) == 1
    assert lues == {une: demandees(selection, une).get((), 0) for une in questions}


@pytest.mark.django_db
@pytest.mark.parametrize("categorie", [None, "courriel", "logement"])
def test_droits_and_numerique_are_met_in_the_same_rencontre(
    saison_tiree: Equipe, categorie: str | None, graine: int
) -> None:
    """Whatever the besoin asked for, all those of its rencontres are looked at."""
    selection = Selection(saison_tiree, ANNEE, categorie=categorie)
    attendues: dict[tuple[str, str], set[object]] = defaultdict(set)
    for rencontre in selection.portant().prefetch_related("besoins__categorie__parent"):
        par_domaine = defaultdict(set)
        for besoin in rencontre.besoins.all():
            code = (besoin.categorie.parent or besoin.categorie).code
            par_domaine[besoin.categorie.domaine].add(code)
        for droit in par_domaine["droits"]:
            for usage in par_domaine["numerique"]:
                for cle in ((droit, usage), (droit, TOUT), (TOUT, usage), (TOUT, TOUT)):
                    attendues[cle].add(rencontre.pk)
    with CaptureQueriesContext(connection) as requetes:
        lues = droits_et_numerique(selection)
    assert len(requetes) == 1
    comptees = {cle: len(unes) for cle, unes in attendues.items()}
    assert {(TOUT, TOUT): 0, **lues} == {(TOUT, TOUT): 0, **comptees}, graine


@pytest.mark.django_db
@pytest.mark.parametrize("domaine", [None, "droits"])
def test_days_add_up_to_the_totals(saison_tiree: Equipe, domaine: str | None) -> None:
    for sortie in Sortie.objects.all():
        PassagesFactory(halte=HalteFactory(sortie=sortie, minutes=90), passages=3, refus=1)
    selection = Selection(saison_tiree, ANNEE, domaine=domaine)
    with CaptureQueriesContext(connection) as requetes:
        jours = par_jour(selection)
    assert len(requetes) == 1
    tout, attendus = sum(jours.values(), start=Journee()), totaux(selection)
    assert (tout.sorties, tout.minutes) == (attendus.sorties, attendus.minutes)
    assert (tout.passages, tout.refus) == (attendus.passages, attendus.refus)
    assert tout.rencontres == selection.portant().count()
    assert list(jours) == sorted(jours)
    assert all(selection.periode.du <= jour <= selection.periode.au for jour in jours)
