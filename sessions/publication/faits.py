"""T5: what the team did. Public facts, exact, and the number of rencontres of the city."""

from collections import defaultdict

from medlove.models import Equipe
from sessions.periodes import Periode
from sessions.publication.catalogue import Cle, Taille
from sessions.publication.territoires import codes_des_territoires
from sessions.rencontres.selection import Selection
from sessions.statistiques.mesures import Presence, presence, sorties_en_tout, totaux

PAR_TERRITOIRE = ("sorties", "haltes", "minutes", "passages", "refus")
DE_LA_VILLE = (*PAR_TERRITOIRE, "kilometres_dixiemes", "rencontres")


def faits(equipe: Equipe, periode: Periode, taille: Taille) -> dict[Cle, int]:
    """By cell; minutes of presence, tenths of kilometres. A sortie counts once in the city."""
    selection = Selection(equipe, periode)
    par_quartier = presence(selection)
    codes = codes_des_territoires(taille)
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
