"""The bloc of one question: its answers in bars, the greatest told in a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

from medlove.templatetags.francais import accord
from sessions.cahiers.blocs.bloc import Bloc, Chiffre, plus_grandes
from sessions.cahiers.blocs.lecture import (
    combien,
    de_la_ville,
    decroissantes,
    denominateur,
    noms,
    notes,
    premieres,
    reponses,
    tu,
)
from sessions.cahiers.matiere import Matiere
from sessions.publication.tables import PLUSIEURS, QUI
from sessions.statistiques.effectifs import FINE
from sessions.statistiques.figures.barres import Barre, barres
from sessions.statistiques.figures.figure import BRIQUE, TRAIT, Figure
from sessions.statistiques.table import Ligne, Table

SIGNE, MARGE_AU_MOINS, MARGE_AU_PLUS = 7.4, 130, 330


@dataclass(frozen=True, slots=True)
class Question:
    """What a bloc of one axis is made of.

    `debuts` begin its sentence, for one answer that comes first and for several; `unite` is
    what is counted; `triee` puts the greatest first, else answers keep their own order;
    the answer `a_part` comes last, and is no finding.
    """

    code: str
    titre: str
    table: str
    axe: str
    debuts: tuple[str, str]
    unite: str = "rencontre"
    dans: str = "dans"
    peu: str = "de rencontres"
    triee: bool = True
    plusieurs: bool = False
    precision: str = ""
    a_part: str = ""


def bloc_de(matiere: Matiere, question: Question, chiffres: Sequence[Chiffre] = ()) -> Bloc:
    """Over those who were asked, or over everybody where all were."""
    lu = matiere.feuillet
    sur = denominateur(lu, question.table, question.axe)
    lignes = [ligne for _, ligne in reponses(lu, question.table, question.axe, sur)]
    en_tete = premieres(une for une in lignes if une.code != question.a_part)
    if not en_tete:
        return tu(question.code, question.titre, lignes, question.peu)
    rangees = decroissantes(lignes) if question.triee else lignes
    rangees.sort(key=lambda une: une.code == question.a_part)
    compte = lu.lue(sur)
    qui = QUI.get(question.axe, QUI["question"]) if sur.axe == question.axe else "de toute la ville"
    # A hidden count takes the plural: the singular would tell that it is one.
    unites = accord(2 if compte.nombre is None else compte.nombre, question.unite)
    phrase = (
        f"{question.debuts[len(en_tete) > 1]}{FINE}: {noms(en_tete)}, "
        f"{question.dans} {combien(en_tete, compte, question.unite)}."
    )
    return Bloc(
        code=question.code,
        titre=question.titre,
        phrase=" ".join([phrase, *([question.precision] if question.precision else [])]),
        figure=dessin_de(rangees, en_tete, phrase),
        table=Table(
            code=question.code,
            titre=question.titre,
            compte=f"Sur {compte.texte} {unites} {qui}, {matiere.periode.libelle}.",
            colonnes=(f"{question.unite.capitalize()}s", "Part"),
            lignes=tuple(rangees),
            notes=notes(
                matiere,
                rangees,
                *de_la_ville(matiere),
                *([PLUSIEURS] if question.plusieurs else []),
            ),
        ),
        chiffres=chiffres,
    )


def dessin_de(lignes: Sequence[Ligne], en_tete: Sequence[Ligne], phrase: str) -> Figure:
    """A dozen bars at most, those of the sentence in the second ink; shares beside, else counts."""
    gardees = plus_grandes(lignes)
    return barres(
        [
            Barre(
                une.libelle,
                une.cellules[0].nombre,
                une.cellules[une.cellules[1].nombre is not None].texte,
                BRIQUE if une in en_tete else TRAIT,
            )
            for une in gardees
        ],
        phrase,
        marge_de(gardees),
    )


def marge_de(lignes: Sequence[Ligne]) -> int:
    """Room for the longest words, within reason."""
    longueur = max((len(une.libelle) for une in lignes), default=0)
    return round(min(MARGE_AU_PLUS, max(MARGE_AU_MOINS, 20 + SIGNE * longueur)))
