"""From the records of a closed period to its cells: counted once, published once."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from medlove.models import Equipe
from sessions.periodes import Periode
from sessions.publication.catalogue import TOUTES, Cle, Duree, Parents, Taille, cellules
from sessions.publication.faits import faits, total_exact
from sessions.publication.grille import SUITE, grille
from sessions.publication.lecture import fiches, suites
from sessions.publication.moteur import MODULO, SEUIL, Compte, Moteur

TOUTES_LES_SUITES = Cle("T4", axe=SUITE)


class Motif(StrEnum):
    """Why a cell is hidden."""

    PETITE = "petite"
    SEUIL = "seuil"
    HOMOGENE = "homogene"


@dataclass(frozen=True, slots=True)
class CelluleComptee:
    """A cell with its exact count, for the inside; `valeur` leaves, None when it is hidden.

    `motif` says why it is, which nobody outside may know.
    """

    cle: Cle
    compte: Compte
    valeur: int | None
    motif: Motif | None = None


@dataclass(slots=True)
class _Comptes:
    """Counts, sums of keys and parents by cell, while records are read."""

    nombres: dict[Cle, int] = field(default_factory=lambda: defaultdict(int))
    cles: dict[Cle, int] = field(default_factory=lambda: defaultdict(int))
    parents: dict[Cle, tuple[Cle, ...]] = field(default_factory=dict)

    def ajouter(self, cle: Cle, cle_du_record: int, parents: Parents | None = None) -> None:
        self.nombres[cle] += 1
        self.cles[cle] += cle_du_record
        if parents and cle not in self.parents:
            self.parents[cle] = parents(cle)

    def compte(self, cle: Cle) -> Compte:
        return Compte(self.nombres.get(cle, 0), self.cles.get(cle, 0) % MODULO)

    def comptee(self, cle: Cle, moteur: Moteur) -> CelluleComptee:
        compte = self.compte(cle)
        parents = [self.compte(une) for une in self.parents.get(cle, ())]
        valeur = moteur.publier(compte, parents)
        if valeur is not None:
            return CelluleComptee(cle, compte, valeur)
        if compte.nombre < SEUIL:
            return CelluleComptee(cle, compte, None, Motif.PETITE)
        tout = all(moteur.montre(un) for un in (compte, *parents))
        return CelluleComptee(cle, compte, None, Motif.HOMOGENE if tout else Motif.SEUIL)


@dataclass(frozen=True, slots=True)
class Chantier:
    """What is to be published: a closed period, by a season of an announced size.

    `territoires` are the codes under which its rencontres may be published.
    """

    equipe: Equipe
    periode: Periode
    duree: Duree
    taille: Taille
    territoires: tuple[str, ...]

    def cellules(self, moteur: Moteur) -> list[CelluleComptee]:
        """Every cell of the catalogue for this period, fed or not, sorted by code."""
        comptes = self._comptes(moteur.cle_de)
        exacts = faits(self.equipe, self.periode, self.taille)
        protegees = set() if total_exact(self.equipe, self.periode) else {TOUTES}
        return [
            CelluleComptee(cle, Compte(exacts.get(cle, 0)), exacts.get(cle, 0))
            if cle.table == TOUTES.table and cle not in protegees
            else comptes.comptee(cle, moteur)
            for cle in grille(self.territoires, self.duree, self.taille)
        ]

    def exactes(self) -> dict[Cle, int]:
        """The same cells as they are counted, for the inside."""
        comptes = self._comptes(lambda _: 0)
        exacts = faits(self.equipe, self.periode, self.taille)
        return {
            cle: exacts.get(cle, 0) if cle.table == TOUTES.table else comptes.nombres.get(cle, 0)
            for cle in grille(self.territoires, self.duree, self.taille)
        }

    def _comptes(self, cle_de: Callable[[UUID], int]) -> _Comptes:
        comptes = _Comptes()
        for fiche in fiches(self.equipe, self.periode, self.taille):
            cle_de_la_fiche = cle_de(fiche.identifiant)
            comptes.ajouter(TOUTES, cle_de_la_fiche)
            for vue, cle in cellules(fiche, self.taille):
                if vue.duree is self.duree:
                    comptes.ajouter(cle, cle_de_la_fiche, vue.parents)
                elif self.duree is Duree.TRIMESTRE:
                    break  # theirs come first in the catalogue
        if self.duree is Duree.ANNEE:
            for pk, statut in suites(self.equipe, self.periode):
                _ajouter_la_suite(comptes, statut, cle_de(pk))
        return comptes


def _ajouter_la_suite(comptes: _Comptes, statut: str, cle: int) -> None:
    """The unit is the orientation; the denominator, those whose outcome is known."""
    comptes.ajouter(TOUTES_LES_SUITES, cle, lambda _: ())
    comptes.ajouter(Cle("T4", axe=SUITE, modalite=statut), cle, lambda _: (TOUTES_LES_SUITES,))
