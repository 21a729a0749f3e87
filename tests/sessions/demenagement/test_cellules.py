"""Any value has one cell, and comes back from it."""

import csv
import io
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sessions.demenagement.cellules import Illisible, dire, lire
from sessions.demenagement.ecriture import Mesure, ecrire_csv
from sessions.models import Bilan, Cahier, Halte, Rencontre, Section, Sortie, Transfert
from territoires.models import Lieu, Partenaire

TEXTE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
DANGEREUX = st.text(st.sampled_from("=+-@;,'\" \t\r\na1("), max_size=12)
NOMBRE = st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
JSON = st.recursive(
    st.none() | st.booleans() | NOMBRE | TEXTE | DANGEREUX,
    lambda dessous: st.lists(dessous, max_size=4) | st.dictionaries(TEXTE, dessous, max_size=4),
    max_leaves=12,
)


def champ(modele: Any, nom: str) -> Any:
    return modele._meta.get_field(nom)


def revient(du: Any, valeur: Any) -> None:
    cellule = dire(du, valeur)
    assert lire(du, cellule) == valeur
    lues = io.BytesIO()
    ecrire_csv(Mesure(lues), ["a", "b"], [[cellule, "fin"]])
    texte = io.StringIO(lues.getvalue().decode(), newline="")
    assert list(csv.reader(texte, strict=True))[1:] == [[cellule, "fin"]]


@given(TEXTE | DANGEREUX)
@example("'=1+1")
def test_a_text(texte: str) -> None:
    revient(champ(Section, "texte"), texte)


@given(DANGEREUX)
def test_a_cell_starts_as_no_formula(texte: str) -> None:
    cellule = dire(champ(Section, "texte"), texte)
    assert not cellule.startswith(("=", "@", "\t", "\r"))


@given(st.dictionaries(TEXTE, JSON, max_size=4))
def test_an_object(valeur: dict[str, Any]) -> None:
    revient(champ(Transfert, "crees"), valeur)


@given(st.lists(JSON, max_size=4))
def test_a_list(valeur: list[Any]) -> None:
    revient(champ(Sortie, "questions"), valeur)


@given(st.dates(date(1, 1, 1)))
def test_a_day(valeur: date) -> None:
    revient(champ(Rencontre, "jour"), valeur)


@given(st.times())
def test_a_time(valeur: time) -> None:
    revient(champ(Halte, "arrivee"), valeur)


@given(st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=st.just(UTC)))  # noqa: DTZ001
def test_an_instant(valeur: datetime) -> None:
    revient(champ(Cahier, "modifie_le"), valeur)


@given(st.decimals(-179, 179, places=6))
def test_a_coordinate(valeur: Decimal) -> None:
    revient(champ(Lieu, "longitude"), valeur)


@given(st.integers(0, 2**15 - 1) | st.none())
def test_a_count_or_none(valeur: int | None) -> None:
    revient(champ(Bilan, "passages"), valeur)


@given(st.lists(st.sampled_from(["numerique", "=aide", "é, à"]), unique=True))
def test_a_list_of_codes(valeur: list[str]) -> None:
    revient(champ(Partenaire, "services"), valeur)


@pytest.mark.parametrize("valeur", [True, False, None])
def test_yes_no_and_not_known(valeur: bool | None) -> None:
    revient(champ(Lieu, "en_qpv"), valeur)


def test_the_same_json_whatever_the_base_made_of_it() -> None:
    """One sorts the keys of an object, one gives 100.0 back as 100."""
    du = champ(Transfert, "crees")
    assert dire(du, {"b": 100.0, "a": [1.5]}) == dire(du, {"a": [1.5], "b": 100})


@given(TEXTE | DANGEREUX)
def test_a_cell_is_read_or_refused_and_nothing_else(cellule: str) -> None:
    for nom in ("jour", "id", "edition", "a_denouer", "note", "genre", "sortie", "auteur"):
        du = champ(Rencontre, nom)
        try:
            valeur = lire(du, cellule)
        except Illisible:
            continue
        assert dire(du, valeur) == cellule
