"""docs/installation.md as what is typed: its blocks of commands, by the heading above them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

RACINE = Path(__file__).resolve().parents[2]
GUIDE = RACINE / "docs" / "installation.md"
SAUVEGARDE = RACINE / "docs" / "sauvegarde.md"

TITRE = re.compile(r"#{2,3} (.+)")
SUITE = re.compile(r"(?:\\|\||&&)$")

# Of two ways, the one taken: the headings left out.
SQLITE = "SQLite, un fichier"
POSTGRESQL = "PostgreSQL"
CADDY = "Caddy, qui obtient lui-même le certificat"
CADDY_LOCAL = "Caddy, sans nom public"
NGINX = "nginx, avec un certificat que l’on a déjà"
DEHORS = "Les pages publiques sous leur propre compte"
EQUIPE = "La première équipe"
CHEMINS = {
    "sqlite": frozenset({POSTGRESQL, DEHORS, NGINX}),
    # The server that takes the place of the first: its équipe comes from a backup.
    "postgresql": frozenset({SQLITE, CADDY, CADDY_LOCAL, EQUIPE}),
}
SERVEUR_NEUF = "Sur un serveur neuf"


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


def lire(page: Path = GUIDE) -> list[Bloc]:
    texte = page.read_text(encoding="utf-8")
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


def titres(page: Path = GUIDE) -> list[str]:
    lignes = page.read_text(encoding="utf-8").splitlines()
    return [trouve[1] for ligne in lignes if (trouve := TITRE.fullmatch(ligne))]


def a_taper(chemin: str) -> str:
    """All that is typed on one of the ways, in the order of the page."""
    return script(bloc for bloc in lire() if bloc.titre not in CHEMINS[chemin])


def restauration() -> str:
    """What docs/sauvegarde.md has typed to start again on a new server."""
    return script(bloc for bloc in lire(SAUVEGARDE) if bloc.titre == SERVEUR_NEUF)


def script(blocs: Iterable[Bloc]) -> str:
    lignes = ["set -o pipefail"]
    titre = ""
    for bloc in blocs:
        if bloc.titre != titre:
            lignes.append(f": '== {bloc.titre} =='")
            titre = bloc.titre
        lignes.append(bloc.texte)
    return "\n".join(lignes) + "\n"
