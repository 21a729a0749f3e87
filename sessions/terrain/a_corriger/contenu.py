"""What an element says, in words: labels instead of codes, names instead of ids."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from medlove.templatetags.francais import jour
from sessions.donnees import (
    Booleen,
    Champ,
    Code,
    Codes,
    Entrees,
    Hachage,
    Identifiant,
    Jour,
    Quart,
    Reference,
    References,
    Refus,
    Schema,
)
from sessions.donnees.champs import cite
from sessions.donnees.lecture import Citation, Lecture
from sessions.nomenclatures.listes import NON_RENSEIGNE, libelles
from sessions.sorties.recit import kilometres
from sessions.terrain.a_corriger.repertoire import Repertoire, heure_dite

ARTICLE = re.compile("^(?:Les |Le |La |L’)")
GUILLEMETS = re.compile("«[^«»]+»")
INCONNU = "Inconnu ici"
# Of the machine: nobody reads them, and the folded original holds them.
TUS = {"edition"}


class Ligne(NamedTuple):
    """One field: its key, its label, and its words, a paragraph each."""

    cle: str
    etiquette: str
    mots: list[str]


def etiquette(champ: Champ) -> str:
    """The subject of a reason as the label of a field: « L’âge » is « Âge »."""
    sujet = ARTICLE.sub("", champ.sujet).rstrip(",")
    if GUILLEMETS.fullmatch(sujet):
        sujet = sujet.strip("«» \u00a0\u202f")
    return sujet[:1].upper() + sujet[1:]


def citations(schema: Schema, donnees: Mapping[str, Any]) -> list[Citation]:
    """What these `donnees` refer to, to be fetched before they are told."""
    lecture = Lecture()
    schema.lire(donnees, lecture)
    return lecture.citations


def raconter(schema: Schema, donnees: Mapping[str, Any], repertoire: Repertoire) -> Iterator[Ligne]:
    """Each field that says something, in the order of the schema."""
    for cle, champ in schema.champs.items():
        valeur = donnees.get(cle)
        if cle in TUS or valeur is None:
            continue
        if cle == "kilometres_dixiemes" and type(valeur) is int:
            yield Ligne(cle, "À vélo", [kilometres(valeur)])
        elif mots := [un for un in _paragraphes(champ, valeur, repertoire) if un]:
            yield Ligne(cle, etiquette(champ), mots)


def plus_recent(schema: Schema, donnees: Mapping[str, Any], prefixe: str = "") -> Iterator[Ligne]:
    """The keys that this server does not know, with what they hold as it came."""
    for cle, valeur in donnees.items():
        champ = schema.champs.get(cle)
        if champ is None:
            yield Ligne(cle, f"{prefixe}{cle}", [json.dumps(valeur, ensure_ascii=False)[:200]])
        elif isinstance(champ, Entrees):
            for rang, entree in enumerate(_entrees(valeur), start=1):
                yield from plus_recent(champ.schema, entree, f"{singulier(champ)} {rang}, ")


def singulier(champ: Entrees) -> str:
    """« Besoin », for an entry of « Les besoins »."""
    return etiquette(champ).removesuffix("s")


def dire_entree(schema: Schema, entree: Mapping[str, Any], repertoire: Repertoire) -> str:
    """An entry of a list on one line, its answers one after the other."""
    return " · ".join(mots for ligne in raconter(schema, entree, repertoire) for mots in ligne.mots)


def _paragraphes(champ: Champ, valeur: Any, repertoire: Repertoire) -> list[str]:
    if isinstance(champ, Entrees):
        return [dire_entree(champ.schema, un, repertoire) for un in _entrees(valeur)]
    if isinstance(champ, References) and type(valeur) is list:
        return [", ".join(_nom(champ, une, repertoire) for une in valeur)]
    if isinstance(champ, Reference):
        return [_nom(champ, valeur, repertoire)]
    if isinstance(champ, Codes) and type(valeur) is list:
        return [", ".join(_libelle(champ.liste, code) for code in valeur)]
    if isinstance(champ, Code):
        return [_libelle(champ.liste, valeur)]
    if isinstance(champ, Identifiant | Hachage):
        return []
    return _valeur(champ, valeur)


def _valeur(champ: Champ, valeur: Any) -> list[str]:
    """A value that is its own words; one that cannot be read is shown as it came."""
    try:
        lue = champ.lire(valeur, Lecture(), "")
    except Refus:
        return [valeur if type(valeur) is str else json.dumps(valeur, ensure_ascii=False)[:200]]
    if isinstance(champ, Booleen):
        return ["Oui" if lue else "Non"]
    if isinstance(champ, Jour):
        return [jour(lue)]
    if isinstance(champ, Quart):
        return [heure_dite(lue)]
    return [str(lue)]


def _libelle(liste: str, code: Any) -> str:
    if code == NON_RENSEIGNE:
        return ""
    connu = libelles(liste).get(code) if type(code) is str else None
    return connu or cite(code)


def _nom(champ: Reference, valeur: Any, repertoire: Repertoire) -> str:
    cle = champ.cle(valeur)
    trouve = None if cle is None else repertoire.trouver(champ.sorte, cle)
    return INCONNU if trouve is None else str(trouve)


def _entrees(valeur: Any) -> Iterator[dict[str, Any]]:
    if type(valeur) is list:
        yield from (entree for entree in valeur if type(entree) is dict)
