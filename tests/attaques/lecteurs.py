"""What an attacker makes of what she reads: between which bounds a count may lie."""

from collections.abc import Collection
from functools import cache
from random import Random

from sessions.publication.moteur import PART_ECRASANTE, Compte, Moteur
from tests.attaques.programme import INFINI, PRES, Bornes, Contradiction, Programme, Relation
from tests.attaques.publications import Nom, Publications
from tests.attaques.savoir import relations

Entre = tuple[int, int]
ESSAIS = 3_000
# Beyond, counts are shown alike but for a multiple of 5.
APPRIS = 60


class Apprise:
    """The engine as its source lets anybody run it, under any key but the true one.

    By what is published of each count she learns from which counts a value may come; so a
    weaker engine teaches more, whatever it says of itself.
    """

    def __init__(self, graine: int = 0) -> None:
        hasard = Random(graine)
        self._moteur = Moteur(hasard.randbytes(32))
        self._vus = [{self._essai(n, hasard) for _ in range(ESSAIS)} for n in range(APPRIS + 1)]
        self.cachee_au_plus = max(n for n, vus in enumerate(self._vus) if None in vus)
        self.montree_au_moins = min(n for n, vus in enumerate(self._vus) if vus != {None})

    def _essai(self, n: int, hasard: Random) -> int | None:
        return self._moteur.publier(Compte(n, hasard.getrandbits(32)))

    @cache  # noqa: B019 (a few values, for as long as the tests last)
    def derriere(self, valeur: int) -> tuple[int, int]:
        """The least and the greatest count that may be read as this value."""
        recul = max(0, valeur - (APPRIS - 20)) // 5 * 5
        possibles = [n for n, vus in enumerate(self._vus) if valeur - recul in vus]
        return min(possibles) + recul, max(possibles) + recul


def trop_serrees(
    publiees: Publications,
    apprise: Apprise,
    largeur: int = 2,
    aussi: Collection[Relation] = (),
) -> dict[Nom, Entre]:
    """The hidden cells that she knows within `largeur`, and between what and what.

    `aussi` is what else she knows. First with an oracle that tells her which cells are hidden
    for being nearly all of another: nobody has it, and what resists it resists without. What
    does not is tried without.
    """
    par_oracle = serrees(
        avec_oracle(publiees, apprise, aussi).encadrer(publiees.cachees()), largeur
    )
    if not par_oracle:
        return {}
    return serrees(sans_oracle(publiees, apprise, aussi).encadrer(par_oracle), largeur)


def serrees(bornes: dict[Nom, Entre], largeur: int) -> dict[Nom, Entre]:
    return {nom: (bas, haut) for nom, (bas, haut) in bornes.items() if haut - bas <= largeur}


def avec_oracle(
    publiees: Publications, apprise: Apprise, aussi: Collection[Relation] = ()
) -> Programme:
    """What may be concluded by who is told why each cell is hidden."""
    bornes, connues = _lues(publiees, apprise)
    connues += aussi
    petite = apprise.cachee_au_plus
    for nom, une in publiees.cellules.items():
        if une.valeur is not None or publiees.deserte(nom):
            continue
        bornes[nom] = (petite + 1, INFINI) if une.n > petite else (0, petite)
        if une.n > petite:
            connues += [
                _presque_tout(nom, parent)
                for parent in une.parents
                if 100 * une.n > PART_ECRASANTE * publiees.cellules[parent].n
            ]
    return Programme(bornes, connues)


def sans_oracle(
    publiees: Publications, apprise: Apprise, aussi: Collection[Relation] = ()
) -> Programme:
    """All that may be concluded from a publication of the engine.

    A cell is hidden for its size, or for being nearly all of a cell that holds it: where both
    may be, so they are written. Where only the first may be, found by trying, it is small.
    """
    bornes, connues = _lues(publiees, apprise)
    connues += aussi
    programme = Programme(bornes, connues)
    petite = apprise.cachee_au_plus
    douteuses = [nom for nom in publiees.cachees() if bornes[nom][1] > petite]
    for _ in range(3):
        avant = len(douteuses)
        douteuses = [nom for nom in douteuses if _peut_tout_etre(programme, publiees, nom, petite)]
        if len(douteuses) == avant:
            break
    for nom in douteuses:
        _petite_ou_presque_tout(programme, publiees, nom, petite)
    return programme


def du_masquage(publiees: Publications) -> Programme:
    """All that may be concluded from a plain masking under 11."""
    bornes = {
        nom: (0.0, 0.0 if publiees.deserte(nom) else 10.0)
        if une.valeur is None
        else (float(une.valeur), float(une.valeur))
        for nom, une in publiees.cellules.items()
    }
    return Programme(bornes, relations(publiees))


def _lues(publiees: Publications, apprise: Apprise) -> tuple[dict[Nom, Bornes], list[Relation]]:
    """What each value tells by itself, and how counts add up."""
    bornes: dict[Nom, Bornes] = {}
    connues = [*relations(publiees)]
    tous = len(publiees.saison.fiches)
    for nom, une in publiees.cellules.items():
        if nom in publiees.exactes:
            bornes[nom] = (une.n, une.n)
        elif une.valeur is not None:
            bornes[nom] = apprise.derriere(une.valeur)
            connues += [_pas_presque_tout(nom, parent) for parent in une.parents]
        elif publiees.deserte(nom):
            bornes[nom] = (0, 0)
        else:
            bornes[nom] = (0, tous if une.parents else apprise.cachee_au_plus)
    return bornes, connues


def _presque_tout(nom: Nom, parent: Nom) -> Relation:
    """Over 90 % of a cell that holds it: of whole numbers, 100 n - 90 parent is 10 or more."""
    return Relation(_ecart(nom, parent), bas=10)


def _pas_presque_tout(nom: Nom, parent: Nom) -> Relation:
    return Relation(_ecart(nom, parent), haut=0)


def _ecart(nom: Nom, parent: Nom) -> dict[Nom, float]:
    return {nom: 100.0, parent: -float(PART_ECRASANTE)}


def _peut_tout_etre(programme: Programme, publiees: Publications, nom: Nom, petite: int) -> bool:
    """Whether this hidden cell may be a large one; if it may not, it is bounded for good."""
    bas, haut = programme.bornes[nom]
    programme.borner(nom, petite + 1, haut)
    for parent in publiees.cellules[nom].parents:
        try:
            if programme.maximum(_ecart(nom, parent)) > PRES:
                programme.borner(nom, bas, haut)
                return True
        except Contradiction:
            break
    programme.borner(nom, bas, petite)
    return False


def _petite_ou_presque_tout(
    programme: Programme, publiees: Publications, nom: Nom, petite: int
) -> None:
    """`petite` at most, or more and nearly all of one at least of the cells that hold it."""
    parents, tous = publiees.cellules[nom].parents, len(publiees.saison.fiches)
    larges = {parent: ("large", nom, parent) for parent in parents}
    for parent, large in larges.items():
        programme.oui_ou_non(large)
        # Far enough below to bind nothing when it is a no.
        loin = 100.0 * tous
        programme.lier(Relation({**_ecart(nom, parent), large: -loin}, bas=10 - loin))
        programme.lier(Relation({nom: 1, large: -float(petite + 1)}, bas=0))
    programme.lier(Relation({nom: 1, **dict.fromkeys(larges.values(), -float(tous))}, haut=petite))
