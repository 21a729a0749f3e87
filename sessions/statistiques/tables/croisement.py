"""Two questions crossed: the demand and its counter-demand, who demands, and any other pair."""

from collections.abc import Mapping
from dataclasses import dataclass

from sessions.rencontres.selection import Selection
from sessions.statistiques.mesures import (
    DIMENSIONS,
    Dimension,
    Unite,
    compter,
)
from sessions.statistiques.mesures.croisement import Cle
from sessions.statistiques.mesures.dimensions import Porteur
from sessions.statistiques.tables.matrice import Matrice, matrice
from sessions.statistiques.tables.redaction import Redaction, imprimables, posee

CODE = "croisement"


@dataclass(frozen=True, slots=True)
class Croisement:
    """`une` in rows, `autre` in columns."""

    une: Dimension
    autre: Dimension

    @classmethod
    def de(cls, une: str, autre: str) -> "Croisement":
        """KeyError for what is no dimension."""
        return cls(DIMENSIONS[une], DIMENSIONS[autre])

    @property
    def titre(self) -> str:
        return f"{self.une.libelle} × {self.autre.libelle.lower()}"

    @property
    def unite(self) -> Unite:
        """Besoins where each has its own answer to both; else rencontres, each once a cell."""
        if min(self.une.porteur, self.autre.porteur) >= Porteur.BESOIN:
            return Unite.BESOINS
        return Unite.RENCONTRES

    @property
    def questions(self) -> list[str]:
        return sorted({une.question for une in (self.une, self.autre) if une.question})

    @property
    def plusieurs(self) -> bool:
        """Whether one unit may be in several cells."""
        if self.unite is Unite.BESOINS:
            return Porteur.EXIGENCE in {self.une.porteur, self.autre.porteur}
        return self.une.plusieurs or self.autre.plusieurs


# The ones the team asks for, in the order in which they are proposed.
NOMMES: tuple[tuple[str, str, str], ...] = (
    ("categorie", "sorte_exigence", "Besoins × exigences"),
    ("exigence", "organisme", "Exigences × qui demandait"),
    ("categorie", "reponse", "Besoins × réponses"),
    ("categorie", "tranche_age", "Besoins × âges"),
    ("sorte_exigence", "tranche_age", "Exigences × âges"),
    ("categorie", "non_recours", "Besoins × non-recours"),
    ("quartier", "domaine", "Quartiers × besoins"),
    ("quartier", "sorte_exigence", "Quartiers × exigences"),
)
PAR_DEFAUT = NOMMES[0][:2]


@dataclass(frozen=True, slots=True)
class Croise:
    """Exact counts of a crossing. `demandees`: how many times its questions were asked."""

    croisement: Croisement
    comptes: Mapping[Cle, int]
    demandees: Mapping[str, int]


def croiser(selection: Selection, croisement: Croisement, demandees: Mapping[str, int]) -> Croise:
    """One query; `demandees` holds at least the questions of the crossing."""
    return Croise(
        croisement,
        compter(selection, croisement.une, croisement.autre, unite=croisement.unite),
        {question: demandees[question] for question in croisement.questions},
    )


def rediger(redaction: Redaction, croise: Croise) -> Matrice:
    croisement = croise.croisement
    une, autre = croisement.une, croisement.autre
    lignes, colonnes = redaction.modalites(une), redaction.modalites(autre)
    if redaction.papier and "quartier" in {une.code, autre.code}:
        lignes, colonnes = imprimables(lignes), imprimables(colonnes)
    return matrice(
        redaction,
        CODE,
        croisement.titre,
        f"{croisement.unite.value.capitalize()}, par {_nom(une)} (en ligne) "
        f"et {_nom(autre)} (en colonne)",
        lignes=lignes,
        colonnes=colonnes,
        comptes=croise.comptes,
        notes=_notes(redaction, croise),
    )


def refusee(redaction: Redaction, croisement: Croisement, raison: str) -> Matrice:
    return Matrice(redaction.refusee(CODE, croisement.titre, raison))


def _nom(dimension: Dimension) -> str:
    return f"«\u202f{dimension.libelle.lower()}\u202f»"


def _notes(redaction: Redaction, croise: Croise) -> list[str]:
    croisement = croise.croisement
    libelles = {une.question: une.libelle for une in (croisement.autre, croisement.une)}
    notes = [
        f"{libelles[question]}\u202f: {posee(redaction, nombre).lower()}"
        for question, nombre in croise.demandees.items()
    ]
    unite = croisement.unite.value
    if Porteur.EXIGENCE in {croisement.une.porteur, croisement.autre.porteur}:
        notes.append(f"Seuls comptent ici les {unite} où une exigence a été notée.")
    if croisement.plusieurs:
        notes.append(
            "Plusieurs réponses possibles\u202f: une ligne peut dépasser son ensemble, "
            "qui est compté et non additionné."
        )
    return notes
