import pytest


@pytest.fixture(autouse=True)
def _rien_n_est_imprime(sans_imprimer: None) -> None:
    """What a PDF is made from is read here, not its drawing."""
