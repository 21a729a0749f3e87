"""What the documents of the server tell to type exists, and says what this version changes."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands, load_command_class

DOCS = settings.BASE_DIR / "docs"
DOCUMENTS = ["installation.md", "mise-a-jour.md", "sauvegarde.md"]
A_LA_LIGNE = re.compile(r"\\\n\s*")
COMMANDE = re.compile(
    r"^ {4,}(?:medlove|sudo -u medlove medlove|.*manage\.py) ([a-z_]+)\b(.*)$", re.MULTILINE
)
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
D_AUTRES = {"db_worker"}  # asks for the queue of tasks before it says its options


def commandes(document: Path) -> list[tuple[str, list[str]]]:
    trouvees = COMMANDE.findall(A_LA_LIGNE.sub(" ", document.read_text()))
    return [(nom, OPTION.findall(suite)) for nom, suite in trouvees]


@pytest.mark.parametrize("nom", DOCUMENTS)
def test_every_command_it_names_takes_the_options_it_gives(nom: str):
    lues = commandes(DOCS / nom)
    assert len(lues) >= {"sauvegarde.md": 2}.get(nom, 6)
    for commande, options in lues:
        if commande in D_AUTRES:
            continue
        analyse = load_command_class(get_commands()[commande], commande).create_parser("", commande)
        connues = set(analyse._option_string_actions)
        assert set(options) <= connues, commande


def test_static_files_are_never_cleared():
    """A page still open asks for those of yesterday."""
    for document in DOCS.glob("*.md"):
        assert not re.search(r"^ {4}.*collectstatic.*--clear", document.read_text(), re.MULTILINE)


def test_the_upgrade_tells_the_name_of_the_cookie_and_is_found():
    texte = (DOCS / "mise-a-jour.md").read_text()
    assert "__Host-sessionid" in texte
    assert "__Host-sessionid" in (settings.BASE_DIR / "medlove/settings.py").read_text()
    assert "mise-a-jour.md" in (DOCS / "installation.md").read_text()


def test_its_own_links_lead_to_its_titles():
    texte = (DOCS / "mise-a-jour.md").read_text()
    titres = re.findall(r"^## (.+)$", texte, re.MULTILINE)
    ancres = {re.sub(r"[^\w -]", "", titre.lower()).replace(" ", "-") for titre in titres}
    assert set(re.findall(r"\]\(#([^)]+)\)", texte)) <= ancres
