import pytest

from sessions import pdf


@pytest.fixture(autouse=True)
def _sans_imprimer(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a PDF is made from is read here, not its drawing."""
    monkeypatch.setattr(pdf, "rendre", lambda html, figures: html.encode())
