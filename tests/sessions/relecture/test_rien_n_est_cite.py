"""Nothing of a note nor of the parole of a bilan is quoted anywhere before its relecture."""

import datetime
from io import BytesIO
from typing import Any

import pytest
from django.urls import get_resolver
from pypdf import PdfReader

from medlove.models import Equipe
from sessions import pdf
from sessions.cahiers.services import imprimer
from sessions.models import Bilan, Cahier, Rencontre
from tests.personnes import Personne
from tests.test_murs import adresse, adresses, objets

__all__ = ["objets"]

NOTE, PAROLE = "canarinote", "canariparole"


@pytest.fixture
def canaris(objets: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    Rencontre.objects.update(note=f"Un {NOTE} chante.")
    Bilan.objects.update(parole=f"Un {PAROLE} aussi.")
    return objets


@pytest.fixture
def _tel_qu_imprime(monkeypatch: pytest.MonkeyPatch) -> None:
    """A PDF is read by the page it is made from."""
    monkeypatch.setattr(pdf, "rendre", lambda html, figures: html.encode())


def ou_se_lit(personne: Personne, objets: dict[str, dict[str, Any]]) -> tuple[set[str], set[str]]:
    """The addresses whose answer holds the note, those whose answer holds the parole."""
    corps = {}
    for nom in adresses(get_resolver()):
        reponse = personne.get(adresse(nom, objets))
        corps[nom] = "" if reponse.streaming else reponse.content.decode(errors="replace")
    notes, paroles = ({nom for nom, dit in corps.items() if un in dit} for un in (NOTE, PAROLE))
    return notes, paroles


@pytest.mark.usefixtures("_tel_qu_imprime")
@pytest.mark.parametrize(
    ("qui", "notes", "paroles"),
    [
        ("pilotage", set(), set()),
        ("etrangere", set(), set()),
        ("administration", set(), set()),
        ("coequipiere", set(), {"sorties:fiche"}),
        (
            "coordination",
            {"rencontres:fiche", "relecture:effacer", "relecture:notes", "relecture:reecrire"},
            {"sorties:fiche", "relecture:bilans", "relecture:reecrire_bilan"},
        ),
    ],
)
def test_a_text_is_read_in_its_place_by_those_who_may_and_nowhere_else(
    qui: str,
    notes: set[str],
    paroles: set[str],
    canaris: dict[str, dict[str, Any]],
    request: pytest.FixtureRequest,
):
    assert ou_se_lit(request.getfixturevalue(qui), canaris) == (notes, paroles)


def test_no_cahier_quotes_it(equipe: Equipe, canaris: dict[str, dict[str, Any]]):
    cahier = Cahier.objects.create(
        equipe=equipe,
        titre="Une année",
        du=datetime.date(2026, 1, 1),
        au=datetime.date(2026, 12, 31),
    )
    pages = PdfReader(BytesIO(imprimer(cahier))).pages
    dit = "".join("".join(une.extract_text() for une in pages).split())
    assert "Uneannée" in dit
    assert NOTE not in dit
    assert PAROLE not in dit
