"""Prints what the protection of published figures costs, and what it holds.

Run by bench/publication. Seasons are those of the attackers (`tests/attaques`), and that of the
demonstration, in the database of `DATABASE_URL`.
"""

import os
import sys
import warnings
from collections import Counter
from datetime import date
from hashlib import sha256
from math import log
from statistics import mean

import django

from tests.epreuve.serveur import Serveur

CLE = sha256(b"une cle pour mesurer").hexdigest()
os.environ.update(
    {
        **Serveur.PRODUCTION,
        "DJANGO_SETTINGS_MODULE": "medlove.settings",
        "MEDLOVE_CLE_PUBLICATION": CLE,
    }
)
warnings.filterwarnings("ignore", message="No directory at")
django.setup()

from django.core.management import call_command  # noqa: E402

from medlove.models import Equipe  # noqa: E402
from sessions.demonstration.chargement import Demande, charger  # noqa: E402
from sessions.demonstration.hasard import Hasard  # noqa: E402
from sessions.models import CellulePubliee  # noqa: E402
from sessions.publication import services  # noqa: E402
from sessions.publication.catalogue import Duree, Taille, cellules  # noqa: E402
from sessions.publication.moteur import CUMULS, MODULO, PLANCHER, arrondir  # noqa: E402
from tests.attaques import conftest as saisons  # noqa: E402
from tests.attaques.lecteurs import Apprise, avec_oracle, du_masquage  # noqa: E402
from tests.attaques.publications import Nom, Publications, masquer, publier  # noqa: E402
from tests.attaques.saisons import ANNEE, Saison, tirer  # noqa: E402

CLES = 20
ESSAIS = 20_000
Loi = dict[int | None, float]


def main() -> int:
    _la_demonstration()
    _les_saisons()
    _les_attaques()
    _la_presence_d_une_personne()
    return 0


def _la_demonstration() -> None:
    """The share of cells shown in each table of the season of 4,000, over the last year."""
    call_command("migrate", verbosity=0)
    charger(Demande(4_000, 2022, date(2025, 12, 31), petite=False, mot_de_passe="pour mesurer"))
    services.publier(Equipe.objects.get(slug="demonstration"), ANNEE, le=date(2026, 2, 15))
    tables: dict[str, list[bool]] = {}
    for table, valeur in CellulePubliee.objects.values_list("table", "valeur"):
        tables.setdefault(table, []).append(valeur is not None)
    print("  saison de démonstration, 4 000 rencontres en deux ans : cellules montrées en 2025")
    for table in sorted(tables):
        montrees = sum(tables[table])
        print(f"    {table}  {montrees:>4} sur {len(tables[table]):>4}  {_part(tables[table])}")


def _les_saisons() -> None:
    """What is hidden in each table, and how far values are from counts, by size of season."""
    print(f"  sur {CLES} clés : part des cellules cachées par table, écart moyen pour n ≥ 20")
    for nom, saison in (
        ("petite, 225, deux secteurs", saisons.saison(saisons.PETITES, 1)),
        ("petite, 900, quatre secteurs", tirer(1, 900, Taille.PETITE)),
        ("moyenne, 2 000", saisons.saison(saisons.MOYENNES, 1)),
        ("grande, 6 000", saisons.saison(saisons.GRANDES, 1)),
    ):
        publiees = [publier(saison, saisons.moteur(cle)) for cle in range(CLES)]
        parts = {table: _part(cachees) for table, cachees in sorted(_cachees(publiees).items())}
        toutes = [une for cachees in _cachees(publiees).values() for une in cachees]
        print(f"    {nom:<29} toutes {_part(toutes)}  {parts}  écart {_ecart(publiees)}")


def _cachees(publiees: list[Publications]) -> dict[str, list[bool]]:
    """By table, whether each cell is hidden; those where no sortie went are left out."""
    par_table: dict[str, list[bool]] = {}
    for unes in publiees:
        for nom, une in unes.cellules.items():
            if nom.cle.table != "T5" and not unes.deserte(nom):
                par_table.setdefault(nom.cle.table, []).append(une.valeur is None)
    return par_table


def _ecart(publiees: list[Publications]) -> str:
    ecarts = [
        abs(une.valeur - une.n)
        for unes in publiees
        for nom, une in unes.cellules.items()
        if une.valeur is not None and une.n >= 20 and nom not in unes.exactes
    ]
    return f"{mean(ecarts):.1f}, au plus {max(ecarts)}".replace(".", ",", 1)


def _les_attaques() -> None:
    """What linear programs give back of plain masking, and of the engine."""
    apprise = Apprise()
    print("  programmes linéaires sur toutes les tables d’une année : cellules rendues exactement")
    for nombre, graine in (*saisons.COURANTES, (saisons.MOYENNES, 2), (saisons.GRANDES, 1)):
        saison = saisons.saison(nombre, graine)
        masquees = masquer(saison)
        bornes = du_masquage(masquees).encadrer(masquees.cachees())
        rendues = [bas == haut for bas, haut in bornes.values()]
        publiees = publier(saison, saisons.moteur())
        cadres = avec_oracle(publiees, apprise).encadrer(publiees.cachees())
        exactes = sum(bas == haut for bas, haut in cadres.values())
        serree = min(haut - bas for bas, haut in cadres.values())
        print(
            f"    {nombre:>5}, graine {graine} : masquage simple {sum(rendues)} sur "
            f"{len(rendues)} ({_part(rendues)}), moteur {exactes} sur {len(cadres)}, "
            f"la plus serrée entre deux nombres distants de {serree}"
        )


def _la_presence_d_une_personne() -> None:
    """Who knows everybody else, and the records of one, guesses whether she is in the figures."""
    saison = saisons.saison(saisons.MOYENNES, 1)
    nombres = _nombres_de_ses_cellules(saison)
    hasard = Hasard(1)
    feuilles = Counter(len(siens) for siens in nombres)
    print(
        f"  une rencontre alimente {max(feuilles)} cellules au plus, {_mediane(feuilles)} souvent"
    )
    for combien in (1, 5, 10, 15, 20):
        assez = [siens for siens in nombres if len(siens) >= combien]
        justes = sum(_devine(hasard, assez, combien) for _ in range(ESSAIS)) / ESSAIS
        print(f"    {combien:>2} cellules jointes : deviné {100 * justes:.0f} fois sur 100")


def _nombres_de_ses_cellules(saison: Saison) -> list[list[int]]:
    """For each rencontre, the counts of the cells that it feeds."""
    publiees = publier(saison, saisons.moteur())
    return [
        [
            publiees.cellules[Nom(ANNEE if vue.duree is Duree.ANNEE else trimestre, cle)].n
            for vue, cle in cellules(fiche, saison.taille)
        ]
        for trimestre, fiche in saison.fiches
    ]


def _devine(hasard: Hasard, nombres: list[list[int]], combien: int) -> bool:
    """Whether she guesses right, once: one chance in two that this person is there."""
    dedans = hasard.arrive(0.5)
    pour = 0.0
    for n in hasard.sample(hasard.choice(nombres), combien):
        avec, sans = _loi(n), _loi(n - 1)
        lue = hasard.choices(*zip(*(avec if dedans else sans).items(), strict=True))[0]
        pour += log(avec.get(lue, 1e-12)) - log(sans.get(lue, 1e-12))
    return (pour > 0) == dedans if pour else hasard.arrive(0.5)


LOIS: dict[int, Loi] = {}


def _loi(n: int) -> Loi:
    """What is published of a count, and with which chance."""
    if n not in LOIS:
        montree = min(1.0, max(0.0, (n - PLANCHER) / 6))
        loi: Loi = {None: 1 - montree} if montree < 1 else {}
        for bruit, (bas, haut) in enumerate(zip((0, *CUMULS), CUMULS, strict=False), start=-8):
            valeur = max(PLANCHER, arrondir(n + bruit))
            if montree:
                loi[valeur] = loi.get(valeur, 0) + montree * (haut - bas) / MODULO
        LOIS[n] = loi
    return LOIS[n]


def _mediane(nombres: Counter[int]) -> int:
    toutes = sorted(nombres.elements())
    return toutes[len(toutes) // 2]


def _part(oui: list[bool]) -> str:
    return f"{round(100 * sum(oui) / len(oui))} %"


if __name__ == "__main__":
    sys.exit(main())
