"""A type of element: its schema, its rules, its rows, and the way back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from django.db.models import Model
from django.utils import timezone

from sessions.donnees.lecture import Lecture
from sessions.donnees.references import Contexte
from sessions.donnees.schema import Schema
from sessions.element import Element
from sessions.empreinte import empreinte

# By name, in the order in which they must be written: a sortie before its haltes.
TYPES: dict[str, "TypeDElement"] = {}


@dataclass(slots=True)
class Version:
    """One version of a record: who says what, when."""

    id: UUID
    auteur: UUID | None
    saisi_le: datetime
    empreinte: str
    donnees: dict[str, Any]
    valeurs: dict[str, Any] = field(default_factory=dict)
    lecture: Lecture = field(default_factory=Lecture)


class TypeDElement:
    """Base of the types. A subclass gives `nom`, `modele` and `schema`, then what it needs."""

    nom: ClassVar[str]
    modele: ClassVar[type[Element]]
    schema: ClassVar[Schema]
    # Columns of the row in place, by which a replacement is judged.
    a_comparer: ClassVar[tuple[str, ...]] = ()

    def lire(self, version: Version) -> None:
        """Fill `valeurs`, refusals and citations, without a query."""
        version.valeurs = self.schema.lire(version.donnees, version.lecture)

    def controler(self, version: Version, contexte: Contexte) -> None:
        """Refuse what breaks a rule across fields. References are loaded by now."""

    def controler_suite(self, version: Version, ancienne: Any) -> None:
        """Refuse what a replacement may not change. Of `ancienne`, only `a_comparer` is read."""

    def ligne(self, version: Version, contexte: Contexte, ancienne: Any) -> Element:
        """The row, from `ancienne` when it replaces one. Nothing is written here."""
        return self.modele(
            id=version.id,
            equipe=contexte.equipe,
            auteur_id=version.auteur,
            saisi_le=ancienne.saisi_le if ancienne else _jour_de_saisie(version),
            empreinte=version.empreinte,
            **self.colonnes(version, contexte, ancienne),
        )

    def colonnes(self, version: Version, contexte: Contexte, ancienne: Any) -> dict[str, Any]:
        """The columns of its own. A subclass adds those that are not fields as they are."""
        return self.schema.colonnes(version.valeurs)

    def enfants(self, version: Version, ligne: Any, contexte: Contexte) -> Iterator[Model]:
        """The rows that hang on this one, each after those it needs."""
        return iter(())

    def effacer_enfants(self, versions: Sequence[Version], contexte: Contexte) -> None:
        """Clear the way for a replacement: `enfants` are written anew."""

    def remplacees(self, anciennes: Mapping[UUID, Any], lignes: Sequence[Any]) -> None:
        """What goes away with the rows that these replace, by id: whoever keeps a copy is told."""

    def effets(self, versions: Sequence[Version], contexte: Contexte) -> None:
        """What follows once the rows are there, whoever sent them."""

    def donnees(self, objets: Iterable[Any]) -> dict[UUID, dict[str, Any]]:
        """`donnees` by id, as the contract writes them. Queries do not grow with the rows."""
        return {objet.pk: self.schema.ecrire(objet) for objet in objets}

    def donnees_de(self, objet: Any) -> dict[str, Any]:
        return self.donnees([objet])[objet.pk]

    def empreintes(self, objets: Iterable[Any]) -> dict[UUID, str]:
        """The current empreinte of each row; one never signed has that of its `donnees`."""
        connues = {objet.pk: objet.empreinte for objet in objets}
        sans = [pk for pk, connue in connues.items() if not connue]
        if sans:
            entieres = self.modele._default_manager.filter(pk__in=sans)
            lues = self.donnees(entieres)
            connues.update({pk: empreinte(donnees) for pk, donnees in lues.items()})
        return connues


def _jour_de_saisie(version: Version) -> date:
    """Never after today, whatever the clock of the tablet says: what was entered in the future
    would outlive every delay."""
    return min(timezone.localdate(version.saisi_le), timezone.localdate())


def declarer(type_d_element: type[TypeDElement]) -> type[TypeDElement]:
    """Add a type to those that can be received."""
    TYPES[type_d_element.nom] = type_d_element()
    return type_d_element
