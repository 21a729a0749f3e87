import pytest

from sessions import pdf
from tests.test_murs import objets  # noqa: F401  (the objects that the addresses name)


@pytest.fixture(autouse=True)
def _sans_imprimer(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a PDF is made from is read here, not its drawing."""
    monkeypatch.setattr(pdf, "rendre", lambda html, figures: html.encode())
