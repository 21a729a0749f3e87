"""The language of the registry: what a field says of people, and how long it stays."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum


class Nature(Enum):
    """What a field may tell of somebody."""

    IDENTIFIANT = "identifiant"
    LIBRE = "texte libre"
    GROSSIER = "grossier"
    TECHNIQUE = "technique"


@dataclass(frozen=True, slots=True)
class Duree:
    """`etape` is the step of the purge that takes it away; without one, `tant_que` says in
    French what it lives with."""

    etape: str = ""
    tant_que: str = ""


@dataclass(frozen=True, slots=True)
class Regle:
    nature: Nature
    duree: Duree


@dataclass(frozen=True, slots=True)
class Table:
    """The rules of a model, field by field. `quoi` is what it holds, in French."""

    modele: str
    quoi: str
    champs: Mapping[str, Regle]


def par(etape: str) -> Duree:
    """Until that step of the purge."""
    return Duree(etape=etape)


def tant_que(quoi: str) -> Duree:
    """For as long as that: nothing dates its end."""
    return Duree(tant_que=f"tant que {quoi}")


def toujours(pourquoi: str) -> Duree:
    return Duree(tant_que=f"toujours : {pourquoi}")


EQUIPE = tant_que("l’équipe s’en sert")
PROGRAMME = tant_que("le programme est en place")


def table(
    modele: str,
    quoi: str,
    duree: Duree,
    *,
    identifiant: str = "",
    libre: str = "",
    grossier: str = "",
    technique: str = "",
    sauf: Mapping[str, Duree] | None = None,
) -> Table:
    """Names separated by spaces; those of `sauf`, separated too, have a time of their own.

    Raises ValueError when a name is said twice, or has a time and no nature.
    """
    par_nature = {
        Nature.IDENTIFIANT: identifiant,
        Nature.LIBRE: libre,
        Nature.GROSSIER: grossier,
        Nature.TECHNIQUE: technique,
    }
    a_part = {nom: une for noms, une in (sauf or {}).items() for nom in noms.split()}
    champs: dict[str, Regle] = {}
    for nature, noms in par_nature.items():
        for nom in noms.split():
            if nom in champs:
                raise ValueError(f"{modele} : {nom} a deux natures.")
            champs[nom] = Regle(nature, a_part.pop(nom, duree))
    if a_part:
        raise ValueError(f"{modele} : {', '.join(a_part)} a une durée et pas de nature.")
    return Table(modele, quoi, champs)


def regles(tables: tuple[Table, ...]) -> Iterator[tuple[str, str, Regle]]:
    for une in tables:
        for nom, regle in une.champs.items():
            yield une.modele, nom, regle
