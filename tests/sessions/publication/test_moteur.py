"""The engine bit by bit: its table, its draws, what it shows, and what it never shows."""

import hmac
from decimal import Decimal, localcontext
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.publication import moteur
from sessions.publication.moteur import CUMULS, CleFaible, Compte, Moteur, arrondir, pourcentage

CLE = sha256(b"une cle pour les tests").digest()
UN_SUR_2_32 = Fraction(1, 2**32)

comptes = st.builds(Compte, st.integers(0, 400), st.integers(0, 2**32 - 1))
uuids = st.uuids(version=4)


@pytest.fixture(scope="module")
def engin() -> Moteur:
    return Moteur(CLE)


def chances() -> list[Fraction]:
    """Of a noise of -8, -7, … 8."""
    return [(b - a) * UN_SUR_2_32 for a, b in zip((0, *CUMULS), CUMULS, strict=False)]


def lu(n: int, cumuls: list[Fraction]) -> dict[int | None, Fraction]:
    """What is published of a count of n, and with which chance, worked out by hand."""
    montre = Fraction(0) if n <= 10 else Fraction(1) if n >= 16 else Fraction(n - 10, 6)
    resultat: dict[int | None, Fraction] = {None: 1 - montre}
    for bruit, chance in enumerate(cumuls, start=-8):
        valeur = max(10, min(range(0, 500, 5), key=lambda m: abs(m - (n + bruit))))
        resultat[valeur] = resultat.get(valeur, Fraction(0)) + chance * montre
    return resultat


# --- The table --------------------------------------------------------------------------


def test_the_table_is_that_of_greatest_entropy_with_mean_0_and_variance_8() -> None:
    """exp(-λi²), λ found by halving; the cumulated chances rounded out of 2**32."""
    with localcontext() as contexte:
        contexte.prec = 50
        bas, haut = Decimal("0.0001"), Decimal(1)
        for _ in range(160):
            lagrange = (bas + haut) / 2
            poids = [(-lagrange * i * i).exp() for i in range(-8, 9)]
            variance = sum(p * i * i for p, i in zip(poids, range(-8, 9), strict=True)) / sum(poids)
            bas, haut = (lagrange, haut) if variance > 8 else (bas, lagrange)
        cumul, attendus = Decimal(0), []
        for un in poids:
            cumul += un / sum(poids)
            attendus.append(int((cumul * 2**32).to_integral_value()))
    assert list(CUMULS) == attendus
    assert list(CUMULS) == sorted(set(CUMULS))


def test_the_noise_has_mean_0_and_variance_8_to_one_part_in_a_million() -> None:
    moyenne = sum(chance * bruit for bruit, chance in enumerate(chances(), start=-8))
    variance = sum(chance * bruit * bruit for bruit, chance in enumerate(chances(), start=-8))
    assert abs(moyenne) < Fraction(1, 10**6)
    assert abs(variance - 8) < Fraction(1, 10**6)


def test_nobody_tells_n_from_n_plus_1_better_than_62_times_in_100() -> None:
    pires = []
    for n in range(201):
        un, autre = lu(n, chances()), lu(n + 1, chances())
        lus = set(un) | set(autre)
        pires.append(sum(max(un.get(v, Fraction(0)), autre.get(v, Fraction(0))) for v in lus) / 2)
    assert max(pires) <= Fraction(62, 100)


# --- The draws --------------------------------------------------------------------------


@given(st.lists(uuids, max_size=30, unique=True), st.randoms())
def test_the_same_records_give_the_same_cell_in_any_order_and_repeated(
    engin: Moteur, ids: list[UUID], hasard
) -> None:
    melange = ids + ids[:3]
    hasard.shuffle(melange)
    assert engin.compte(melange) == engin.compte(ids)


@given(st.lists(uuids, max_size=30, unique=True), st.integers(0, 30))
def test_two_sets_apart_add_up(engin: Moteur, ids: list[UUID], coupe: int) -> None:
    assert engin.compte(ids[:coupe]) + engin.compte(ids[coupe:]) == engin.compte(ids)


@given(st.lists(uuids, min_size=1, max_size=20, unique=True))
def test_draws_are_those_of_the_document(engin: Moteur, ids: list[UUID]) -> None:
    def tirage(message: bytes) -> int:
        return int(hmac.new(CLE, message, "sha256").hexdigest()[:8], 16)

    c = sum(tirage(un.bytes) for un in ids) % 2**32
    compte = engin.compte(ids)
    bruit, rampe = tirage(b"bruit" + c.to_bytes(4)), tirage(b"rampe" + c.to_bytes(4))
    assert compte == Compte(len(ids), c)
    assert engin.bruit(compte) == next(d for d, u in enumerate(CUMULS, start=-8) if u > bruit)
    attendu = len(ids) > 10 and (len(ids) > 15 or rampe < (len(ids) - 10) * 2**32 / 6)
    assert engin.montre(compte) is attendu


def test_another_key_gives_other_draws(engin: Moteur) -> None:
    autre = Moteur(sha256(b"une autre").digest())
    cles = [Compte(50, cle) for cle in range(300)]
    assert engin.empreinte != autre.empreinte
    assert [engin.bruit(un) for un in cles] != [autre.bruit(un) for un in cles]
    assert CLE.hex() not in engin.empreinte


def test_the_draws_follow_the_table(engin: Moteur) -> None:
    """Over 20,000 cells: each noise within five standard deviations of its chance."""
    tires = [engin.bruit(Compte(50, cle * 7919)) for cle in range(20_000)]
    for bruit, chance in enumerate(chances(), start=-8):
        attendu = float(chance) * 20_000
        assert abs(tires.count(bruit) - attendu) < 5 * (attendu * (1 - float(chance))) ** 0.5


def test_showing_does_not_depend_on_the_noise(engin: Moteur) -> None:
    """Of cells of 13, the half that is shown has the same mean noise as the half that is not."""
    cellules = [Compte(13, cle * 104729) for cle in range(20_000)]
    montrees = [engin.bruit(une) for une in cellules if engin.montre(une)]
    cachees = [engin.bruit(une) for une in cellules if not engin.montre(une)]
    assert abs(len(montrees) - 10_000) < 5 * 5_000**0.5
    assert abs(sum(montrees) / len(montrees) - sum(cachees) / len(cachees)) < 0.2


# --- What is shown ----------------------------------------------------------------------


@given(comptes)
def test_a_value_is_a_multiple_of_5_from_10_up_and_near_its_count(
    engin: Moteur, compte: Compte
) -> None:
    valeur = engin.publier(compte)
    if compte.nombre <= 10:
        assert valeur is None
    if compte.nombre >= 16:
        assert valeur is not None
    if valeur is not None:
        assert valeur >= 10
        assert valeur % 5 == 0
        assert valeur == 10 or abs(valeur - compte.nombre) <= 8 + 2


@given(st.integers(0, 2**32 - 1))
def test_nought_and_ten_are_told_alike(engin: Moteur, cle: int) -> None:
    assert {engin.publier(Compte(n, cle)) for n in range(11)} == {None}


@given(comptes, st.integers(0, 400))
def test_a_cell_that_is_nearly_all_of_its_parent_is_hidden(
    engin: Moteur, compte: Compte, de_plus: int
) -> None:
    parent = Compte(compte.nombre + de_plus, 0)
    cachee = (
        10 * compte.nombre > 9 * parent.nombre
        or (parent.nombre < 50 and 10 * compte.nombre < parent.nombre)
        or not engin.montre(parent)
    )
    attendue = None if cachee else engin.publier(compte)
    assert engin.publier(compte, [parent]) == attendue
    assert engin.publier(compte, [Compte(10**6), parent]) == attendue


def test_under_a_parent_that_is_hidden_nothing_is_shown(engin: Moteur) -> None:
    """A part of 11 shown would say that the parent hidden beside it has 13, 14 or 15."""
    cles = range(0, 2**32, 2**32 // 500)
    cachees = [parent for cle in cles if not engin.montre(parent := Compte(14, cle))]
    montres = [parent for cle in cles if engin.montre(parent := Compte(14, cle))]
    une = next(un for cle in cles if engin.montre(un := Compte(11, cle)))
    assert cachees
    assert montres
    assert {engin.publier(une, [parent]) for parent in cachees} == {None}
    assert None not in {engin.publier(une, [parent]) for parent in montres}


@given(st.integers(-50, 1000))
def test_rounding_goes_to_the_nearest_multiple_of_5(nombre: int) -> None:
    assert arrondir(nombre) % 5 == 0
    assert abs(arrondir(nombre) - nombre) <= 2


@pytest.mark.parametrize(
    ("valeur", "sur", "points"),
    [
        (None, 200, None),
        (20, None, None),
        (20, 45, None),
        (20, 50, 40),
        (55, 150, 35),
        (60, 195, 30),
        (60, 200, 30),
        (65, 200, 33),
        (205, 200, 100),
        (55, 50, 100),
    ],
)
def test_a_share_comes_from_published_values_only(valeur, sur, points) -> None:
    assert pourcentage(valeur, sur) == points


# --- The key ----------------------------------------------------------------------------


@pytest.mark.parametrize("faible", [b"", b"court", b"\x00" * 32, b"abab" * 16])
def test_a_weak_key_is_refused(faible: bytes) -> None:
    with pytest.raises(CleFaible, match="en tirer une au hasard"):
        Moteur(faible)


def test_a_key_is_read_in_hexadecimal_or_as_text() -> None:
    assert Moteur.de_texte(CLE.hex()) == Moteur(CLE)
    assert Moteur.de_texte("Douze cyclistes boivent un café, place de Zagreb").cle.startswith(
        b"Dou"
    )
    with pytest.raises(CleFaible):
        Moteur.de_texte("00" * 32)


def test_the_engine_knows_neither_database_nor_clock() -> None:
    source = Path(moteur.__file__).read_text(encoding="utf-8")
    lignes = [une for une in source.splitlines() if une.startswith(("import", "from"))]
    modules = {ligne.split()[1].split(".")[0] for ligne in lignes}
    assert modules == {"bisect", "collections", "dataclasses", "hashlib", "hmac", "typing", "uuid"}
