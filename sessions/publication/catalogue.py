"""The closed catalogue: every cell that may ever be published, and nothing else.

Seven tables, T1 to T7. Adding one is a reviewed change, with the attackers of
`tests/attaques` run on the whole publication. Never by halte, by day, by mediator.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import NamedTuple

from sessions.publication.fiche import Fiche

# A rencontre feeds this many cells at most: what one person weighs in all that is published.
PLAFOND = 24
VILLE = ""
TOUT = ""


class Taille(StrEnum):
    """The size of a season, announced beforehand: what is published depends on it, not on data.

    Under a thousand rencontres a year: secteurs instead of quartiers, domains instead of
    familles, the year instead of trimestres.
    """

    PETITE = "petite"
    GRANDE = "grande"


class Duree(StrEnum):
    TRIMESTRE = "trimestre"
    ANNEE = "annee"


class Cle(NamedTuple):
    """The name of a cell within a period. A tuple: a million of them are compared in a year.

    `territoire` is a quartier (« 35238-3 »), a secteur by its name, or VILLE; `axe` what
    `modalite` answers to; `croisee` a second answer. TOUT is every answer: a denominator.
    """

    table: str
    territoire: str = VILLE
    axe: str = ""
    modalite: str = TOUT
    croisee: str = TOUT


# Every rencontre of the city: T5 publishes it as it is, other cells are checked against it.
TOUTES = Cle("T5", axe="rencontres")

Cles = Callable[[Fiche], Iterator[Cle]]
Parents = Callable[[Cle], tuple[Cle, ...]]


@dataclass(frozen=True, slots=True)
class Vue:
    """One family of cells of a table.

    `cles` gives those that a fiche feeds; `parents` the cells that hold a cell, against which
    it is checked; `taille` the only size of season that has it, if one.
    """

    table: str
    duree: Duree
    titre: str
    cles: Cles
    parents: Parents
    taille: Taille | None = None


def _dans_la_ville(table: str, *axes: str) -> Cles:
    """Answers of everybody: the denominator is every rencontre."""

    def cles(fiche: Fiche) -> Iterator[Cle]:
        for axe in axes:
            for modalite in fiche.modalites(axe):
                yield Cle(table, axe=axe, modalite=modalite)

    return cles


def _parmi_les_demandees(table: str, *axes: str) -> Cles:
    """Answers to a question that was not put to all: the denominator comes first."""

    def cles(fiche: Fiche) -> Iterator[Cle]:
        for axe in axes:
            if fiche.demandee(axe):
                yield Cle(table, axe=axe)
            for modalite in fiche.modalites(axe):
                yield Cle(table, axe=axe, modalite=modalite)

    return cles


def _par_territoire(table: str, axe: str = "") -> Cles:
    def cles(fiche: Fiche) -> Iterator[Cle]:
        for modalite in fiche.modalites(axe) if axe else [TOUT]:
            yield Cle(table, fiche.territoire, axe, modalite)

    return cles


def _domaine_et_exigence(fiche: Fiche) -> Iterator[Cle]:
    for domaine, sorte in fiche.domaines_et_sortes:
        yield Cle("T7", axe="domaine", modalite=domaine, croisee=sorte)


def _toutes(cle: Cle) -> tuple[Cle, ...]:
    return (TOUTES,)


def _demandees(cle: Cle) -> tuple[Cle, ...]:
    """Of an answer, those who were asked; of those, every rencontre."""
    return (TOUTES,) if cle.modalite == TOUT else (Cle(cle.table, axe=cle.axe),)


def _du_territoire(cle: Cle) -> tuple[Cle, ...]:
    """Of an answer in a territoire: the territoire, and the same answer in the city."""
    return (Cle("T1", cle.territoire), Cle(cle.table, axe=cle.axe, modalite=cle.modalite))


def _du_domaine(cle: Cle) -> tuple[Cle, ...]:
    return (Cle("T1", axe="domaine", modalite=cle.modalite),)


TRIMESTRE, ANNEE = Duree.TRIMESTRE, Duree.ANNEE
QUESTIONS = ("qpv", "frequentation_lieux", "deja_rencontre", "initiative", "exigence")

# In the order in which they are fed: beyond PLAFOND a rencontre feeds no more.
VUES: tuple[Vue, ...] = (
    Vue("T6", TRIMESTRE, "Rencontres par quartier", _par_territoire("T6"), _toutes, Taille.GRANDE),
    Vue(
        "T2",
        TRIMESTRE,
        "Domaine de besoin, dans la ville",
        _dans_la_ville("T2", "domaine"),
        _toutes,
        Taille.GRANDE,
    ),
    Vue("T1", ANNEE, "Rencontres par quartier", _par_territoire("T1"), _toutes),
    Vue("T1", ANNEE, "Domaine de besoin, dans la ville", _dans_la_ville("T1", "domaine"), _toutes),
    Vue(
        "T1",
        ANNEE,
        "Domaine de besoin, par quartier",
        _par_territoire("T1", "domaine"),
        _du_territoire,
    ),
    Vue(
        "T3",
        ANNEE,
        "Âge et genre, dans la ville",
        _dans_la_ville("T3", "age", "genre"),
        _toutes,
    ),
    Vue(
        "T3",
        ANNEE,
        "Aisance en français, dans la ville",
        _parmi_les_demandees("T3", "aisance_francais"),
        _demandees,
    ),
    Vue("T3", ANNEE, "Âge, par quartier", _par_territoire("T3", "age"), _du_territoire),
    Vue("T3", ANNEE, "Genre, par quartier", _par_territoire("T3", "genre"), _du_territoire),
    Vue(
        "T2",
        ANNEE,
        "Famille de besoin, dans la ville",
        _dans_la_ville("T2", "famille"),
        _toutes,
        Taille.GRANDE,
    ),
    Vue("T4", ANNEE, "Réponse donnée", _dans_la_ville("T4", "reponse"), _toutes),
    Vue("T4", ANNEE, "Réponses aux questions", _parmi_les_demandees("T4", *QUESTIONS), _demandees),
    Vue("T7", ANNEE, "Domaine de besoin et sorte d’exigence", _domaine_et_exigence, _du_domaine),
    Vue("T4", ANNEE, "Non-recours", _parmi_les_demandees("T4", "non_recours"), _demandees),
)


def cellules(fiche: Fiche, taille: Taille) -> Iterator[tuple[Vue, Cle]]:
    """The cells that a rencontre feeds in all publications, each once, PLAFOND at most."""
    return islice(_cellules(fiche, taille), PLAFOND)


def _cellules(fiche: Fiche, taille: Taille) -> Iterator[tuple[Vue, Cle]]:
    deja: set[tuple[Duree, Cle]] = set()
    for vue in VUES:
        if vue.taille not in {None, taille}:
            continue
        for cle in vue.cles(fiche):
            if (vue.duree, cle) not in deja:
                deja.add((vue.duree, cle))
                yield vue, cle


def au_plus_sans_plafond(fiche: Fiche, taille: Taille = Taille.GRANDE) -> int:
    """How many cells this rencontre would feed, were there no cap."""
    return sum(1 for _ in _cellules(fiche, taille))
