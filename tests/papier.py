"""Paper: what is printed, for tests that are not about it."""

import pytest

from sessions import pdf


@pytest.fixture
def sans_imprimer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A PDF is the page it is made from, which says all that is printed and is made at once."""
    monkeypatch.setattr(pdf, "rendre", lambda html, figures: html.encode())
