"""What it takes to begin again elsewhere: a list to tick, and the sheet for the pocket."""

from dataclasses import dataclass

from django.db.models import Avg

from sessions.cahiers.blocs import recueil
from sessions.cahiers.blocs.bloc import Bloc
from sessions.cahiers.matiere import Matiere

GABARIT = "cahiers/blocs/a_vous.html"
TITRE = "Avant de partir"
QUART_D_HEURE = 15


@dataclass(frozen=True, slots=True)
class Liste:
    """Things to tick under one title."""

    titre: str
    choses: tuple[str, ...]


LISTES = (
    Liste(
        "Sur le vélo",
        (
            "Une table qui se plie, deux assises, un parasol ou une bâche.",
            "La tablette chargée, une batterie, les fiches de poche et un crayon.",
            "Du café, des gobelets, de quoi s’asseoir à plusieurs.",
            "Un outil ludique, un seul à la fois.",
        ),
    ),
    Liste(
        "Dans la poche",
        (
            "Les partenaires ouverts ce jour-là, et trois numéros à appeler.",
            "La phrase qui dit ce que l’on note, et ce que l’on ne note pas.",
            "Les cartes d’orientation à remettre à la personne.",
        ),
    ),
    Liste(
        "Avant la première sortie",
        (
            "L’accord de la ville pour s’arrêter dans l’espace public, et celui du marché.",
            "L’affiche d’information, visible depuis le trottoir.",
            "Un équipage mixte\u202f: médiation sociale et médiation numérique.",
            "Une assurance pour le vélo, et un endroit fermé pour la nuit.",
        ),
    ),
    Liste(
        "Au retour",
        (
            "Un quart d’heure à plusieurs pour noter, tant que c’est frais.",
            "Le bilan\u202f: une scène, ce qui a pris, ce qui a coincé.",
            "Un appel aux partenaires vers qui des personnes ont été orientées.",
        ),
    ),
)


def a_vous(matiere: Matiere) -> Bloc:
    """`rythme` says how long the team stayed: a fact of its own."""
    return Bloc(
        code="fiche_de_poche",
        titre=TITRE,
        phrase=_rythme(matiere),
        elements={"listes": LISTES},
        gabarit=GABARIT,
    )


def _rythme(matiere: Matiere) -> str:
    moyenne = recueil.haltes(matiere.cahier).order_by().aggregate(moyenne=Avg("minutes"))["moyenne"]
    if not moyenne:
        return ""
    arrondie = max(QUART_D_HEURE, round(float(moyenne) / QUART_D_HEURE) * QUART_D_HEURE)
    return f"Une halte a duré {_duree(arrondie)} en moyenne."


def _duree(minutes: int) -> str:
    """To the quarter of an hour: « une heure et quart »."""
    entieres, reste = divmod(minutes, 60)
    quarts = {0: "", 15: "et quart", 30: "et demie", 45: "trois quarts"}[reste]
    if not entieres:
        return {15: "un quart d’heure", 30: "une demi-heure", 45: "trois quarts d’heure"}[reste]
    heures = "une heure" if entieres == 1 else f"{entieres}\u00a0heures"
    return f"{heures} {quarts}".strip()
