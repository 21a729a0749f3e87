"""Bytes become rows, whatever the encoding, or a refusal."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoires.importation.lecture import Element, lire_elements
from territoires.importation.refus import FichierRefuse
from tests.fabriques import carre

CONTOUR = carre(-1.7, 48.1)
CHAMPS = {"numero": 1, "nom": "Les Tanneurs"}
FEATURE = {"type": "Feature", "properties": CHAMPS, "geometry": CONTOUR}


def octets(document: Any) -> bytes:
    return json.dumps(document).encode()


@pytest.mark.parametrize(
    "document",
    [
        {"type": "FeatureCollection", "features": [FEATURE]},
        FEATURE,
        {"nhits": 1, "records": [{"fields": {**CHAMPS, "geo_shape": CONTOUR}}]},
        [{"recordid": "a", "fields": {**CHAMPS, "geo_shape": CONTOUR}}],
        [{**CHAMPS, "geo_shape": {"type": "Feature", "geometry": CONTOUR, "properties": {}}}],
        [{**CHAMPS, "geo_shape": {"geometry": CONTOUR}}],
        [{**CHAMPS, "geo_shape": CONTOUR}],
        [{**CHAMPS, "geo_shape": json.dumps(CONTOUR)}],
        {"total_count": 1, "results": [{**CHAMPS, "geo_shape": CONTOUR}]},
        {"records": [{"record": {"fields": {**CHAMPS, "geo_shape": CONTOUR}}}]},
    ],
)
def test_every_encoding_gives_the_same_row(document: Any):
    (element,) = lire_elements(octets(document))

    assert (element.proprietes, element.geometrie) == (CHAMPS, CONTOUR)


def test_a_byte_order_mark_is_no_fault():
    assert len(lire_elements(b"\xef\xbb\xbf" + octets(FEATURE))) == 1


@pytest.mark.parametrize(
    ("contenu", "motif"),
    [
        (b"", "vide"),
        (b"  \n ", "vide"),
        (b"{}", "vide"),
        (b"[]", "vide"),
        (b"null", "vide"),
        (b"\n <html>", "page web"),
        (b"code;nom\n1;Centre", "pas du JSON"),
        (b"\xff\xfe{\x00}\x00", "UTF-8"),
        (b'{"type": "FeatureCollection", "features": [{"type"', "tronqué"),
        (b'{"type": "Topology", "objects": {}}', "pas une couche"),
        (b"[1, 2]", "pas une couche"),
        (b'[{"geo_shape": NaN}]', "n’est pas un nombre"),
        (b"[" * 100_000, "trop de niveaux"),
        (b"[" + b"9" * 5000 + b"]", "nombre démesuré"),
        (b'{"total_count": 12, "results": [{}]}', "1 des 12 lignes"),
    ],
)
def test_what_is_no_layer_is_refused(contenu: bytes, motif: str):
    with pytest.raises(FichierRefuse, match=motif):
        lire_elements(contenu)


def test_a_geometry_nested_without_end_is_no_geometry():
    (element,) = lire_elements(octets([{**CHAMPS, "geo_shape": "[" * 100_000}]))

    assert element.geometrie is None


def test_the_place_of_the_cut_is_told():
    with pytest.raises(FichierRefuse, match="ligne 2, colonne 9"):
        lire_elements(b'{"features":\n  [{"a":')


def lire_ou_dire_pourquoi(contenu: bytes) -> list[Element] | str:
    try:
        return lire_elements(contenu)
    except FichierRefuse as refus:
        return str(refus)


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_give_rows_or_a_refusal(contenu: bytes):
    assert lire_ou_dire_pourquoi(contenu)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda noeud: (
            st.lists(noeud, max_size=3)
            | st.dictionaries(
                st.sampled_from(["features", "records", "fields", "geo_shape", "geometry", "type"]),
                noeud,
                max_size=3,
            )
        ),
        max_leaves=12,
    )
)
def test_any_json_gives_rows_or_a_refusal(document: Any):
    assert lire_ou_dire_pourquoi(octets(document))
