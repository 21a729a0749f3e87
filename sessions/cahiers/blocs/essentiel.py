"""The key figures: what the team did, how many people it met."""

from medlove.templatetags.francais import accord
from sessions.cahiers.blocs.bloc import Bloc, Chiffre
from sessions.cahiers.matiere import Matiere
from sessions.publication.catalogue import Cle
from sessions.publication.tables import Feuillet
from sessions.statistiques.effectifs import milliers

# Facts of the team: exact, by axis, with the unit in which they are kept.
FAITS = {
    "sorties": (1, "sortie à vélo,sorties à vélo"),
    "haltes": (1, "halte dans l’espace public,haltes dans l’espace public"),
    "minutes": (60, "heure de présence,heures de présence"),
    "kilometres_dixiemes": (10, "kilomètre"),
}
PERSONNES = {
    "rencontres": "rencontre",
    "passages": "passage",
    "refus": "refus,refus",
}


def dix_chiffres(matiere: Matiere) -> Bloc:
    """T5, as it is published."""
    lu = matiere.feuillet
    return Bloc(
        code="dix_chiffres",
        titre="En chiffres",
        chiffres=[
            *(_fait(lu, axe, unite, noms) for axe, (unite, noms) in FAITS.items()),
            *(_personnes(lu, axe, noms) for axe, noms in PERSONNES.items()),
        ],
    )


def _fait(lu: Feuillet, axe: str, unite: int, noms: str) -> Chiffre:
    nombre = round((lu.valeur(Cle("T5", axe=axe)) or 0) / unite)
    return Chiffre(milliers(nombre), accord(nombre, noms))


def _personnes(lu: Feuillet, axe: str, noms: str) -> Chiffre:
    lue = lu.lue(Cle("T5", axe=axe))
    # A hidden count takes the plural: the singular would tell that it is one.
    return Chiffre(lue.texte, accord(2 if lue.nombre is None else lue.nombre, noms))
