"""Drafts of a new cahier: headings to write under, that nobody takes for words."""

import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medlove.models import Equipe
from sessions.cahiers.composition import composer
from sessions.cahiers.ebauches import ECRITE, ecrit, portraits
from sessions.cahiers.redaction.sommaire import lignes
from sessions.cahiers.services import commencer
from sessions.models import Cahier
from tests.fabriques import HalteFactory, LieuFactory, QuartierFactory


def halte(equipe: Equipe, nom: str, numero: int, mois: int = 8) -> None:
    quartier = QuartierFactory(numero=numero)
    HalteFactory(
        sortie__equipe=equipe,
        sortie__quartier=quartier,
        sortie__date=datetime.date(2026, mois, 4),
        lieu=LieuFactory(equipe=equipe, quartier=quartier, nom=nom),
    )


def test_the_lieux_of_the_period_are_there_to_be_told_in_the_order_of_the_bloc(
    equipe: Equipe, autre_equipe: Equipe
) -> None:
    halte(equipe, "Place des Cerisiers", 11)
    halte(equipe, "Marché", 5)
    halte(equipe, "Trop tôt", 5, mois=6)
    halte(autre_equipe, "Voisine", 5)
    cahier = commencer(Cahier(equipe=equipe, titre="Été", periode="2026-T3"))
    assert cahier.sections.get(code="haltes").texte == "### Marché\n\n### Place des Cerisiers\n"


def test_only_those_of_the_quartiers_chosen(equipe: Equipe) -> None:
    halte(equipe, "Ici", 11)
    halte(equipe, "Ailleurs", 5)
    cahier = commencer(
        Cahier(equipe=equipe, titre="Été", periode="2026-T3"), [QuartierFactory(numero=11)]
    )
    assert cahier.sections.get(code="haltes").texte == "### Ici\n"


def test_a_draft_counts_for_no_word_and_prints_no_heading(equipe: Equipe) -> None:
    halte(equipe, "Place des Cerisiers", 11)
    cahier = commencer(Cahier(equipe=equipe, titre="Été", periode="2026-T3"))
    assert {ligne.mots for ligne in lignes(cahier)} == {0}
    assert not cahier.sections.filter(texte__regex=ECRITE).exists()
    assert not any(chapitre.html for chapitre in composer(cahier).chapitres)
    cahier.sections.filter(code="haltes").update(texte="### Place\n\nUn banc.\n\n### Autre")
    assert cahier.sections.filter(texte__regex=ECRITE).count() == 1
    (dit,) = (un.html for un in composer(cahier).chapitres if un.section.code == "haltes")
    assert "Un banc." in dit
    assert "Autre" not in dit


@pytest.mark.parametrize(
    ("texte", "garde"),
    [
        ("", ""),
        ("### A\n\n### B\n", ""),
        ("### A\n\nmot\n\n### B\n", "### A\n\nmot"),
        ("### A\n\n### B\n\nmot", "### B\n\nmot"),
        ("## A\n\n### B\n\nmot", "## A\n\n### B\n\nmot"),
        ("## A\n\n### B\n\n## C\n\nmot", "## C\n\nmot"),
        ("mot\n\n### A", "mot"),
        ("#mot-dièse", "#mot-dièse"),
    ],
)
def test_a_heading_under_which_nothing_is_written_is_left_out(texte: str, garde: str) -> None:
    assert ecrit(texte) == garde


@given(texte=st.text(alphabet="#a \n", max_size=60))
def test_no_word_is_ever_lost(texte: str) -> None:
    def mots(un: str) -> list[str]:
        return [ligne.strip() for ligne in un.splitlines() if re.match(r"[ \t]*[^#\s]", ligne)]

    assert mots(ecrit(texte)) == mots(texte)
    assert ecrit(ecrit(texte)) == ecrit(texte)


@given(noms=st.lists(st.text(min_size=1).filter(str.strip), max_size=8))
def test_one_heading_a_lieu_whatever_its_name(noms: list[str]) -> None:
    titres = [ligne for ligne in portraits(noms).split("\n") if ligne]
    assert titres == [f"### {' '.join(nom.split())}" for nom in noms]
