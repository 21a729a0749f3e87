"""Every pair of dimensions, against a recount in Python of a season drawn by chance."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from medlove.models import Equipe
from sessions.models import Besoin, CategorieBesoin, Exigence, QuestionPosee, Rencontre, Vecu
from sessions.nomenclatures.listes import NON_RENSEIGNE, libelles, sortes_d_exigences
from sessions.periodes import Periode, Trimestre
from sessions.rencontres.selection import Selection
from sessions.statistiques.mesures import DIMENSIONS, TOUT, Dimension, Unite, compter, demandees
from sessions.statistiques.mesures.dimensions import Porteur
from tests.fabriques import BesoinFactory, QuartierFactory, RencontreFactory, SortieFactory

ANNEE = Periode.de(Trimestre(2026, 1), Trimestre(2026, 4))
UN_CHAMP = [
    une for une in DIMENSIONS.values() if une.code in {f.name for f in Rencontre._meta.fields}
]


@pytest.fixture(scope="module")
def graine() -> int:
    return Random().randrange(10**6)


@pytest.fixture
def saison(equipe: Equipe, graine: int) -> Equipe:
    """Thirty rencontres of 2026 in two quartiers, and one of another year."""
    hasard = Random(graine)
    quartiers = QuartierFactory.create_batch(2)
    categories = list(CategorieBesoin.objects.filter(equipe=None))
    sous = CategorieBesoin.objects.create(
        equipe=equipe,
        code="loyer",
        domaine="droits",
        libelle="Loyer",
        famille="logement",
        parent=CategorieBesoin.objects.get(code="logement"),
    )
    for rang in range(31):
        jour = date(2025, 12, 31) if rang == 30 else date(2026, hasard.randint(1, 12), 9)
        sortie = SortieFactory(equipe=equipe, date=jour, quartier=hasard.choice(quartiers))
        champs = {
            une.code: hasard.choice([*une.modalites(Selection(equipe, ANNEE)), NON_RENSEIGNE])
            for une in UN_CHAMP
            if une.code not in {"quartier", "nb_personnes", "saisie"}
        }
        rencontre = RencontreFactory(sortie=sortie, **champs)
        for question in hasard.sample(sorted(libelles("question")), 2):
            QuestionPosee.objects.create(rencontre=rencontre, code=question)
        for code in hasard.sample(sorted(libelles("vecu")), hasard.randint(0, 2)):
            Vecu.objects.create(rencontre=rencontre, code=code)
        for numero in range(hasard.randint(0, 3)):
            besoin = BesoinFactory(
                rencontre=rencontre,
                rang=numero + 1,
                categorie=hasard.choice([*categories, sous, sous, sous]),
                reponse=hasard.choice(sorted(libelles("reponse"))),
                organisme=hasard.choice(sorted(libelles("organisme"))),
                non_recours=hasard.choice(sorted(libelles("non_recours"))),
            )
            for code in hasard.sample(sorted(libelles("exigence")), hasard.randint(0, 3)):
                Exigence.objects.create(besoin=besoin, code=code)
    return equipe


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
    saison: Equipe, unite: Unite, graine: int
) -> None:
    selection = Selection(saison, ANNEE)
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
def test_the_modalities_name_every_code_that_is_counted(saison: Equipe) -> None:
    selection = Selection(saison, ANNEE)
    for dimension in DIMENSIONS.values():
        comptes = compter(selection, dimension)
        attendus = {TOUT, *dimension.modalites(selection)}
        assert {code for (code,) in comptes} <= attendus, dimension.code


@pytest.mark.django_db
def test_a_question_is_over_those_asked_or_answered(saison: Equipe) -> None:
    selection = Selection(saison, ANNEE)
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
