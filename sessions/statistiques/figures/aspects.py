"""The looks of a quartier on the map: a class of value, and what is not a value."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise

from sessions.statistiques.effectifs import FINE, decimale, milliers
from sessions.statistiques.figures.figure import BLANC, ENCRE, SABLE

# ColorBrewer's YlGnBu. The two darkest are those of its nine-class scale: white words
# on them reach 6.5:1, and a photocopier still tells the five apart.
COULEURS = ("#ffffcc", "#a1dab4", "#41b6c4", "#225ea8", "#081d58")
# The second ink of a print, from its tint to nearly black: as far apart in grey.
BRIQUES = ("#fbe9e0", "#eebfa6", "#d98e68", "#a63d12", "#5c1f06")
LETTRES = "ABCDE"


@dataclass(frozen=True, slots=True)
class Encres:
    """What a map is drawn with: a colour a class, and whether what is hidden is hatched,
    where a photocopier would take a plain tint for a class."""

    classes: tuple[str, ...] = COULEURS
    hachures: bool = False


ECRAN, PAPIER = Encres(), Encres(BRIQUES, hachures=True)


class Aspect(Enum):
    """What a quartier looks like, with the words of the legend."""

    VALEUR = "valeur", "Valeur"
    ZERO = "zero", "Zéro, alors que nous y étions"
    SANS_DONNEE = "sans_donnee", "Trop peu de données pour comparer"
    MASQUE = "masque", "Masqué : nombre trop petit"
    TROP_PEU = "trop_peu", "Trop peu de présence"
    JAMAIS = "jamais", "Pas visité"
    HORS_CHOIX = "hors_choix", "Hors du choix"

    def __init__(self, code: str, libelle: str) -> None:
        self.code = code
        self.libelle = libelle

    def fond(self, classe: int | None, motifs: str, encres: Encres = ECRAN) -> str:
        """The `fill` of the zone; `motifs` is the id prefix of `motifs_svg`."""
        if self is Aspect.VALEUR and classe is not None:
            return encres.classes[classe]
        if self is Aspect.TROP_PEU or (self is Aspect.MASQUE and encres.hachures):
            return f"url(#{motifs}-hachures)"
        if self is Aspect.JAMAIS:
            return f"url(#{motifs}-points)"
        if self is Aspect.SANS_DONNEE:
            return f"url(#{motifs}-lignes)"
        return {Aspect.MASQUE: SABLE, Aspect.ZERO: BLANC}.get(self, "none")

    def encre(self, classe: int | None) -> str:
        """The colour of words written over the zone."""
        return BLANC if self is Aspect.VALEUR and (classe or 0) >= 3 else ENCRE


@dataclass(frozen=True, slots=True)
class Echelle:
    """Five classes by fixed round breaks, the same whatever the period or the équipe.

    `bornes` are the lowest values of classes B to E; nought has a look of its own. Values
    are whole numbers, `dixiemes` those of tenths. `quantiles`: the breaks were drawn from
    what is shown, and may be fewer.
    """

    bornes: tuple[int, ...]
    unite: str = ""
    dixiemes: bool = False
    quantiles: bool = False
    ajout: str = ""

    def classe(self, valeur: int) -> int:
        """0 (A) to 4 (E)."""
        return bisect_right(self.bornes, valeur)

    def intervalles(self) -> list[str]:
        """The classes in words, from A."""
        if not self.bornes:
            return ["toutes les valeurs"]
        premiere, derniere = self.bornes[0], self.bornes[-1]
        return [
            f"moins de {self._ecrire(premiere)}",
            *(self._intervalle(bas, haut - 1) for bas, haut in pairwise(self.bornes)),
            f"{self._ecrire(derniere)} et plus",
        ]

    def regle(self) -> str:
        """The rule, as it is printed under the map."""
        bornes = ", ".join(self._ecrire(borne) for borne in self.bornes)
        if self.quantiles:
            return (
                "Classes de même taille (quantiles), tirées des valeurs montrées"
                + (f" et séparées à {bornes}" if bornes else "")
                + f". Elles changent avec le choix{FINE}: ne pas comparer deux pages.{self.ajout}"
            )
        return (
            f"Cinq classes, les mêmes quelle que soit la période, séparées à {bornes}.{self.ajout}"
        )

    def en_quantiles(self, valeurs: Iterable[int]) -> "Echelle":
        """The same unit, with breaks that part these values in five even groups at most."""
        rangees = sorted(valeurs)
        coupes = {rangees[len(rangees) * rang // 5] for rang in range(1, 5)} if rangees else set()
        bornes = tuple(sorted(une for une in coupes if une > rangees[0]))
        return replace(self, bornes=bornes, quantiles=True)

    def _intervalle(self, bas: int, haut: int) -> str:
        if bas == haut:
            return self._ecrire(bas)
        return f"{self._nombre(bas)} à {self._ecrire(haut)}"

    def _ecrire(self, valeur: int) -> str:
        return self._nombre(valeur) + self.unite

    def _nombre(self, valeur: int) -> str:
        return decimale(valeur) if self.dixiemes else milliers(valeur)


POURCENT = f"{FINE}%"
PARTS_DE_LA_VILLE = Echelle((5, 10, 15, 25), POURCENT)
PARTS_D_UN_DOMAINE = Echelle((15, 30, 45, 60), POURCENT)
PARTS_D_UNE_CATEGORIE = Echelle((2, 5, 10, 20), POURCENT)
PARTS_D_UNE_REPONSE_RARE = Echelle((5, 10, 20, 40), POURCENT)
NOMBRES = Echelle((10, 30, 100, 300))
NOMBRES_D_UN_BESOIN = Echelle((5, 10, 20, 40))
PAR_HEURE = Echelle((20, 40, 60, 100), " par heure", dixiemes=True)
PAR_HEURE_D_UN_DOMAINE = Echelle((10, 20, 30, 50), " par heure", dixiemes=True)
PAR_HEURE_D_UNE_CATEGORIE = Echelle((2, 5, 10, 20), " par heure", dixiemes=True)
ECARTS = Echelle(
    (3, 6, 10, 20),
    " points",
    ajout=" La couleur dit l’ampleur de l’écart\u202f; la flèche et le signe, son sens.",
)
