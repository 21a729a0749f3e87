"""Paths inside an element, as reasons name them: "note", "besoins.0.reponse"."""

from collections.abc import Iterable, Iterator
from typing import Any

from sessions.donnees import Champ, Entrees, Jour, Reference, Schema

# Of the element itself, beside its `donnees`.
EN_TETE: dict[str, Champ] = {
    "auteur": Reference("auteur", "L’auteur", obligatoire=True),
    "saisi_le": Jour("Le jour de la saisie", obligatoire=True),
}
# A rule across two fields is told beside one of them, and may be mended by the other.
AVEC = {
    "note": "tranche_age",
    "vecu": "tranche_age",
    "halte": "sortie",
    "depart": "arrivee",
    "besoins": "a_completer",
    "non_recours": "categorie",
}


def trouver(schema: Schema, chemin: str) -> Champ | None:
    """The field of this path; None when the schema has none."""
    if chemin in EN_TETE:
        return EN_TETE[chemin]
    tete, *suite = chemin.split(".")
    champ = schema.champs.get(tete)
    if not suite:
        return champ
    if isinstance(champ, Entrees) and len(suite) == 2 and suite[0].isdecimal():
        return champ.schema.champs.get(suite[1])
    return None


def avec_leurs_voisins(schema: Schema, chemins: Iterable[str]) -> list[str]:
    """These paths and those a rule ties to them, in the order of the schema."""
    tous = set(chemins)
    for chemin in list(tous):
        *prefixe, nom = chemin.split(".")
        voisin = ".".join([*prefixe, AVEC.get(nom, nom)])
        if trouver(schema, voisin):
            tous.add(voisin)
    connus = [chemin for chemin in tous if trouver(schema, chemin)]
    return sorted(connus, key=lambda chemin: _rang(schema, chemin))


def _rang(schema: Schema, chemin: str) -> tuple[int, ...]:
    if chemin in EN_TETE:
        return (-1, list(EN_TETE).index(chemin))
    tete, *suite = chemin.split(".")
    rang = list(schema.champs).index(tete)
    champ = schema.champs[tete]
    if isinstance(champ, Entrees) and suite:
        return (rang, int(suite[0]), list(champ.schema.champs).index(suite[1]))
    # A list as a whole comes after its entries: they are mended before some are left out.
    return (rang, 10_000)


def lire(contenu: Any, chemin: str) -> Any:
    """The value at a path; None when nothing is there."""
    for pas in chemin.split("."):
        if type(contenu) is list and pas.isdecimal() and int(pas) < len(contenu):
            contenu = contenu[int(pas)]
        elif type(contenu) is dict:
            contenu = contenu.get(pas)
        else:
            return None
    return contenu


def poser(contenu: Any, chemin: str, valeur: Any) -> None:
    """Write a value at a path whose parents are there; else leave everything as it is."""
    *parents, nom = chemin.split(".")
    parent = lire(contenu, ".".join(parents)) if parents else contenu
    if type(parent) is dict:
        parent[nom] = valeur


def connues(schema: Schema, donnees: dict[str, Any]) -> dict[str, Any]:
    """The same, without the keys that this server does not know."""
    return dict(_connues(schema, donnees))


def _connues(schema: Schema, donnees: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for cle, valeur in donnees.items():
        champ = schema.champs.get(cle)
        if isinstance(champ, Entrees) and type(valeur) is list:
            yield cle, [connues(champ.schema, un) if type(un) is dict else un for un in valeur]
        elif champ is not None:
            yield cle, valeur
