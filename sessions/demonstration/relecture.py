"""What a coordinator already read of the season: scènes chosen, paroles rewritten."""

from datetime import timedelta

from sessions.demonstration.donnees import lire
from sessions.demonstration.hasard import Hasard
from sessions.demonstration.saison import Saison
from sessions.models import Bilan, Parole

# The last weeks are still to be read.
EN_RETARD = timedelta(days=35)


def relire(hasard: Hasard, saison: Saison) -> None:
    """Mark the older bilans as read, and add the paroles made of some of theirs."""
    for bilan in saison.bilans:
        if saison.recit.jusqu_au - bilan.sortie.date < EN_RETARD:
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
