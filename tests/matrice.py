"""The matrix of the walls, as a run prints it: each address, what it answers to each person.

One line says how many answers were right; `--matrice`, and `--complet`, print them all.
"""

from collections.abc import Iterator

import pytest

# Under this name a test tells what it read, across processes too.
CLE = "murs"
TITRE = "Les murs\u202f: ce que chaque adresse répond à chacun"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--matrice", action="store_true", help="print the matrix of the walls")


def _lues(
    terminalreporter: pytest.TerminalReporter,
) -> Iterator[tuple[int, str, dict[str, list[str]]]]:
    for rapports in terminalreporter.stats.values():
        for rapport in rapports:
            if getattr(rapport, "when", "") != "call":
                continue
            for cle, valeur in rapport.user_properties:
                if cle == CLE:
                    yield valeur


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """« adresse · mediation · coequipiere… », each hole with what was due."""
    lues = {qui: siennes for _, qui, siennes in sorted(map(tuple, _lues(terminalreporter)))}
    if not lues:
        return
    terminalreporter.section(TITRE)
    adresses = sorted({nom for siennes in lues.values() for nom in siennes})
    config = terminalreporter.config
    entiere = config.getoption("--matrice") or config.getoption("--complet")
    large = max(map(len, adresses))
    if entiere:
        terminalreporter.line("  ".join([" " * large, *(f"{qui:<14}" for qui in lues)]))
    trous = 0
    for nom in adresses:
        cases = [_case(*siennes[nom]) for siennes in lues.values()]
        ouvertes = sum(" ≠ " in une for une in cases)
        trous += ouvertes
        if entiere or ouvertes:
            terminalreporter.line("  ".join([f"{nom:<{large}}", *(f"{une:<14}" for une in cases)]))
    terminalreporter.line(
        f"{len(adresses)} adresses × {len(lues)} personnes\u202f: "
        f"{len(adresses) * len(lues)} réponses, {trous or 'aucun'} trou{'s' * (trous > 1)}."
    )


def _case(lu: str, attendu: str) -> str:
    return lu if lu == attendu else f"{lu} ≠ {attendu}"
