"""T5: what the team did. Public facts, exact, and the number of rencontres of the city.

That number is exact where it is large only. A small one gives others away: with a single
quartier visited in a trimestre of 4 rencontres, that quartier had 4; and over two territoires,
a total taken with the cells beside it leaves few counts possible for those that are hidden.
"""

from collections import defaultdict

from medlove.models import Equipe
from sessions.periodes import Periode
from sessions.publication.catalogue import Cle, Taille
from sessions.publication.territoires import codes_des_territoires
from sessions.rencontres.selection import Selection
from sessions.statistiques.mesures import Presence, presence, sorties_en_tout, totaux

PAR_TERRITOIRE = ("sorties", "haltes", "minutes", "passages", "refus")
# The rencontres of the city are told exactly from so many on, in each trimestre.
TOTAL_EXACT = 200
DE_LA_VILLE = (*PAR_TERRITOIRE, "kilometres_dixiemes", "rencontres")


def faits(equipe: Equipe, periode: Periode, taille: Taille) -> dict[Cle, int]:
    """By cell; minutes of presence, tenths of kilometres. A sortie counts once in the city."""
    selection = Selection(equipe, periode)
    par_quartier = presence(selection)
    codes = codes_des_territoires(equipe, taille)
    par_territoire: dict[str, Presence] = defaultdict(Presence)
    for quartier, une in par_quartier.items():
        par_territoire[codes[quartier]] += une
    en_tout = totaux(selection)
    ville = {nom: getattr(en_tout, nom) for nom in DE_LA_VILLE}
    ville["sorties"] = sorties_en_tout(par_quartier.values())
    return {
        **{Cle("T5", axe=nom): valeur for nom, valeur in ville.items()},
        **{
            Cle("T5", territoire, nom): getattr(une, nom)
            for territoire, une in par_territoire.items()
            for nom in PAR_TERRITOIRE
        },
    }


def total_exact(equipe: Equipe, periode: Periode) -> bool:
    """Whether the number of rencontres of a period is told exactly, or goes by the engine.

    A year is when each of its trimestres is: else it would give back the one that is not.
    Where no sortie went, everybody knows that nobody was met.
    """
    for trimestre in periode.trimestres():
        selection = Selection(equipe, Periode.de(trimestre))
        nombre = selection.rencontres().count()
        if nombre < TOTAL_EXACT and (nombre or selection.sorties().exists()):
            return False
    return True
