"""Known faults of the libraries that are locked, asked of OSV: python -m tests.securite.audit

Run by `bin/test --complet`. It sends names and versions of public packages, nothing else. Where
OSV cannot be reached it says so and fails nothing: a test that needs the network of others is
red for their reasons. What is said then is « non vérifié », never that all is well.
"""

import json
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

RACINE = Path(__file__).resolve().parents[2]
VERROUS = ("production", "tests")
OSV = "https://api.osv.dev/v1/querybatch"
PATIENCE = 30  # seconds
LIGNE = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)


class PasVerifie(Exception):
    """OSV did not answer, or not as it says it does: why, in French."""


def verrouillees(dossier: Path = RACINE / "requirements") -> list[tuple[str, str]]:
    """Each library that is locked with its version; two for one that depends on Python's."""
    lues = (
        ligne
        for verrou in VERROUS
        for ligne in LIGNE.findall((dossier / f"{verrou}.txt").read_text(encoding="utf-8"))
    )
    return sorted(set(lues))


def defauts(
    versions: Sequence[tuple[str, str]], adresse: str = OSV
) -> dict[tuple[str, str], list[str]]:
    """The identifiers of what is known against each library, those without any left out.

    Raises PasVerifie.
    """
    questions = [
        {"package": {"name": nom, "ecosystem": "PyPI"}, "version": version}
        for nom, version in versions
    ]
    dits = _demander(adresse, {"queries": questions}).get("results")
    if not isinstance(dits, list) or len(dits) != len(versions):
        raise PasVerifie("la réponse d’OSV est d’une autre forme")
    return {
        une: sorted(un["id"] for un in dit["vulns"])
        for une, dit in zip(versions, dits, strict=True)
        if dit.get("vulns")
    }


def _demander(adresse: str, quoi: Any) -> dict[str, Any]:
    requete = Request(
        adresse, json.dumps(quoi).encode(), headers={"Content-Type": "application/json"}
    )
    try:
        with urlopen(requete, timeout=PATIENCE) as reponse:
            lu = json.load(reponse)
    except (URLError, OSError, ValueError) as erreur:
        raise PasVerifie(f"OSV n’a pas répondu, {type(erreur).__name__}") from erreur
    if not isinstance(lu, dict):
        raise PasVerifie("la réponse d’OSV est d’une autre forme")
    return lu


def principal(adresse: str = OSV) -> int:
    """What is found, one line each, then how many were looked at; 1 when something was found."""
    versions = verrouillees()
    try:
        trouves = defauts(versions, adresse)
    except PasVerifie as pourquoi:
        sys.stdout.write(f"non vérifié\u202f: {pourquoi}\n")
        return 0
    for (nom, version), identifiants in trouves.items():
        sys.stdout.write(f"{nom} {version}\u202f: {', '.join(identifiants)}\n")
    sys.stdout.write(f"{len(versions)} bibliothèques, {len(trouves)} avec un défaut connu\n")
    return 1 if trouves else 0


if __name__ == "__main__":
    sys.exit(principal(os.environ.get("MEDLOVE_OSV", OSV)))
