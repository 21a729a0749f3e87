"""A planted fault: a rule broken on purpose, and the test that must turn red.

A guarantee is worth what its test is worth. Each fault is applied to a copy of the tree, where
its test is run: it must fail there, as a test fails, and pass on the copy left as it is.

To add one: an entry in `serveur.py` or `tablette.py`. It says what is wrong, names the test, then
what to change: a file, the exact text to find there (once), the text to put in its place.

    Faute(
        "sent copy kept with its note",
        "tests/js/terrain/registre.test.js::copies hold no note",
        [Changement("static/js/terrain/copies.js", "donnees: sansNote", "donnees")],
    )

A test of Python is named as pytest does; one of JavaScript by its file and its title. With
`courante=True` the fault is planted in every run, once, on SQLite; else by `bin/test --complet`
only, which plants on both databases and prints the table of all.
"""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Changement:
    """In a file, `ancien`, found once, becomes `nouveau`."""

    fichier: str
    ancien: str
    nouveau: str

    def appliquer(self, racine: Path) -> None:
        """Raises ValueError when the text is not there, or not once: the code has moved on."""
        chemin = racine / self.fichier
        texte = chemin.read_text(encoding="utf-8")
        if (fois := texte.count(self.ancien)) != 1:
            raise ValueError(f"{self.fichier}: found {fois} times, not once:\n{self.ancien}")
        chemin.write_text(texte.replace(self.ancien, self.nouveau), encoding="utf-8")


@dataclass(frozen=True)
class Faute:
    nom: str
    test: str
    changements: list[Changement]
    courante: bool = False
