"""The table that stands beside the map, with the very figures of the map."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from medlove.templatetags.francais import heures
from sessions.statistiques.choroplethe import RIEN, Chiffres, Choroplethe, Ligne
from sessions.statistiques.effectifs import milliers
from sessions.statistiques.figures.aspects import Aspect
from sessions.statistiques.filtres import Mesure

MENTIONS = {Aspect.JAMAIS: "jamais visité", Aspect.TROP_PEU: "trop peu de présence"}


@dataclass(frozen=True, slots=True)
class Cellule:
    """`montree`: this column is the one the map shows; `lettre`: its class there."""

    texte: str
    montree: bool = False
    lettre: str = ""


@dataclass(frozen=True, slots=True)
class Rangee:
    nom: str
    mentions: list[str]
    cellules: list[Cellule]


@dataclass(frozen=True, slots=True)
class Tableau:
    entetes: list[Cellule]
    rangees: list[Rangee]
    ensemble: list[Cellule]


def tableau(carte: Choroplethe) -> Tableau:
    """A row a quartier, those out of the choice left out, then the whole."""
    return Tableau(
        entetes=_cellules(carte, _colonnes(carte), lettre=""),
        rangees=[
            _rangee(carte, ligne, dehors)
            for lignes, dehors in ((carte.lignes, False), (carte.hors_commune, True))
            for ligne in lignes
            if ligne.aspect is not Aspect.HORS_CHOIX
        ],
        ensemble=_cellules(carte, _textes(carte, carte.ensemble, sorties=carte.sorties), lettre=""),
    )


def _rangee(carte: Choroplethe, ligne: Ligne, dehors: bool) -> Rangee:
    mentions = ["hors de la commune"] if dehors else []
    if ligne.aspect in MENTIONS:
        mentions.append(MENTIONS[ligne.aspect])
    textes = _textes(carte, ligne.chiffres, sorties=ligne.chiffres.presence.sorties)
    if ligne.aspect is Aspect.JAMAIS:
        textes = (RIEN for _ in _colonnes(carte))
    return Rangee(ligne.quartier.nom, mentions, _cellules(carte, textes, ligne.lettre))


def _cellules(carte: Choroplethe, textes: Iterable[str], lettre: str) -> list[Cellule]:
    montree = _montree(carte)
    return [
        Cellule(texte, nom == montree, lettre if nom == montree else "")
        for nom, texte in zip(_colonnes(carte), textes, strict=True)
    ]


def _colonnes(carte: Choroplethe) -> list[str]:
    avec = ["Part du quartier", "Avec ce besoin"] if carte.demande.besoin else ["Part de la ville"]
    return [*avec, "Rencontres", "Sorties", "Présence", "Passages", "Refus"]


def _montree(carte: Choroplethe) -> str:
    """The heading of the column that the map shows."""
    part, *nombres = _colonnes(carte)
    return part if carte.demande.mesure == Mesure.PART else nombres[0]


def _textes(carte: Choroplethe, lus: Chiffres, *, sorties: int) -> Iterator[str]:
    """The texts of a row, in the order of `_colonnes`."""
    yield lus.part.texte
    if carte.demande.besoin:
        yield lus.portant.texte
    yield lus.rencontres.texte
    yield milliers(sorties)
    yield heures(lus.presence.minutes)
    yield lus.passages.texte
    yield lus.refus.texte
