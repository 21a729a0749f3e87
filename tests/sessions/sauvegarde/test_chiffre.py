"""The seal: what comes out is what went in, or nothing does."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.sauvegarde import chiffre
from sessions.sauvegarde.chiffre import MORCEAU, SCEAU, Cle, Ouvreur, Scelleur
from sessions.sauvegarde.refus import SauvegardeAbimee

CLE = Cle("une clef pour les essais", bytes(16))
ENTETE = b"ce qui precede"


def sceller(clair: bytes, *, par: int = 1000) -> bytes:
    dessous = io.BytesIO()
    with Scelleur(dessous, CLE, ENTETE) as scelleur:
        for debut in range(0, len(clair), par):
            scelleur.write(clair[debut : debut + par])
    return dessous.getvalue()


def ouvrir(scelle: bytes, cle: Cle = CLE, entete: bytes = ENTETE) -> bytes:
    return io.BufferedReader(Ouvreur(io.BytesIO(scelle), cle, entete)).read()


@given(
    taille=st.one_of(
        st.integers(0, 50), st.integers(MORCEAU - 2, MORCEAU + 2), st.integers(0, 3 * MORCEAU)
    ),
    par=st.integers(500, 2 * MORCEAU),
)
def test_what_was_sealed_opens_the_same(taille: int, par: int):
    clair = bytes(rang * 31 % 256 for rang in range(taille))
    assert ouvrir(sceller(clair, par=par)) == clair


@given(st.data())
def test_one_byte_changed_anywhere_is_refused(data: st.DataObject):
    scelle = bytearray(sceller(bytes(MORCEAU + 100)))
    scelle[data.draw(st.integers(0, len(scelle) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(SauvegardeAbimee, match="abîmée"):
        ouvrir(bytes(scelle))


@given(st.data())
def test_cut_anywhere_it_is_refused(data: st.DataObject):
    scelle = sceller(bytes(2 * MORCEAU + 100))
    with pytest.raises(SauvegardeAbimee):
        ouvrir(scelle[: data.draw(st.integers(0, len(scelle) - 1))])


def test_cut_between_two_chunks_it_is_refused():
    scelle = sceller(bytes(2 * MORCEAU))
    with pytest.raises(SauvegardeAbimee):
        ouvrir(scelle[: MORCEAU + SCEAU])


def test_two_chunks_exchanged_are_refused():
    scelle = sceller(bytes(range(256)) * (MORCEAU * 3 // 256))
    pas = MORCEAU + SCEAU
    with pytest.raises(SauvegardeAbimee):
        ouvrir(scelle[pas : 2 * pas] + scelle[:pas] + scelle[2 * pas :])


def test_what_is_added_is_refused():
    with pytest.raises(SauvegardeAbimee):
        ouvrir(sceller(b"entier") + b"x")


def test_another_header_or_another_key_is_refused():
    scelle = sceller(b"entier")
    with pytest.raises(SauvegardeAbimee):
        ouvrir(scelle, entete=b"autre")
    with pytest.raises(SauvegardeAbimee):
        ouvrir(scelle, cle=Cle("une autre clef", bytes(16)))


def test_no_nonce_serves_twice():
    nonces = {chiffre._nonce(numero, fin) for numero in range(500) for fin in (False, True)}
    assert len(nonces) == 1000
