"""Seasons drawn from the tables of the demonstration, as fiches: no database, many at once."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, cached_property
from uuid import UUID

from sessions.demonstration.donnees import lire
from sessions.demonstration.hasard import Hasard
from sessions.nomenclatures.listes import (
    NON_RENSEIGNE,
    categories_nationales,
    sortes_d_exigences,
)
from sessions.publication.catalogue import Taille
from sessions.publication.fiche import BesoinLu, Fiche

TRIMESTRES = ("2025-T1", "2025-T2", "2025-T3", "2025-T4")
ANNEE = "2025"
# As the seasons of an équipe go: many sorties in summer, few in winter.
POIDS_DES_TRIMESTRES = (15, 30, 35, 20)
SECTEURS = {"Nord": (1, 4, 5, 6), "Est": (3, 7, 8), "Sud": (9, 10, 11), "Ouest": (2, 12)}
REPONDENT = 0.3


@dataclass(frozen=True)
class Saison:
    """A year: its fiches by trimestre, its orientations (id, outcome), where it may publish."""

    taille: Taille
    territoires: tuple[str, ...]
    fiches: tuple[tuple[str, Fiche], ...]
    suites: tuple[tuple[UUID, str], ...] = ()

    def pendant(self, periode: str) -> list[Fiche]:
        """Those of a trimestre, or of the year."""
        return [fiche for trimestre, fiche in self.fiches if trimestre.startswith(periode)]

    @cached_property
    def visites(self) -> set[tuple[str, str]]:
        """(trimestre, territoire) where a sortie went: T5 tells it to everybody.

        Where nobody was met, the drawn seasons say that nobody went: the attacker knows more.
        """
        return {(trimestre, fiche.territoire) for trimestre, fiche in self.fiches}

    def avec(self, *autres: tuple[str, Fiche]) -> "Saison":
        """The same, and others (trimestre, fiche) besides."""
        return replace(self, fiches=(*self.fiches, *autres))


def tirer(graine: int, nombre: int, taille: Taille) -> Saison:
    """A season of so many rencontres, the same for a seed."""
    hasard = Hasard(graine)
    fiches, suites = [], []
    for _ in range(nombre):
        trimestre = hasard.choices(TRIMESTRES, weights=POIDS_DES_TRIMESTRES)[0]
        fiches.append((trimestre, une_fiche(hasard, taille)))
        if hasard.arrive(0.25):
            statuts = ["accueillie", "refusee", "non_venue", "expiree"]
            suites.append((hasard.uuid(), hasard.choices(statuts, weights=[50, 12, 30, 8])[0]))
    return Saison(taille, territoires(taille), tuple(fiches), tuple(suites))


def une_experience(graine: int, nombre: int = 225) -> Saison:
    """A first season: fifteen sorties of a summer, twelve in a secteur and three in another."""
    hasard, saison = Hasard(graine), tirer(graine, nombre, Taille.PETITE)
    fiches = tuple(
        (TRIMESTRES[2], replace(fiche, territoire=hasard.parmi({"Nord": 12, "Sud": 3})))
        for _, fiche in saison.fiches
    )
    return replace(saison, territoires=("Nord", "Sud"), fiches=fiches)


def resserrer(
    saison: Saison, graine: int, lieux: tuple[int, ...], trimestres: tuple[int, ...]
) -> Saison:
    """The same people over few territoires and unequal trimestres, by their weights."""
    hasard = Hasard(graine)
    noms = dict(zip(saison.territoires, lieux, strict=False))
    fiches = tuple(
        (
            hasard.parmi(dict(zip(TRIMESTRES, trimestres, strict=True))),
            replace(fiche, territoire=hasard.parmi(noms)),
        )
        for _, fiche in saison.fiches
    )
    return replace(saison, territoires=tuple(sorted(noms)), fiches=fiches)


def en_secteurs(saison: Saison) -> Saison:
    """The same rencontres, published by secteur as a small season is."""
    par_code = {code(un): nom for nom, numeros in SECTEURS.items() for un in numeros}
    fiches = tuple(
        (trimestre, replace(fiche, territoire=par_code[fiche.territoire]))
        for trimestre, fiche in saison.fiches
    )
    return Saison(Taille.PETITE, territoires(Taille.PETITE), fiches, saison.suites)


def territoires(taille: Taille) -> tuple[str, ...]:
    if taille is Taille.PETITE:
        return tuple(sorted(SECTEURS))
    return tuple(sorted(code(numero) for numeros in SECTEURS.values() for numero in numeros))


def code(numero: int | str) -> str:
    return f"35238-{numero}"


def une_fiche(hasard: Hasard, taille: Taille) -> Fiche:
    tables = lire("tirages")
    numero = hasard.tire("quartiers")
    question = hasard.choice(["exigences", "non_recours", *tables["questions"]])
    demandes = {question, *(une for une in ("exigences", "initiative") if hasard.arrive(REPONDENT))}
    reponses = {axe: _reponse(hasard, axe, demandes) for axe in QUESTIONS_A_UNE_REPONSE}
    return Fiche(
        identifiant=hasard.uuid(),
        territoire=_secteur(int(numero)) if taille is Taille.PETITE else code(numero),
        age=hasard.parmi(tables["ages"]),
        genre=hasard.tire("genres"),
        qpv=None if hasard.arrive(0.15) else hasard.arrive(int(numero) / 15),
        besoins=tuple(_besoins(hasard, numero, demandes)),
        demandes=frozenset(demandes),
        **reponses,
    )


QUESTIONS_A_UNE_REPONSE = (
    "aisance_francais",
    "frequentation_lieux",
    "deja_rencontre",
    "initiative",
)


def _reponse(hasard: Hasard, axe: str, demandes: set[str]) -> str:
    return hasard.tire("questions", axe) if axe in demandes else NON_RENSEIGNE


def _besoins(hasard: Hasard, numero: str, demandes: set[str]) -> Iterable[BesoinLu]:
    tables = lire("tirages")
    poids = tables["domaines"].get(numero, tables["domaines"]["defaut"])
    for _ in range(hasard.choices([1, 2, 3], weights=[68, 26, 6])[0]):
        domaine = hasard.parmi(poids)
        famille = _familles()[hasard.tire("categories", domaine)]
        non_recours = domaine == "droits" and ("non_recours" in demandes or hasard.arrive(0.08))
        yield BesoinLu(
            domaine,
            famille,
            reponse=hasard.tire("reponses", domaine),
            non_recours=hasard.tire("non_recours") if non_recours else NON_RENSEIGNE,
            exigences=tuple(_exigences(hasard, domaine)) if "exigences" in demandes else (),
        )


def _exigences(hasard: Hasard, domaine: str) -> Iterable[tuple[str, str]]:
    poids = lire("tirages")["exigences"].get(domaine)
    if poids is None:
        return
    for exigence in hasard.plusieurs(poids, hasard.choice([1, 1, 2])):
        yield exigence, sortes_d_exigences()[exigence]


def familles_par_domaine() -> dict[str, set[str]]:
    """The familles that a besoin of a domain may have: everybody can read the list."""
    trouvees: dict[str, set[str]] = {}
    for une in categories_nationales():
        trouvees.setdefault(une["domaine"], set()).add(une["famille"])
    return trouvees


@cache
def _familles() -> dict[str, str]:
    """By code of category."""
    return {une["code"]: une["famille"] for une in categories_nationales()}


def _secteur(numero: int) -> str:
    return next(nom for nom, numeros in SECTEURS.items() if numero in numeros)
