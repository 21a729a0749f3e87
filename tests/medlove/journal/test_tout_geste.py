"""Whatever is done to the journal by SQL is found; whatever it is given reads back whole."""

from typing import Any

from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from medlove.journal.models import Journal
from medlove.journal.verification import Rupture, lire, rompue
from tests.fabriques import EquipeFactory
from tests.medlove.journal import alterations as sql

LIGNES = 9


def rupture() -> Rupture | None:
    return rompue(list(lire()))


TEXTE = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20)
GESTES = st.one_of(
    st.tuples(st.just("modifier"), st.integers(1, LIGNES), st.sampled_from(sql.CHAMPS)),
    st.tuples(st.just("retirer"), st.integers(1, LIGNES - 1), st.just(0)),
    st.tuples(st.just("fermer"), st.integers(1, LIGNES - 1), st.just(0)),
    st.tuples(st.just("permuter"), st.integers(1, LIGNES), st.integers(1, LIGNES)).filter(
        lambda un: un[1] != un[2]
    ),
    st.tuples(st.just("copier"), st.integers(1, LIGNES), st.integers(1, LIGNES + 1)),
)


class TestToutGeste(TestCase):
    @given(GESTES, TEXTE)
    def test_any_edit_is_found_no_later_than_where_it_begins(self, geste: Any, texte: str):
        sql.ecrire(LIGNES, EquipeFactory())
        quoi, un, deux = geste
        match quoi:
            case "modifier" if deux in {"objet", "filtre"}:
                if getattr(Journal.objects.get(rang=un), deux) == texte:
                    return
                sql.modifier(un, deux, texte)
            case "modifier":
                sql.modifier(un, deux, sql.autre_valeur(deux, EquipeFactory()))
            case "retirer":
                sql.retirer(un)
            case "fermer":
                sql.retirer(un)
                sql.decaler(un + 1, -1)
            case "permuter":
                sql.permuter(un, deux)
            case "copier":
                sql.copier(un, deux)
        trouvee = rupture()
        assert trouvee is not None
        debut = min(un, deux) if quoi == "permuter" else deux if quoi == "copier" else un
        # The copy of a line in its very place is that line: it is the next that is one too many.
        double = quoi == "copier" and un == deux
        assert trouvee.rang == debut + double

    @given(
        st.dictionaries(
            TEXTE,
            st.recursive(
                st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXTE,
                lambda dessous: (
                    st.lists(dessous, max_size=3) | st.dictionaries(TEXTE, dessous, max_size=3)
                ),
                max_leaves=6,
            ),
            max_size=4,
        ),
        TEXTE,
    )
    def test_whatever_a_line_says_it_reads_back_bound(self, detail: Any, filtre: str):
        Journal.objects.create(action="purge", detail=detail, filtre=filtre, quand=timezone.now())
        assert rupture() is None
