"""What came of orientations: nobody counted twice, nothing more than was sent."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.orientations.comptes import Compte
from sessions.periodes import Periode, Trimestre
from sessions.suivi.services import Suites, Suivi, suivre

PERIODE = Periode.de(Trimestre(2026, 3), Trimestre(2026, 4))
UN, AUTRE = UUID(int=1), UUID(int=2)
MOIS = [date(2026, mois, 1) for mois in range(7, 13)]

nombres = st.integers(0, 30)
suites = st.builds(
    lambda recues, refusees, absentes, inconnues, attente: Suites(
        recues + refusees + absentes + inconnues + attente,
        recues,
        0,
        refusees,
        absentes,
        inconnues,
        attente,
    ),
    *[nombres] * 5,
)
lignes = st.lists(
    st.builds(
        Compte,
        partenaire_id=st.sampled_from([UN, AUTRE]),
        categorie_id=st.integers(1, 3),
        quartier_id=st.integers(1, 3),
        mois=st.sampled_from(MOIS),
        statut=st.sampled_from(["remise", "accueillie", "refusee", "non_venue", "expiree"]),
        delai=st.sampled_from(["", "semaine", "mois"]),
        motif=st.sampled_from(["", "complet"]),
        nombre=st.integers(1, 9),
    ),
    max_size=20,
)
groupes = st.dictionaries(st.tuples(st.sampled_from([UN, AUTRE]), st.sampled_from(MOIS)), nombres)


def compte(statut: str, nombre: int = 1, **champs: object) -> Compte:
    defauts = {
        "partenaire_id": UN,
        "categorie_id": 1,
        "quartier_id": 1,
        "mois": date(2026, 9, 1),
        "delai": "",
        "motif": "",
    }
    return Compte(statut=statut, nombre=nombre, **defauts | champs)  # type: ignore[arg-type]


def adds_up(une: Suites) -> bool:
    parts = (une.recues, une.refusees, une.non_venues, une.inconnues, une.en_attente)
    return sum(parts) == une.orientations and min(parts) >= 0


@pytest.mark.parametrize(
    ("dites", "recues", "attente", "inconnues"),
    [(0, 3, 4, 2), (3, 3, 4, 2), (5, 5, 2, 2), (8, 8, 0, 1), (9, 9, 0, 0), (50, 9, 0, 0)],
)
def test_a_grouped_return_is_the_larger_of_two_and_never_more_than_could_be(
    dites: int, recues: int, attente: int, inconnues: int
):
    avant = Suites(12, recues=3, refusees=2, non_venues=1, inconnues=2, en_attente=4)
    lues = avant.avec_retour_groupe(dites)
    assert (lues.recues, lues.en_attente, lues.inconnues) == (recues, attente, inconnues)
    assert (lues.refusees, lues.non_venues, lues.groupees) == (2, 1, recues - 3)
    assert adds_up(lues)


@given(suites, nombres)
def test_a_grouped_return_never_takes_away_nor_adds_an_orientation(avant: Suites, dites: int):
    lues = avant.avec_retour_groupe(dites)
    assert adds_up(lues)
    assert avant.recues <= lues.recues <= avant.orientations
    assert lues.recues >= min(dites, avant.orientations - avant.refusees - avant.non_venues)


@given(lignes, groupes)
def test_every_cut_adds_up_to_the_whole(lues: list[Compte], dits: dict[tuple[UUID, date], int]):
    suivi = suivre(lues, dits, PERIODE)
    for coupe, total in (
        (suivi.par_partenaire, suivi.ensemble),
        (suivi.par_trimestre, suivi.ensemble),
        (suivi.par_categorie, suivi.une_par_une),
        (suivi.par_quartier, suivi.une_par_une),
    ):
        assert sum(coupe.values(), start=Suites()) == total
    assert adds_up(suivi.ensemble)
    assert suivi.ensemble.orientations == sum(une.nombre for une in lues)
    assert sum(suivi.delais.values()) == suivi.une_par_une.recues
    assert sum(suivi.motifs.values()) == suivi.une_par_une.refusees


def test_a_number_for_a_month_counts_in_that_month_of_that_partenaire_only():
    octobre = date(2026, 10, 1)
    lues = [
        compte("remise", 5),
        compte("remise", 5, mois=octobre),
        compte("remise", 5, partenaire_id=AUTRE),
    ]
    suivi = suivre(lues, {(UN, octobre): 9, (uuid4(), octobre): 3}, PERIODE)
    assert suivi.par_partenaire[UN].recues == 5
    assert suivi.par_partenaire[AUTRE].recues == 0
    assert suivi.par_trimestre[Trimestre(2026, 3)].recues == 0
    assert suivi.par_trimestre[Trimestre(2026, 4)].recues == 5


def test_a_quiet_trimestre_has_its_row():
    assert suivre([], {}, PERIODE) == Suivi(
        Suites(),
        Suites(),
        {},
        {},
        {},
        {Trimestre(2026, 3): Suites(), Trimestre(2026, 4): Suites()},
        {},
        {},
    )
