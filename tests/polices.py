"""The fonts of the PDFs are unpacked once a process: a third of what each rendering costs."""

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from fontTools.ttLib import woff2

DEPAQUETER = woff2.decompress


@cache
def depaquetee(police: bytes) -> bytes:
    """The same bytes in give the same bytes out."""
    sortie = BytesIO()
    DEPAQUETER(BytesIO(police), sortie)
    return sortie.getvalue()


def decompress(entree: Any, sortie: Any) -> None:
    sortie.write(depaquetee(entree.read()))


@pytest.fixture(autouse=True, scope="session")
def _polices_depaquetees_une_fois() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(woff2, "decompress", decompress)
        yield
