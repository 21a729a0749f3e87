"""What a season publishes, by the engine or by plain masking: counted anew, set by set.

Independent of `sessions.publication.construction`, which `test_base.py` compares with it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from sessions.nomenclatures.listes import NON_RENSEIGNE
from sessions.publication.catalogue import TOUTES, Cle, Duree, cellules
from sessions.publication.faits import TOTAL_EXACT
from sessions.publication.fiche import Fiche
from sessions.publication.grille import PERSONNE, SUITE, grille
from sessions.publication.moteur import MODULO, Compte, Moteur
from tests.attaques.saisons import ANNEE, SECTEURS, TRIMESTRES, Saison, code

TOUTES_LES_SUITES = Cle("T4", axe=SUITE)


@dataclass(frozen=True, slots=True, order=True)
class Nom:
    """A cell of all the publications of a year together."""

    periode: str
    cle: Cle


@dataclass(frozen=True, slots=True)
class Cellule:
    """`qui` and `n` are the truth, `valeur` all that leaves; `parents` the cells that hold it."""

    qui: frozenset[UUID]
    parents: tuple[Nom, ...]
    valeur: int | None

    @property
    def n(self) -> int:
        return len(self.qui)

    @property
    def petite(self) -> bool:
        return self.valeur is None and self.n <= 10


@dataclass(frozen=True)
class Publications:
    """The year and its trimestres, as an attacker downloads them.

    `exactes` are the cells told as they are: in T5, rencontres of the city where they are many.
    """

    saison: Saison
    cellules: dict[Nom, Cellule]
    exactes: frozenset[Nom]

    def cachees(self) -> list[Nom]:
        """The hidden cells of the catalogue, but for those where T5 says that nobody went."""
        return [
            nom
            for nom, une in self.cellules.items()
            if une.valeur is None and nom.cle.modalite != NON_RENSEIGNE and not self.deserte(nom)
        ]

    def deserte(self, nom: Nom) -> bool:
        """Whether T5 says that no sortie went there then: nobody to protect."""
        if nom.periode == ANNEE and nom.cle.axe == SUITE:
            return False
        visites = {
            lieu for trimestre, lieu in self.saison.visites if trimestre.startswith(nom.periode)
        }
        if nom.cle.territoire:
            siens = {code(numero) for numero in SECTEURS.get(nom.cle.territoire, ())}
            return visites.isdisjoint({nom.cle.territoire, *siens})
        return not visites


def publier(saison: Saison, moteur: Moteur) -> Publications:
    """By the engine."""

    cles = {fiche.identifiant: moteur.cle_de(fiche.identifiant) for _, fiche in saison.fiches}
    cles |= {pk: moteur.cle_de(pk) for pk, _ in saison.suites}

    def compte(qui: frozenset[UUID]) -> Compte:
        return Compte(len(qui), sum(cles[un] for un in qui) % MODULO)

    return _publier(
        saison, lambda qui, siens: moteur.publier(compte(qui), [compte(un) for un in siens])
    )


def masquer(saison: Saison) -> Publications:
    """By plain masking, the control: every count of 11 or more as it is, the others hidden.

    With the line « non renseigné » that such tables have, and that the engine does not publish.
    """
    masquees = _publier(saison, lambda qui, siens: _masque(qui))
    for cle in muettes(saison.territoires):
        qui = frozenset(
            fiche.identifiant for _, fiche in saison.fiches if _sans_reponse(fiche, cle)
        )
        masquees.cellules[Nom(ANNEE, cle)] = Cellule(qui, (), _masque(qui))
    return masquees


def _masque(qui: frozenset[UUID]) -> int | None:
    return len(qui) if len(qui) >= 11 else None


def muettes(territoires: tuple[str, ...]) -> Iterator[Cle]:
    """The lines « non renseigné » of questions with one answer."""
    yield from (Cle("T3", axe=axe, modalite=NON_RENSEIGNE) for axe in PERSONNE)
    for lieu in territoires:
        yield from (Cle("T3", lieu, axe, NON_RENSEIGNE) for axe in ("age", "genre"))
    for axe in ("frequentation_lieux", "deja_rencontre", "initiative"):
        yield Cle("T4", axe=axe, modalite=NON_RENSEIGNE)


def _sans_reponse(fiche: Fiche, cle: Cle) -> bool:
    """Whether a rencontre counts in such a line."""
    ici = cle.territoire in {"", fiche.territoire}
    interrogee = cle.axe in {"age", "genre"} or fiche.demandee(cle.axe)
    return ici and interrogee and not fiche.modalites(cle.axe)


Valeur = Callable[[frozenset[UUID], list[frozenset[UUID]]], int | None]


def _publier(saison: Saison, valeur: Valeur) -> Publications:
    """Every cell of the grids of the year and of its trimestres; of T5, TOUTES alone."""
    toutes, exactes = {}, set()
    for periode in (ANNEE, *TRIMESTRES):
        ensembles = _ensembles(saison, periode)
        duree = Duree.ANNEE if periode == ANNEE else Duree.TRIMESTRE
        for cle in grille(saison.territoires, duree, saison.taille):
            if cle.table == TOUTES.table and cle != TOUTES:
                continue
            qui, siens = ensembles.get(cle, frozenset()), parents(cle)
            publiee = valeur(qui, [ensembles.get(un, frozenset()) for un in siens])
            nom = Nom(periode, cle)
            if cle == TOUTES and _dite(saison, periode):
                exactes.add(nom)
                publiee = len(qui)
            toutes[nom] = Cellule(qui, tuple(Nom(periode, un) for un in siens), publiee)
    return Publications(saison, toutes, frozenset(exactes))


def _dite(saison: Saison, periode: str) -> bool:
    """Whether T5 tells the number of rencontres: 200 or more in each trimestre with a sortie."""
    nombres = [len(saison.pendant(un)) for un in TRIMESTRES if un.startswith(periode)]
    return all(nombre == 0 or nombre >= TOTAL_EXACT for nombre in nombres)


def parents(cle: Cle) -> tuple[Cle, ...]:
    """The cells that hold this one, as the method of the publications tells everybody."""
    match cle:
        case Cle(table="T5"):
            return ()
        case Cle(table="T1" | "T3", territoire=lieu, axe=axe) if lieu and axe:
            return (Cle("T1", lieu), Cle(cle.table, axe=axe, modalite=cle.modalite))
        case Cle(table="T7"):
            return (Cle("T1", axe="domaine", modalite=cle.modalite),)
        case Cle(table="T4", axe="suite", modalite=""):
            return ()
        case Cle(table="T4", axe=axe, modalite=mot) if mot and axe != "reponse":
            return (Cle("T4", axe=axe),)
        case Cle(table="T3", axe="aisance_francais", modalite=mot) if mot:
            return (Cle("T3", axe="aisance_francais"),)
    return (TOUTES,)


@cache
def _ensembles(saison: Saison, periode: str) -> dict[Cle, frozenset[UUID]]:
    """Who is in each cell of a period."""
    duree = Duree.ANNEE if periode == ANNEE else Duree.TRIMESTRE
    qui: dict[Cle, set[UUID]] = defaultdict(set)
    for fiche in saison.pendant(periode):
        qui[TOUTES].add(fiche.identifiant)
        for vue, cle in cellules(fiche, saison.taille):
            if vue.duree is duree:
                qui[cle].add(fiche.identifiant)
    if duree is Duree.ANNEE:
        for pk, statut in saison.suites:
            qui[TOUTES_LES_SUITES].add(pk)
            qui[Cle("T4", axe=SUITE, modalite=statut)].add(pk)
    return {cle: frozenset(ids) for cle, ids in qui.items()}
