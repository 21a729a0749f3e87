"""Every planted fault, and the table that a run prints of them."""

import pytest

from tests.fautes import (
    cahiers,
    comptes,
    conservation,
    demenagement,
    editions,
    journal,
    mise_a_jour,
    murs,
    notes,
    publication,
    serveur,
    suivi,
    tablette,
)
from tests.fautes.faute import Faute

FAUTES: list[Faute] = [
    *serveur.FAUTES,
    *publication.FAUTES,
    *suivi.FAUTES,
    *cahiers.FAUTES,
    *editions.FAUTES,
    *murs.FAUTES,
    *notes.FAUTES,
    *tablette.FAUTES,
    *comptes.FAUTES,
    *mise_a_jour.FAUTES,
    *journal.FAUTES,
    *demenagement.FAUTES,
    *conservation.FAUTES,
]
# Under this name a test tells the outcome, across processes too.
CLE = "faute"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """« faute · test · rouge ? », for the faults planted in this run."""
    lignes = [
        valeur
        for rapports in terminalreporter.stats.values()
        for rapport in rapports
        if getattr(rapport, "when", "") == "call"
        for cle, valeur in rapport.user_properties
        if cle == CLE
    ]
    if not lignes:
        return
    terminalreporter.section("Fautes plantées\u202f: faute · test · rouge\u202f?")
    largeurs = [max(len(ligne[rang]) for ligne in lignes) for rang in range(2)]
    for nom, test, rouge in sorted(lignes):
        terminalreporter.line(f"{nom:<{largeurs[0]}}  ·  {test:<{largeurs[1]}}  ·  {rouge}")
