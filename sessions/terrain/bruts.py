"""A raw element without what named an orientation that was cut since, or without its note.

The rest stays as it came.
"""

import json
from collections.abc import Collection, Iterable, Iterator
from typing import Any
from uuid import UUID

from sessions.donnees.champs import lire_uuid
from sessions.empreinte import NonCanonique, empreinte
from sessions.orientations.coupure import deja_coupees


def sans(brut: Any, mots: Iterable[str]) -> Any:
    """The element without the entries and fields that say one of `mots`; None when unreadable.

    An empreinte that was that of its `donnees` is that of what is left of them: it can still be
    judged again. Kept as escaped text, it stays so.
    """
    if _echappe(brut):
        lu = _lire(brut)
        return None if lu is None else {"texte": json.dumps(sans(lu, mots))}
    return _scelle(brut, _sans(brut, [mot.lower() for mot in mots]))


def sans_note(brut: Any, texte: str | None = None) -> Any:
    """The element without its note, only when it reads `texte` if one is given; None when it
    cannot be read."""
    autre = texte is not None and donnees_du(brut).get("note") != texte
    return brut if autre and lisible(brut) else sans_champs(brut, ["note"])


def sans_champs(brut: Any, noms: Collection[str]) -> Any:
    """The element without these fields of its `donnees`; None when it cannot be read."""
    if _echappe(brut):
        lu = _lire(brut)
        return None if lu is None else {"texte": json.dumps(sans_champs(lu, noms))}
    donnees = donnees_du(brut)
    if not donnees.keys() & set(noms):
        return brut
    reste = {cle: dit for cle, dit in donnees.items() if cle not in noms}
    return _scelle(brut, {**brut, "donnees": reste})


def lisible(brut: Any) -> bool:
    return not _echappe(brut) or _lire(brut) is not None


def champ_du(brut: Any, nom: str) -> Any:
    """What the element says beside its `donnees`: its type, its author, its moment."""
    lu = _lire(brut) if _echappe(brut) else brut
    return lu.get(nom) if type(lu) is dict else None


def donnees_du(brut: Any) -> dict[str, Any]:
    """Its `donnees`, escaped or not; nothing when they cannot be read."""
    donnees = champ_du(brut, "donnees")
    return donnees if type(donnees) is dict else {}


def sans_orientations_coupees(bruts: Collection[Any]) -> list[Any]:
    """The same elements, each without the orientations that were cut. At most one query."""
    dites = [dict(_orientations(_lire(brut) if _echappe(brut) else brut)) for brut in bruts]
    coupees = deja_coupees({pk for orientations in dites for pk in orientations})
    return [
        sans(brut, _mots(siennes, coupees)) if coupees & siennes.keys() else brut
        for brut, siennes in zip(bruts, dites, strict=True)
    ]


def _scelle(brut: Any, reste: Any) -> Any:
    """What is left of `brut`, under an empreinte that holds if that of `brut` did."""
    if type(reste) is dict and "donnees" in reste and _fidele(brut):
        reste["empreinte"] = empreinte(reste["donnees"])
    return reste


def _echappe(brut: Any) -> bool:
    """Whether it is kept as text, for want of room in the JSON of databases."""
    return type(brut) is dict and brut.keys() == {"texte"}


def _lire(brut: dict[str, Any]) -> Any:
    try:
        return json.loads(brut["texte"])
    except (ValueError, TypeError):
        return None


def _mots(orientations: dict[UUID, Any], coupees: Collection[UUID]) -> Iterator[str]:
    for pk, jeton in orientations.items():
        if pk in coupees:
            yield str(pk)
            if type(jeton) is str and jeton:
                yield jeton


def _orientations(brut: Any) -> Iterator[tuple[UUID, Any]]:
    """The ids an element gives to orientations, and the empreintes of their tokens."""
    donnees = brut.get("donnees") if type(brut) is dict else None
    dites = donnees.get("orientations") if type(donnees) is dict else None
    for dite in dites if type(dites) is list else ():
        if type(dite) is dict and (pk := lire_uuid(dite.get("id"))):
            yield pk, dite.get("jeton_sha256")


def _sans(valeur: Any, mots: Collection[str]) -> Any:
    if type(valeur) is list:
        return [_sans(une, mots) for une in valeur if not _nomme(une, mots)]
    if type(valeur) is dict:
        return {
            cle: _sans(une, mots)
            for cle, une in valeur.items()
            if not _dit(cle, mots) and not _dit(une, mots)
        }
    return valeur


def _nomme(entree: Any, mots: Collection[str]) -> bool:
    """Whether an entry of a list is one that a word names."""
    dits = entree.values() if type(entree) is dict else (entree,)
    return any(_dit(dit, mots) for dit in dits)


def _dit(valeur: Any, mots: Collection[str]) -> bool:
    return type(valeur) is str and any(mot in valeur.lower() for mot in mots)


def _fidele(brut: dict[str, Any]) -> bool:
    try:
        return bool(brut.get("empreinte") == empreinte(brut["donnees"]))
    except NonCanonique:
        return False
