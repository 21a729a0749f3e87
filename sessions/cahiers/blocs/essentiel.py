"""Ten figures at most: what the team did, whom it met, what it heard most."""

from collections.abc import Iterator

from medlove.templatetags.francais import accord
from sessions.cahiers.blocs.besoins import lignes_des_domaines
from sessions.cahiers.blocs.bloc import Bloc, Chiffre
from sessions.cahiers.blocs.lecture import (
    de_la_ville,
    denominateur,
    noms,
    premieres,
    reponses,
    sur_dix,
    tient,
)
from sessions.cahiers.matiere import Matiere
from sessions.publication.catalogue import Cle
from sessions.publication.tables import Feuillet
from sessions.statistiques.effectifs import FINE, milliers
from sessions.statistiques.table import Cellule

# Facts of the team: exact, by axis, with the unit in which they are kept. Whole units only, as
# on the published page: never more than was done.
FAITS = {
    "sorties": (1, "sortie à vélo,sorties à vélo"),
    "haltes": (1, "halte dans l’espace public,haltes dans l’espace public"),
    "minutes": (60, "heure de présence,heures de présence"),
    "kilometres_dixiemes": (10, "kilomètre à vélo,kilomètres à vélo"),
}
PERSONNES = {
    "rencontres": "rencontre,rencontres",
    "passages": "passage sans échange,passages sans échange",
    "refus": "refus,refus",
}


def dix_chiffres(matiere: Matiere) -> Bloc:
    """T5, then the answer that comes first on three questions, where it may be told."""
    lu = matiere.feuillet
    return Bloc(
        code="dix_chiffres",
        titre="En chiffres",
        phrase=" ".join(de_la_ville(matiere)),
        chiffres=[
            *(_fait(lu, axe, unite, mots) for axe, (unite, mots) in FAITS.items()),
            *(_compte(lu.lue(Cle("T5", axe=axe)), mots) for axe, mots in PERSONNES.items()),
            *_domaine(lu),
            *_exigence(lu),
            *_orientations(lu),
        ],
    )


def _fait(lu: Feuillet, axe: str, unite: int, mots: str) -> Chiffre:
    nombre = (lu.valeur(Cle("T5", axe=axe)) or 0) // unite
    return Chiffre(milliers(nombre), accord(nombre, mots))


def _compte(lue: Cellule, mots: str) -> Chiffre:
    # A hidden count takes the plural: the singular would tell that it is one.
    return Chiffre(lue.texte, accord(2 if lue.nombre is None else lue.nombre, mots))


def _domaine(lu: Feuillet) -> Iterator[Chiffre]:
    en_tete = premieres(lignes_des_domaines(lu))
    if en_tete:
        nombre, part = en_tete[0].cellules
        dixiemes = sur_dix(part)
        mots = accord(len(en_tete), "le domaine le plus entendu,les domaines les plus entendus")
        yield Chiffre(
            f"{dixiemes} sur 10" if dixiemes else nombre.texte,
            f"{'des ' if dixiemes else ''}rencontres{FINE}: {noms(en_tete)}, {mots}",
        )


def _exigence(lu: Feuillet) -> Iterator[Chiffre]:
    if not tient(lu, "T4", "exigence"):
        return
    sur = denominateur(lu, "T4", "exigence")
    en_tete = premieres(ligne for _, ligne in reponses(lu, "T4", "exigence", sur))
    if en_tete:
        nombre, part = en_tete[0].cellules
        mots = accord(len(en_tete), "l’exigence la plus notée,les exigences les plus notées")
        quoi = f"{FINE}: {noms(en_tete)}, {mots}"
        if part.nombre is None:
            yield Chiffre(nombre.texte, f"rencontres{quoi}")
        else:
            yield Chiffre(part.texte, f"des rencontres où la question a été posée{quoi}")


def _orientations(lu: Feuillet) -> Iterator[Chiffre]:
    """Those a partner received; those still waited for are not counted yet."""
    toutes, accueillies = Cle("T4", axe="suite"), Cle("T4", axe="suite", modalite="accueillie")
    if lu.valeur(toutes) and lu.valeur(accueillies):
        nombre = lu.lue(accueillies)
        mots = accord(nombre.nombre or 0, "orientation accueillie,orientations accueillies")
        sur = lu.lue(toutes).texte
        yield Chiffre(
            nombre.texte, f"{mots} par le partenaire, sur {sur} qui ne sont plus en attente"
        )
