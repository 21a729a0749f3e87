"""Who came, as far as it was noted: nobody is asked their age nor their gender."""

from collections.abc import Iterator

from sessions.cahiers.blocs.bloc import Bloc, Chiffre
from sessions.cahiers.blocs.lecture import rien, tient
from sessions.cahiers.blocs.question import Question, bloc_de
from sessions.cahiers.matiere import Matiere
from sessions.publication.catalogue import Cle
from sessions.publication.tables import Feuillet
from sessions.statistiques.effectifs import FINE

A_L_ANNEE = (
    "Un trimestre ne dit ni l’âge, ni le genre, ni les lieux fréquentés"
    f"{FINE}: ils sont comptés à l’année, pour que personne ne soit reconnu."
)
AGES = Question(
    code="ages",
    titre="L’âge, estimé",
    table="T3",
    axe="age",
    debuts=("La tranche d’âge la plus rencontrée", "Les tranches d’âge les plus rencontrées"),
    triee=False,
    precision="L’âge est estimé, jamais demandé.",
)
GENRES = Question(
    code="genres",
    titre="Le genre, estimé",
    table="T3",
    axe="genre",
    debuts=("Le genre le plus rencontré", "Les genres les plus rencontrés"),
    precision="Le genre est estimé, jamais demandé.",
)
LIEUX = Question(
    code="lieux_frequentes",
    titre="Les lieux où l’on aide, la personne…",
    table="T4",
    axe="frequentation_lieux",
    debuts=(
        "Les lieux où l’on aide, le plus souvent la personne",
        "Les lieux où l’on aide, aussi souvent la personne",
    ),
    triee=False,
)
# Beside the lieux, a number each: the axis, its answer, what its share is of.
AUSSI = (
    ("deja_rencontre", "deja_venue", "des personnes étaient déjà venues, quand c’est noté"),
    (
        "initiative",
        "allee_vers_elle",
        "des rencontres, quand c’est noté, parce que nous sommes allés vers la personne",
    ),
    ("qpv", "qpv", "des rencontres en quartier prioritaire, quand le lieu le dit"),
)


def ages(matiere: Matiere) -> Bloc | None:
    if not tient(matiere.feuillet, "T3"):
        return rien("ages", AGES.titre, A_L_ANNEE)
    return bloc_de(matiere, AGES)


def genres(matiere: Matiere) -> Bloc | None:
    return bloc_de(matiere, GENRES) if tient(matiere.feuillet, "T3") else None


def lieux_frequentes(matiere: Matiere) -> Bloc | None:
    """Whether they go where help is, and how the rencontre began."""
    lu = matiere.feuillet
    if not tient(lu, "T4"):
        return None
    return bloc_de(matiere, LIEUX, [*_aussi(lu)])


def _aussi(lu: Feuillet) -> Iterator[Chiffre]:
    for axe, modalite, quoi in AUSSI:
        part = lu.part(Cle("T4", axe=axe, modalite=modalite), Cle("T4", axe=axe))
        if part.nombre is not None:
            yield Chiffre(part.texte, quoi)
