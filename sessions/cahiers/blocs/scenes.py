"""Scènes: small stories of the crew, chosen by the coordination. Nobody's day, nobody's name."""

from dataclasses import dataclass

from django.utils.formats import date_format

from medlove.templatetags.francais import compte
from sessions.cahiers.blocs import recueil
from sessions.cahiers.blocs.bloc import Bloc
from sessions.cahiers.matiere import Matiere
from sessions.cahiers.redaction.typographie import typographier
from sessions.sorties.models import Bilan

GABARIT = "cahiers/blocs/scenes.html"
TITRE = "Scènes"
AU_PLUS = 12
SANS_SCENE = "Aucune scène n’a été gardée dans cette période."


@dataclass(frozen=True, slots=True)
class Scene:
    """`mois` reads « mars 2025 »: the day stays inside."""

    texte: str
    quartier: str
    mois: str


def scenes(matiere: Matiere) -> Bloc:
    gardees = (
        Bilan.objects.scenes_gardees()
        .filter(sortie__in=recueil.sorties(matiere.cahier))
        .pour_la_relecture()
    )
    lues = recueil.sans_ordre((bilan.scene, _scene(bilan)) for bilan in gardees)
    if not lues:
        return Bloc("scenes", TITRE, phrase=SANS_SCENE, gabarit=GABARIT, tu=True)
    return Bloc(
        code="scenes",
        titre=TITRE,
        elements={"scenes": lues[:AU_PLUS], "autres": _autres(len(lues) - AU_PLUS)},
        gabarit=GABARIT,
    )


def _scene(bilan: Bilan) -> Scene:
    sortie = bilan.sortie
    return Scene(
        typographier(bilan.scene.strip()), sortie.quartier.nom, date_format(sortie.date, "F Y")
    )


def _autres(combien: int) -> str:
    if combien <= 0:
        return ""
    return f"Et {compte(combien, 'autre scène,autres scènes')} dans le carnet de l’équipe."
