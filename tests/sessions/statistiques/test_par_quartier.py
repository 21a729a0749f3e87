"""Counts by quartier, against a recount in Python of a season drawn by chance, and how they are
answered."""

from collections import Counter
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from medlove.models import Equipe
from sessions.models import Rencontre
from sessions.nomenclatures.listes import codes_nationaux, domaines, familles
from sessions.periodes import Periode, Trimestre
from sessions.rencontres.selection import Selection
from sessions.statistiques.mesures import compter_par_quartier, par_jour, presence
from sessions.statistiques.mesures.par_quartier import Compteur, portant, toutes
from tests.fabriques import BesoinFactory, QuartierFactory
from tests.sessions.statistiques.conftest import ANNEE

pytestmark = pytest.mark.django_db


def compteurs(selection: Selection) -> dict[str, Compteur]:
    return {"toutes": toutes(selection), "portant": portant(selection)}


def recompter(selection: Selection, porte: Callable[[Rencontre], bool]) -> dict[str, Counter]:
    """The same by loops over rows."""
    siennes = [
        une
        for une in Rencontre.objects.de(selection.equipe).prefetch_related("besoins__categorie")
        if selection.periode.du <= une.jour <= selection.periode.au
        and une.genre == (selection.genre or une.genre)
    ]
    return {
        "toutes": Counter(une.quartier_id for une in siennes),
        "portant": Counter(une.quartier_id for une in siennes if porte(une)),
    }


def portent(sorte: str, code: str) -> Callable[[Rencontre], bool]:
    def porte(rencontre: Rencontre) -> bool:
        categories = [un.categorie for un in rencontre.besoins.all()]
        if sorte != "categorie":
            return any(getattr(une, sorte) == code for une in categories)
        return any(code in {une.code, une.principale} for une in categories)

    return porte


@pytest.mark.parametrize("genre", [None, "feminin"])
@pytest.mark.parametrize(
    ("sorte", "codes"),
    [
        ("domaine", domaines()),
        ("famille", familles()),
        ("categorie", sorted(codes_nationaux())[::7]),
    ],
)
def test_each_kind_of_besoin_is_counted_by_quartier_as_by_hand(
    saison_tiree: Equipe, sorte: str, codes: list[str], genre: str | None, graine: int
) -> None:
    for code in codes:
        selection = Selection(saison_tiree, ANNEE, genre=genre, **{sorte: code})
        (lus,) = compter_par_quartier([selection], compteurs)
        assert lus == recompter(selection, portent(sorte, code)), (code, graine)


def test_trimestres_are_counted_together_each_with_its_own_days(saison_tiree: Equipe) -> None:
    selections = [
        Selection(saison_tiree, Periode.de(Trimestre(2026, rang)), domaine="droits")
        for rang in range(1, 5)
    ]
    with CaptureQueriesContext(connection) as requetes:
        lus = compter_par_quartier(selections, compteurs)

    assert len(requetes) == 1
    assert lus == [recompter(une, portent("domaine", "droits")) for une in selections]


def test_a_quartier_where_nothing_was_heard_is_absent(equipe: Equipe, autre_equipe: Equipe) -> None:
    QuartierFactory(numero=7)
    BesoinFactory(rencontre__sortie__equipe=autre_equipe, code="logement")

    droits = Selection(equipe, ANNEE, domaine="droits")
    assert compter_par_quartier([droits], compteurs) == [{"toutes": {}, "portant": {}}]


SUR_SQLITE = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="PostgreSQL reads a small table whole"
)


def plan_de(compter: Callable[[], object]) -> str:
    """How SQLite means to answer, without the statistics of an ANALYZE."""
    with CaptureQueriesContext(connection) as requetes:
        compter()
    (requete,) = requetes.captured_queries
    with connection.cursor() as curseur:
        curseur.execute(f"EXPLAIN QUERY PLAN {requete['sql']}")
        return "\n".join(ligne[-1] for ligne in curseur.fetchall())


@SUR_SQLITE
@pytest.mark.parametrize("choix", [{"domaine": "droits"}, {"categorie": "logement"}])
def test_an_index_answers_each_count_by_itself_down_to_the_day(
    saison_tiree: Equipe, choix: dict[str, str]
) -> None:
    selection = Selection(saison_tiree, ANNEE, **choix)
    plan = plan_de(lambda: compter_par_quartier([selection], compteurs))

    index = "COVERING INDEX {} (equipe_id=? AND quartier_id=? AND "
    assert f"{index.format('rencontre_equipe_quartier')}jour>? AND jour<?)" in plan
    assert f"{index.format('besoin_equipe_quartier')}categorie_id=? AND jour>? AND jour<?)" in plan
    assert "TEMP B-TREE" not in plan


@SUR_SQLITE
@pytest.mark.parametrize("mesure", [presence, par_jour])
def test_haltes_and_passages_are_reached_from_the_sorties_of_the_period(
    equipe: Equipe, mesure: Callable[[Selection], object]
) -> None:
    """Not by all those of the équipe, over and again for each sortie."""
    plan = plan_de(lambda: mesure(Selection(equipe, ANNEE)))

    lues = [un for un in plan.splitlines() if "_halte " in un or "_passages " in un]
    assert [un.rpartition("(")[2] for un in lues] == ["sortie_id=?)", "sortie_id=?)", "halte_id=?)"]
