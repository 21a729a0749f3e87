"""docs/installation.md as what is typed: its blocks of commands, by the heading above them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

RACINE = Path(__file__).resolve().parents[2]
GUIDE = RACINE / "docs" / "installation.md"

TITRE = re.compile(r"#{2,3} (.+)")
SUITE = re.compile(r"(?:\\|\||&&)$")

# Of two ways, the one taken: the headings left out.
SQLITE = "SQLite, un fichier"
POSTGRESQL = "PostgreSQL"
CADDY = "Caddy, qui obtient lui-même le certificat"
CADDY_LOCAL = "Caddy, sans nom public"
NGINX = "nginx, avec un certificat que l’on a déjà"
DEHORS = "Les pages publiques sous leur propre compte"
CHEMINS = {
    "sqlite": frozenset({POSTGRESQL, DEHORS, NGINX}),
    "postgresql": frozenset({SQLITE, CADDY, CADDY_LOCAL}),
}


@dataclass(frozen=True, slots=True)
class Bloc:
    """What is indented under a heading: lines as they are pasted into a shell."""

    titre: str
    texte: str

    @property
    def commandes(self) -> list[str]:
        """One a command, the lines it goes on over joined."""
        faites: list[str] = []
        en_suite = False
        for ligne in self.texte.splitlines():
            if en_suite:
                faites[-1] += "\n" + ligne
            else:
                faites.append(ligne)
            en_suite = bool(SUITE.search(ligne))
        return faites


def lire(texte: str | None = None) -> list[Bloc]:
    texte = GUIDE.read_text(encoding="utf-8") if texte is None else texte
    blocs: list[Bloc] = []
    titre, lignes = "", []
    for ligne in [*texte.splitlines(), "# fin"]:
        if ligne.startswith("    "):
            lignes.append(ligne[4:])
            continue
        if lignes:
            blocs.append(Bloc(titre, "\n".join(lignes)))
            lignes = []
        if trouve := TITRE.fullmatch(ligne):
            titre = trouve[1]
    return blocs


def titres(texte: str | None = None) -> list[str]:
    texte = GUIDE.read_text(encoding="utf-8") if texte is None else texte
    return [trouve[1] for ligne in texte.splitlines() if (trouve := TITRE.fullmatch(ligne))]


def a_taper(chemin: str) -> Iterator[Bloc]:
    """The blocks of one of the ways, in the order of the page."""
    return (bloc for bloc in lire() if bloc.titre not in CHEMINS[chemin])
