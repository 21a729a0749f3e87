"""Walks the tree: what no reader should have to check by eye."""

import ast
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

RACINE = Path(__file__).resolve().parent.parent
PRODUIT = ("medlove", "territoires", "sessions")
ETRANGERS = {"vendor", "migrations", "__pycache__", "node_modules", "var"}


@cache
def _tous() -> tuple[Path, ...]:
    """Our own files, without what tools make and what others wrote."""
    trouves = []
    for dossier, sous_dossiers, noms in os.walk(RACINE):
        sous_dossiers[:] = [
            un
            for un in sous_dossiers
            if un not in ETRANGERS and (un == ".ci" or not un.startswith("."))
        ]
        trouves += [Path(dossier, nom) for nom in noms]
    return tuple(sorted(trouves))


def fichiers(motif: str, *dossiers: str) -> Iterator[Path]:
    departs = [RACINE / dossier for dossier in dossiers] or [RACINE]
    for chemin in _tous():
        if chemin.match(motif) and any(chemin.is_relative_to(un) for un in departs):
            yield chemin


def textes() -> Iterator[tuple[str, str]]:
    """Every text file of the project, by its path from the root."""
    for chemin in _tous():
        try:
            yield nom(chemin), lire(chemin)
        except UnicodeDecodeError:
            continue


@cache
def lire(chemin: Path) -> str:
    return chemin.read_text(encoding="utf-8")


def nom(chemin: Path) -> str:
    return chemin.relative_to(RACINE).as_posix()


def lignes(chemin: Path) -> int:
    return len(lire(chemin).splitlines())


@pytest.mark.parametrize(("motif", "limite"), [("*.py", 400), ("*.js", 150), ("*.html", 150)])
def test_no_file_grows_too_long(motif: str, limite: int):
    longs = {nom(un): lignes(un) for un in fichiers(motif) if lignes(un) > limite}
    assert not longs


def test_no_function_grows_over_60_lines():
    longues = [
        f"{nom(chemin)}:{fonction.lineno} {fonction.name}"
        for chemin in fichiers("*.py")
        for fonction in ast.walk(ast.parse(lire(chemin)))
        if isinstance(fonction, ast.FunctionDef | ast.AsyncFunctionDef)
        and (fonction.end_lineno or 0) - fonction.lineno >= 60
    ]
    assert not longues


def test_no_module_is_a_drawer():
    tiroirs = {"utils", "util", "common", "helpers", "misc"}
    trouves = [nom(un) for un in fichiers("*") if tiroirs & {un.stem, *un.parts}]
    assert not trouves


def test_every_module_says_what_it_is_for():
    muets = [
        nom(chemin)
        for chemin in fichiers("*.py", *PRODUIT)
        if (arbre := ast.parse(lire(chemin))).body
        and len(arbre.body) > 6
        and not ast.get_docstring(arbre)
    ]
    assert not muets


# --- Templates ------------------------------------------------------------------

# Found by their name, without our asking: errors of Django, templates of libraries we override.
PAR_CONVENTION = re.compile(
    r"^(400|403|403_csrf|404|429|500)\.html$|^(account|admin|allauth|import_export|mfa|socialaccount|leaflet|django)/"
)


def test_every_template_is_used():
    dossier = RACINE / "templates"
    sources = [lire(un) for un in [*fichiers("*.py", *PRODUIT), *fichiers("*", "templates")]]
    gabarits = [un.relative_to(dossier).as_posix() for un in fichiers("*.html", "templates")]
    inutiles = [
        un
        for un in gabarits
        if not PAR_CONVENTION.match(un) and not any(f'"{un}"' in source for source in sources)
    ]
    assert not inutiles


def dit(gabarit: Path) -> str:
    """A template without its comments, which are in English."""
    return re.sub(r"{#.*?#}", "", lire(gabarit))


@pytest.mark.parametrize(
    ("faute", "motif"),
    [
        ("style in the page", r"<style\b|\sstyle\s*="),
        ("script in the page", r"<script(?![^>]*\bsrc=)(?![^>]*\btype=\"application/json\")"),
        ("handler in the page", r"\son[a-z]+\s*="),
        ("text marked safe", r"\|\s*safe\b|autoescape\s+off"),
        (
            "plain space before high punctuation",
            r"[\w’)»] [;?!»](?=[\s<\"])|« |[a-zà-ÿ’»] :(?=[\s<])",
        ),
        ("file of another host", r"(src|href)=\"(https?:)?//[^\"]+\.(js|css|woff2?|png|svg)"),
    ],
)
def test_no_template_holds(faute: str, motif: str):
    fautifs = [nom(un) for un in fichiers("*.html", "templates") if re.search(motif, dit(un))]
    assert not fautifs, faute


# --- The repository ---------------------------------------------------------------


def test_no_file_names_a_registry_or_a_machine():
    registre = r"index[-_]url|files\.pythonhosted|pypi\.org/simple|registry\.npmjs|\"resolved\":"
    machine = r"[\s\"'=(:]/(?:root|home/[a-z]+|mnt)/"
    fautifs = [
        chemin
        for chemin, texte in textes()
        if chemin != nom(Path(__file__)) and re.search(f"{registre}|{machine}", texte)
    ]
    assert not fautifs


def test_every_lock_holds_a_hash_for_every_package():
    for verrou in fichiers("*.txt", "requirements"):
        paquets = re.split(r"^(?=[a-zA-Z])", lire(verrou), flags=re.M)[1:]
        assert paquets
        assert [un.split()[0] for un in paquets if "--hash=sha256:" not in un] == []


def demandes(verrou: str) -> list[str]:
    """The packages we ask for by name in requirements/<verrou>.in."""
    texte = lire(RACINE / "requirements" / f"{verrou}.in")
    return re.findall(r"^([a-z][a-z0-9-]*)", texte, flags=re.M)


@pytest.mark.parametrize("verrou", ["production", "tests"])
def test_every_dependency_has_its_reasons_and_its_place_in_the_lock(verrou: str):
    raisons = lire(RACINE / "docs" / "dependances.md")
    verrouille = lire(RACINE / "requirements" / f"{verrou}.txt")
    voulus = demandes(verrou)
    assert voulus
    assert [un for un in voulus if not re.search(rf"(?i)(?<![\w-]){un}(?![\w-])", raisons)] == []
    assert [un for un in voulus if f"\n{un}==" not in verrouille] == []


def test_every_link_of_the_documents_leads_somewhere():
    perdus = [
        f"{nom(document)} → {lien}"
        for document in fichiers("*.md")
        for lien in re.findall(r"\]\(([^)#\s]+)[^)]*\)", lire(document))
        if "://" not in lien and not lien.startswith("mailto:")
        if not (document.parent / lien).exists()
    ]
    assert not perdus
