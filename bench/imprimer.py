"""Weighs a cahier in processes of their own, beside the naive way, in turns.

Run by bench/cahier, which gives the folder to work in.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

# CPU of ours against the naive way; the whole command against the rendering alone; MB of 60
# pages; CPU of a page of a cahier four times as long; five times as many rencontres.
GAIN, COMMANDE, MEMOIRE, LONGUEUR, RENCONTRES = 0.65, 1.15, 300, 1.25, 1.15
PAGES = 60


@dataclass(frozen=True)
class Mesure:
    """CPU in seconds, memory at the highest in MB, of a whole process."""

    calcul: float
    temps: float
    memoire: float
    pages: int = 0
    octets: int = 0


class Atelier:
    """A database of so many rencontres, and what is made from it."""

    def __init__(self, dossier: Path, rencontres: int) -> None:
        self.dossier = dossier / str(rencontres)
        self.dossier.mkdir()
        self.rencontres = rencontres
        self.faire("semer", str(rencontres))
        self.faire("preparer")

    def faire(self, quoi: str, *suite: str) -> Mesure:
        fait = subprocess.run(
            [sys.executable, "-m", "bench.atelier", quoi, str(self.dossier), *suite],
            env={**os.environ, "DATABASE_URL": f"sqlite:///{self.dossier / 'base.sqlite3'}"},
            stdout=subprocess.PIPE,
            check=True,
            text=True,
        )
        return Mesure(**json.loads(fait.stdout.splitlines()[-1]))


def main() -> int:
    lecteur = argparse.ArgumentParser(prog="bench/cahier")
    lecteur.add_argument("dossier", type=Path)
    lecteur.add_argument("--tours", type=int, default=5)
    lecteur.add_argument("--petite", action="store_true", help="600 et 1 200 rencontres")
    options = lecteur.parse_args()
    petite, grande = (600, 1_200) if options.petite else (4_000, 20_000)
    atelier = Atelier(options.dossier, petite)
    tenus = [
        *_contre_le_naif(atelier, options.tours),
        _longueur(atelier, options.tours),
        _rencontres(atelier, Atelier(options.dossier, grande), options.tours),
    ]
    _variantes(atelier)
    return int(not all(tenus))


def _contre_le_naif(atelier: Atelier, tours: int) -> Iterable[bool]:
    """In turns, for what slows the machine to slow each of them."""
    mesures: dict[str, list[Mesure]] = {quoi: [] for quoi in ("naif", "nous", "commande")}
    for _ in range(tours):
        for quoi, faites in mesures.items():
            faites.append(atelier.faire(quoi))
    for quoi, mot in (("naif", "naïf"), ("nous", "rendu"), ("commande", "commande entière")):
        _dire(mot, mesures[quoi])
    gains = [
        nous.calcul / naif.calcul
        for nous, naif in zip(mesures["nous"], mesures["naif"], strict=True)
    ]
    entieres = [
        commande.calcul / nous.calcul
        for commande, nous in zip(mesures["commande"], mesures["nous"], strict=True)
    ]
    yield _tenu("rendu, contre le naïf", median(gains), GAIN)
    yield _tenu("commande, contre le rendu seul", median(entieres), COMMANDE)
    par_page = max(une.memoire for une in mesures["commande"])
    pages = mesures["commande"][0].pages
    yield _tenu(f"mémoire de {pages} pages, Mo", par_page * max(1, PAGES / pages), MEMOIRE)


def _longueur(atelier: Atelier, tours: int) -> bool:
    """The CPU of one more page, in a cahier four times as long against one twice as long."""
    une, deux, quatre = (
        [atelier.faire("nous", str(fois)) for _ in range(tours)] for fois in (1, 2, 4)
    )
    for mot, mesures in (("une fois", une), ("deux fois", deux), ("quatre fois", quatre)):
        _dire(mot, mesures)
    pentes = [_pente(b, c) / _pente(a, b) for a, b, c in zip(une, deux, quatre, strict=True)]
    return _tenu("une page de plus, dans un cahier deux fois plus long", median(pentes), LONGUEUR)


def _pente(court: Mesure, long: Mesure) -> float:
    return (long.calcul - court.calcul) / (long.pages - court.pages)


def _rencontres(petit: Atelier, grand: Atelier, tours: int) -> bool:
    """From the database to the file, per page: what is written may take one page more or less."""
    rapports = []
    for _ in range(tours):
        a, b = petit.faire("tout"), grand.faire("tout")
        rapports.append((b.calcul / b.pages) / (a.calcul / a.pages))
    return _tenu(
        f"{grand.rencontres} rencontres contre {petit.rencontres}, publiées",
        median(rapports),
        RENCONTRES,
    )


def _variantes(atelier: Atelier) -> None:
    for variante in ("numerique", "impression", "livret"):
        _dire(variante, [atelier.faire("tout", variante)])


def _dire(mot: str, mesures: list[Mesure]) -> None:
    une = mesures[0]
    print(
        f"  {mot:<22}{une.pages:>5} pages{une.octets // 1024:>7} Ko"
        f"{_ecrit(median(m.calcul for m in mesures)):>8} s de calcul"
        f"{max(m.memoire for m in mesures):>7.0f} Mo",
        flush=True,
    )


def _tenu(mot: str, valeur: float, limite: float) -> bool:
    tenu = valeur <= limite
    reste = "" if tenu else ", dépassée"
    print(f"  {mot} : {_ecrit(valeur)} (limite {_ecrit(limite)}){reste}", flush=True)
    return tenu


def _ecrit(valeur: float) -> str:
    return f"{valeur:.2f}".replace(".", ",") if valeur < 100 else f"{valeur:.0f}"


if __name__ == "__main__":
    sys.exit(main())
