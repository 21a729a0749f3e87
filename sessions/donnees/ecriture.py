"""Writing versions, all rows of a model at once: created, or put over those they replace."""

from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from django.db.models import Model

from sessions.donnees.references import Contexte
from sessions.donnees.types import TypeDElement, Version
from sessions.element import Element
from sessions.instructions import executer, insertions


def creer(type_: TypeDElement, versions: Sequence[Version], contexte: Contexte) -> None:
    """Insert. The database refuses an id already there (IntegrityError)."""
    lignes = [type_.ligne(version, contexte, None) for version in versions]
    executer([*insertions([*lignes, *_enfants(type_, versions, lignes, contexte)])])
    type_.effets(versions, contexte)


def remplacer(type_: TypeDElement, versions: Sequence[Version], contexte: Contexte) -> None:
    """Write over rows that the caller has locked and knows to be those of the équipe."""
    anciennes = type_.modele._default_manager.in_bulk([version.id for version in versions])
    lignes = [type_.ligne(version, contexte, anciennes[version.id]) for version in versions]
    type_.effacer_enfants(versions, contexte)
    type_.modele._default_manager.bulk_create(
        lignes,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=_remplacables(type_.modele),
    )
    executer([*insertions(_enfants(type_, versions, lignes, contexte))])
    type_.remplacees(anciennes, lignes)
    type_.effets(versions, contexte)


def verrouiller(type_: TypeDElement, ids: Iterable[UUID]) -> dict[UUID, Element]:
    """The rows of these ids, whoever owns them, locked until the end of the transaction."""
    lignes = type_.modele._default_manager.select_for_update().filter(pk__in=ids)
    return {ligne.pk: ligne for ligne in lignes.only(*ENTETE, *type_.a_comparer).order_by("pk")}


ENTETE = ("id", "equipe_id", "empreinte", "edition")


def _remplacables(modele: type[Element]) -> list[str]:
    return [
        champ.name for champ in modele._meta.concrete_fields if champ.name not in {"id", "equipe"}
    ]


def _enfants(
    type_: TypeDElement,
    versions: Sequence[Version],
    lignes: Sequence[Element],
    contexte: Contexte,
) -> Iterator[Model]:
    for version, ligne in zip(versions, lignes, strict=True):
        yield from type_.enfants(version, ligne, contexte)
