"""What the démarche required, of whom, and the rights that were not asked for."""

from sessions.cahiers.blocs.bloc import Bloc
from sessions.cahiers.blocs.lecture import de_la_ville, la_plus_notee, notes, rien, tient, tu
from sessions.cahiers.blocs.question import Question, bloc_de
from sessions.cahiers.matiere import Matiere
from sessions.publication.catalogue import Cle
from sessions.publication.tables import PLUSIEURS
from sessions.statistiques.effectifs import FINE
from sessions.statistiques.figures.colonnes import Colonne
from sessions.statistiques.figures.matrice import Rangee, matrice
from sessions.statistiques.table import Ligne, Table

A_L_ANNEE = (
    f"Un trimestre ne dit pas ce que la démarche exigeait{FINE}: les exigences sont comptées à "
    "l’année, pour que personne ne soit reconnu."
)
EXIGENCES = Question(
    code="exigences",
    titre="Les exigences, une à une",
    table="T4",
    axe="exigence",
    debuts=("L’exigence la plus souvent notée", "Les exigences les plus souvent notées"),
    plusieurs=True,
)
NON_RECOURS = Question(
    code="non_recours",
    titre="Ce droit, la personne…",
    table="T4",
    axe="non_recours",
    debuts=("Face au droit en jeu, le plus souvent", "Face au droit en jeu, aussi souvent"),
    plusieurs=True,
)


def exigences(matiere: Matiere) -> Bloc | None:
    if not tient(matiere.feuillet, "T4"):
        return rien("exigences", EXIGENCES.titre, A_L_ANNEE)
    return bloc_de(matiere, EXIGENCES)


def non_recours(matiere: Matiere) -> Bloc | None:
    return bloc_de(matiere, NON_RECOURS) if tient(matiere.feuillet, "T4") else None


def exigences_par_domaine(matiere: Matiere) -> Bloc | None:
    """T7: a line a domain of besoin, a column a kind of exigence."""
    lu, code, titre = matiere.feuillet, "exigences_par_domaine", "Les exigences, selon le besoin"
    if not tient(lu, "T7"):
        return None
    sortes = lu.libelles["sorte"]
    lignes = [
        Ligne(
            domaine,
            mot,
            tuple(
                lu.lue(Cle("T7", axe="domaine", modalite=domaine, croisee=sorte))
                for sorte in sortes
            ),
        )
        for domaine, mot in lu.libelles["domaine"].items()
    ]
    phrase = _la_plus_grande(lignes, list(sortes.values()))
    if not phrase:
        return tu(code, titre, lignes)
    return Bloc(
        code=code,
        titre=titre,
        phrase=phrase,
        figure=matrice(
            [
                Rangee(une.libelle, [Colonne(lue.nombre, lue.texte) for lue in une.cellules])
                for une in lignes
            ],
            list(sortes.values()),
            phrase,
        ),
        table=Table(
            code=code,
            titre=titre,
            compte=f"Rencontres de toute la ville, {matiere.periode.libelle}.",
            colonnes=tuple(sortes.values()),
            lignes=tuple(lignes),
            notes=notes(matiere, lignes, *de_la_ville(matiere), PLUSIEURS),
        ),
    )


def _la_plus_grande(lignes: list[Ligne], sortes: list[str]) -> str:
    """The pair most often noted; empty when nothing may be told."""
    if not (paire := la_plus_notee(lignes, sortes)):
        return ""
    lue, domaine, sorte = paire
    return (
        f"Ce qui revient le plus, pour «{FINE}{domaine}{FINE}»{FINE}: «{FINE}{sorte}{FINE}», "
        f"dans {lue.texte} rencontres."
    )
