"""What was answered, and what became of those who were sent to a partner."""

from sessions.cahiers.blocs.bloc import Bloc
from sessions.cahiers.blocs.lecture import rien, tient
from sessions.cahiers.blocs.question import Question, bloc_de
from sessions.cahiers.matiere import Matiere
from sessions.statistiques.effectifs import FINE

A_L_ANNEE = (
    f"Un trimestre ne dit pas les réponses données ni leurs suites{FINE}: elles sont comptées à "
    "l’année, pour que personne ne soit reconnu."
)
REPONSES = Question(
    code="reponses",
    titre="Ce qui a été répondu",
    table="T4",
    axe="reponse",
    debuts=("La réponse la plus donnée", "Les réponses les plus données"),
    plusieurs=True,
)
SUITES = Question(
    code="suites",
    titre="Ce que sont devenues les orientations",
    table="T4",
    axe="suite",
    debuts=("Les orientations, le plus souvent", "Les orientations, aussi souvent"),
    unite="orientation",
    dans="pour",
    peu="d’orientations",
)


def reponses(matiere: Matiere) -> Bloc | None:
    if not tient(matiere.feuillet, "T4"):
        return rien("reponses", REPONSES.titre, A_L_ANNEE)
    return bloc_de(matiere, REPONSES)


def suites(matiere: Matiere) -> Bloc | None:
    return bloc_de(matiere, SUITES) if tient(matiere.feuillet, "T4") else None
