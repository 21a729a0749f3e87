"""The shapes in which counts come back."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Compte:
    """Both units at once: a rencontre with two besoins of a kind counts once in it."""

    rencontres: int = 0
    besoins: int = 0


@dataclass(frozen=True, slots=True)
class CompteCategorie(Compte):
    """The counts of a category, with those of its sub-categories."""

    code: str = ""
    libelle: str = ""
    domaine: str = ""


@dataclass(frozen=True, slots=True)
class Repartition:
    """Rencontres by answer, over those where the question was asked.

    Several answers are possible: they do not add up to `demandees`.
    """

    effectifs: dict[str, int]
    demandees: int
