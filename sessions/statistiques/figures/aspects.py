"""The looks of a quartier on the map: a class of value, and what is not a value."""

from bisect import bisect_right
from dataclasses import dataclass
from enum import Enum

from sessions.statistiques.effectifs import FINE, milliers
from sessions.statistiques.figures.figure import BLANC, ENCRE, SABLE

# ColorBrewer's YlGnBu. The two darkest are those of its nine-class scale: white words
# on them reach 6.5:1, and a photocopier still tells the five apart.
COULEURS = ("#ffffcc", "#a1dab4", "#41b6c4", "#225ea8", "#081d58")
LETTRES = "ABCDE"


class Aspect(Enum):
    """What a quartier looks like, with the words of the legend."""

    VALEUR = "valeur", "Valeur"
    ZERO = "zero", "Zéro, alors que nous y étions"
    MASQUE = "masque", "Masqué : nombre trop petit"
    TROP_PEU = "trop_peu", "Trop peu de présence"
    JAMAIS = "jamais", "Jamais visité"
    HORS_CHOIX = "hors_choix", "Hors du choix"

    def __init__(self, code: str, libelle: str) -> None:
        self.code = code
        self.libelle = libelle

    def fond(self, classe: int | None, motifs: str) -> str:
        """The `fill` of the zone; `motifs` is the id prefix of `motifs_svg`."""
        if self is Aspect.VALEUR and classe is not None:
            return COULEURS[classe]
        if self is Aspect.TROP_PEU:
            return f"url(#{motifs}-hachures)"
        if self is Aspect.JAMAIS:
            return f"url(#{motifs}-points)"
        return {Aspect.MASQUE: SABLE, Aspect.ZERO: BLANC}.get(self, "none")

    def encre(self, classe: int | None) -> str:
        """The colour of words written over the zone."""
        return BLANC if self is Aspect.VALEUR and (classe or 0) >= 3 else ENCRE


@dataclass(frozen=True, slots=True)
class Echelle:
    """Five classes by fixed round breaks, the same whatever the period or the équipe.

    `bornes` are the lowest values of classes B to E; nought has a look of its own.
    """

    bornes: tuple[int, int, int, int]
    unite: str = ""

    def classe(self, valeur: int) -> int:
        """0 (A) to 4 (E)."""
        return bisect_right(self.bornes, valeur)

    def intervalles(self) -> list[str]:
        """The five classes in words, A to E."""
        premiere, derniere = self.bornes[0], self.bornes[-1]
        milieux = zip(self.bornes, self.bornes[1:], strict=False)
        return [
            f"moins de {self._ecrire(premiere)}",
            *(f"{bas} à {self._ecrire(haut - 1)}" for bas, haut in milieux),
            f"{self._ecrire(derniere)} et plus",
        ]

    def regle(self) -> str:
        """The rule, as it is printed under the map."""
        bornes = ", ".join(self._ecrire(borne) for borne in self.bornes)
        return f"Cinq classes, les mêmes quelle que soit la période, séparées à {bornes}."

    def _ecrire(self, valeur: int) -> str:
        return milliers(valeur) + self.unite


PARTS_DE_LA_VILLE = Echelle((5, 10, 15, 25), f"{FINE}%")
PARTS_D_UN_DOMAINE = Echelle((15, 30, 45, 60), f"{FINE}%")
PARTS_D_UNE_CATEGORIE = Echelle((2, 5, 10, 20), f"{FINE}%")
NOMBRES = Echelle((10, 30, 100, 300))
NOMBRES_D_UN_BESOIN = Echelle((5, 10, 20, 40))
