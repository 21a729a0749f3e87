"""How the counted blocs read a feuillet: cells in lines, and sentences that say them.

Working and published cells are read alike. A cell that is hidden, and one that is nought in a
publication, are the same here: nothing is ever taken from another number to find it.
"""

from collections.abc import Iterable, Sequence

from medlove.templatetags.francais import accord
from sessions.cahiers.blocs.bloc import Bloc
from sessions.cahiers.matiere import Matiere
from sessions.publication.catalogue import TOUTES, VILLE, Cle
from sessions.publication.tables import MASQUE, Feuillet
from sessions.statistiques.effectifs import FINE
from sessions.statistiques.table import Cellule, Ligne

NOMMEES_AU_PLUS = 3
AILLEURS = f"Seuls y sont les quartiers où nous sommes allés{FINE}: ailleurs, rien n’a été entendu."


def tient(lu: Feuillet, table: str, axe: str = "") -> bool:
    """Whether the period itself, not one of its trimestres, has these cells."""
    return any(
        quand == lu.periode and cle.table == table and axe in {"", cle.axe}
        for quand, cle in lu.valeurs
    )


def petite(lu: Feuillet) -> bool:
    """Whether the season is one of few persons, by what its publication holds."""
    return not any(cle.table in {"T2", "T6"} for _, cle in lu.valeurs)


def annuelle(lu: Feuillet) -> bool:
    return "-T" not in lu.periode


def visites(matiere: Matiere, table: str, periodes: Sequence[str] = ()) -> list[str]:
    """The territoires where a sortie went, which is public, or whose rencontres are told."""
    lu = matiere.feuillet
    return [
        lieu
        for lieu in matiere.territoires
        if lu.valeur(Cle("T5", lieu, "sorties"))
        or any(lu.valeur(Cle(table, lieu), un) for un in periodes or [lu.periode])
    ]


def sans_sortie(matiere: Matiere, lieux: Sequence[str]) -> tuple[str, ...]:
    """Said when some territoires of the cahier are not among these, for want of a sortie."""
    return (AILLEURS,) if len(lieux) < len(matiere.territoires) else ()


def denominateur(lu: Feuillet, table: str, axe: str) -> Cle:
    """Those who were asked, or everybody."""
    posee = Cle(table, axe=axe)
    return posee if (lu.periode, posee) in lu.valeurs else TOUTES


def reponses(
    lu: Feuillet, table: str, axe: str, sur: Cle, lieu: str = VILLE
) -> list[tuple[Cle, Ligne]]:
    """Of a question, a line an answer: its number, its share."""
    cles = {code: Cle(table, lieu, axe, code) for code in lu.libelles[axe]}
    return [
        (cle, Ligne(code, lu.libelles[axe][code], (lu.lue(cle), lu.part(cle, sur))))
        for code, cle in cles.items()
    ]


def decroissantes(lignes: Iterable[Ligne]) -> list[Ligne]:
    """The greatest first; hidden ones last, in the order of the list: it tells nothing."""
    return sorted(lignes, key=lambda une: -rang(une.cellules[0]))


def rang(cellule: Cellule) -> int:
    return -1 if cellule.nombre is None else cellule.nombre


def premieres(lignes: Iterable[Ligne]) -> list[Ligne]:
    """Those of the greatest number: several when they read the same, none without any."""
    dites = [une for une in lignes if une.cellules[0].nombre]
    haut = max((rang(une.cellules[0]) for une in dites), default=0)
    return [une for une in dites if une.cellules[0].nombre == haut]


def noms(lignes: Sequence[Ligne]) -> str:
    """« A », « A » et « B », « A », « B » et « C », then « d’autres »."""
    dits = [f"«{FINE}{une.libelle}{FINE}»" for une in lignes]
    return enumerer(dits)


def enumerer(dits: Sequence[str]) -> str:
    if len(dits) > NOMMEES_AU_PLUS:
        dits = [*dits[:NOMMEES_AU_PLUS], "d’autres"]
    *avant, dernier = dits
    return f"{', '.join(avant)} et {dernier}" if avant else dernier


def combien(lignes: Sequence[Ligne], sur: Cellule, unite: str) -> str:
    """« dans 310 rencontres sur 1 800, soit 17 % », as far as it may be told."""
    nombre, part = lignes[0].cellules[:2]
    compte = f"{nombre.texte} {accord(nombre.nombre or 0, unite)}"
    if sur.nombre is None or (nombre.nombre or 0) > sur.nombre:
        dit = compte
    else:
        dit = f"{compte} sur {sur.texte}"
    if part.nombre is not None:
        dit += f", soit {part.texte}"
    return f"{dit}, à chaque fois" if len(lignes) > 1 else dit


def sur_dix(part: Cellule) -> int | None:
    """How many in ten; None where the share is not told, or too near the ends to be said so."""
    dixiemes = 0 if part.nombre is None else (part.nombre + 5) // 10
    return dixiemes if 1 <= dixiemes <= 9 else None


def notes(matiere: Matiere, lignes: Iterable[Ligne], *dites: str) -> tuple[str, ...]:
    """What a table says under it: its own words, then what its hidden cells read."""
    masque = matiere.feuillet.masque
    textes = {cellule.texte for ligne in lignes for cellule in ligne.cellules}
    return (*dites, *([_masque_dit(masque)] if masque in textes else []))


def _masque_dit(masque: str) -> str:
    if masque == MASQUE:
        sens = "trop peu, ou presque toutes, pour être dites sans reconnaître quelqu’un"
    else:
        sens = "de une à quatre"
    return f"«{FINE}{masque}{FINE}»{FINE}: {sens}."


def partielle(matiere: Matiere) -> bool:
    """Whether the cahier speaks of some of the territoires only."""
    return len(matiere.territoires) < len(matiere.feuillet.noms)


def de_la_ville(matiere: Matiere) -> tuple[str, ...]:
    """The reminder of a figure of the city, in a cahier of some quartiers."""
    if not partielle(matiere):
        return ()
    return ("Chiffres de toute la ville, pas seulement des quartiers de ce cahier.",)


def tu(code: str, titre: str, lignes: Iterable[Ligne], quoi: str = "de rencontres") -> Bloc:
    """What stands where no number may be shown, or where a working version has none."""
    if all(cellule.nombre == 0 for ligne in lignes for cellule in ligne.cellules[:1]):
        return rien(code, titre, "Rien n’est noté pour cette période.")
    return rien(code, titre, f"Trop peu {quoi} pour être dites sans reconnaître quelqu’un.")


def rien(code: str, titre: str, phrase: str) -> Bloc:
    """One sentence in the place of what this period does not tell."""
    return Bloc(code=code, titre=titre, phrase=phrase, tu=True)


def la_plus_notee(lignes: Iterable[Ligne], mots: Sequence[str]) -> tuple[Cellule, str, str] | None:
    """The greatest cell under these last columns, its line and its column; None when nothing
    may be told."""
    dites = [
        (lue, une.libelle, mot)
        for une in lignes
        for mot, lue in zip(mots, une.cellules[-len(mots) :], strict=True)
        if lue.nombre
    ]
    return max(dites, key=lambda dite: rang(dite[0])) if dites else None
