"""What a coordinator already read of the season: scènes chosen, paroles rewritten."""

from datetime import timedelta
from itertools import cycle, islice

from sessions.demonstration.donnees import lire
from sessions.demonstration.hasard import Hasard
from sessions.demonstration.saison import Saison
from sessions.models import Bilan, Outil, Parole

# The last weeks are still to be read.
EN_RETARD = timedelta(days=35)
# A season with fewer bilans than that has a scène in most of them.
PEU = 40


def relire(hasard: Hasard, saison: Saison) -> None:
    """Mark the older bilans as read, and add the paroles made of some of theirs."""
    for bilan in saison.bilans:
        if not _relu(saison, bilan):
            continue
        if bilan.scene:
            bilan.choix_de_la_scene = Bilan.GARDEE if hasard.arrive(0.7) else Bilan.ECARTEE
        if bilan.parole:
            bilan.parole_relue = True
            if hasard.arrive(0.5):
                saison.paroles.append(_parole(hasard, bilan))


def _parole(hasard: Hasard, bilan: Bilan) -> Parole:
    """In other words than those of the bilan; half of them tell their quartier."""
    parole = Parole.du_bilan(bilan)
    parole.id = hasard.uuid()
    parole.texte = hasard.choice(lire("textes")["paroles_reecrites"])
    parole.quartier = bilan.sortie.quartier if hasard.arrive(0.5) else None
    return parole


def varier(hasard: Hasard, saison: Saison, outils: list[Outil]) -> None:
    """More scènes, paroles and outils, in turn: after all the draws, so that they stay the same.

    `outils` are added to those in use.
    """
    textes = lire("textes")
    relus = [une for une in saison.bilans if _relu(saison, une)]
    de_plus = relus[:: 2 if len(saison.bilans) < PEU else 10]
    for bilan in de_plus:
        bilan.choix_de_la_scene = Bilan.GARDEE
    scenes = cycle([*textes["scenes"], *textes["scenes_de_plus"]])
    for bilan in saison.bilans:
        if bilan.scene or bilan in de_plus:
            bilan.scene = next(scenes)
    saison.paroles += [_de_plus(hasard, bilan) for bilan in relus[::3]]
    dites = [[texte, ""] for texte in textes["paroles_reecrites"]]
    for parole, (texte, domaine) in zip(
        saison.paroles, cycle([*textes["paroles_de_plus"], *dites]), strict=False
    ):
        parole.texte, parole.domaine = texte, domaine
    for rang, usage in enumerate(islice(saison.outils, 1, None, 2)):
        usage.outil = outils[rang % len(outils)]


def _relu(saison: Saison, bilan: Bilan) -> bool:
    return saison.recit.jusqu_au - bilan.sortie.date >= EN_RETARD


def _de_plus(hasard: Hasard, bilan: Bilan) -> Parole:
    """Another, made of a note; one out of two tells its quartier."""
    parole = Parole.du_bilan(bilan)
    parole.id, parole.source = hasard.uuid(), Parole.NOTE
    parole.quartier = bilan.sortie.quartier if hasard.arrive(0.5) else None
    return parole
