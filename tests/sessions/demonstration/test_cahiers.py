"""The cahiers of the demonstration: well written, nobody counted in them, nobody real."""

import datetime
import re
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django.fixtures import Settings

from sessions.cahiers.blocs.signataires import signataires
from sessions.cahiers.composition import composer
from sessions.cahiers.matiere import lire
from sessions.cahiers.plan import PLAN
from sessions.cahiers.redaction.typographie import typographier
from sessions.demonstration.cahiers import TEXTES, texte
from sessions.demonstration.donnees import lire as lire_demonstration
from sessions.models import Cahier
from tests.fabriques import QuartierFactory

JOUR = datetime.date(2026, 11, 18)
# Presentations of what the machine gathers, and what is said at the end.
COURTES = {"scenes", "paroles", "equipe", "methode", "colophon"}
FICHIERS = sorted(TEXTES.rglob("*.md"))
# A number in figures beside somebody: those only come from blocs.
COMPTE_DE_PERSONNES = re.compile(
    r"\d[\d\u202f ]*\s*(?:personnes?|rencontres?|habitante?s?|gens|dames?|messieurs|jeunes|%)"
)


@pytest.fixture(autouse=True)
def _quartiers(db: None, settings: Settings) -> None:
    settings.MEDLOVE_DEMO = True
    for numero in range(1, 13):
        QuartierFactory(numero=numero)


def charger(*, petite: bool = False) -> None:
    call_command("charger_demo", jusqu_au=JOUR, rencontres=300, petite=petite, verbosity=0)


def test_a_year_is_written_from_end_to_end_and_the_last_trimestre_is_begun() -> None:
    charger()
    ecrit, commence = Cahier.objects.order_by("periode")
    assert (ecrit.periode, commence.periode) == ("2025", "2026-T3")
    assert ecrit.cree_par is not None
    assert {section.code for section in ecrit.sections.all() if section.texte} == set(PLAN)
    document = composer(ecrit)
    assert {un.section.code for un in document.chapitres} == set(PLAN)
    assert [un.section.code for un in composer(commence).chapitres if un.html] == ["sortie"]


def test_the_small_season_has_a_cahier_of_its_own_year_and_its_own_words() -> None:
    charger(petite=True)
    (cahier,) = Cahier.objects.all()
    assert cahier.periode == "2026"
    haltes = cahier.sections.get(code="haltes").texte
    assert "Parc des Sources" in haltes
    assert "Marché du Grand Chêne" not in haltes


def test_each_lieu_that_has_a_portrait_is_one_of_the_season() -> None:
    lieux = {ligne["nom"] for ligne in lire_demonstration("equipe")["lieux"]}
    for petite in (False, True):
        titres = re.findall(r"^### (.+)$", texte("haltes", petite=petite), re.MULTILINE)
        assert titres
        assert set(titres) <= lieux


def test_those_who_signed_are_named_and_the_others_are_not() -> None:
    charger()
    lu = signataires(lire(Cahier.objects.get(periode="2025")))
    assert [role for role, _ in lu.elements["roles"]] == [
        "Pilotage",
        "Coordination",
        "Médiation",
        "Complices",
    ]
    assert lu.phrase == "Deux autres personnes ont préféré ne pas être nommées."


@pytest.mark.parametrize("fichier", FICHIERS, ids=lambda un: str(un.relative_to(TEXTES)))
def test_a_text_is_well_set_of_a_good_length_and_counts_nobody(fichier: Path) -> None:
    dit = fichier.read_text(encoding="utf-8")
    assert fichier.stem in PLAN
    assert len(dit.split()) <= 350
    if fichier.stem not in COURTES and fichier.parent == TEXTES:
        assert len(dit.split()) >= 120
    assert not COMPTE_DE_PERSONNES.search(dit)
    assert not re.search(r"[\w’] [;:?!»]|« |'|!", dit)
    assert "bénéficiaire" not in dit
    assert typographier(dit).replace("\u00a0:", "\u202f:") == dit.replace("\u00a0:", "\u202f:")
