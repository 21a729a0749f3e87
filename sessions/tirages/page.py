"""What the page of a draw shows, and its counts, as each reader may see them."""

from typing import NamedTuple

from medlove.models import Equipe
from sessions.statistiques.effectifs import Effectif, Lecture, Part, lire, lire_part
from sessions.tirages.models import NoteTiree, Tirage


class Compte(NamedTuple):
    """Of one year. `part`: of the notes read, those where somebody is recognised."""

    annee: int
    tirees: Effectif
    lues: Effectif
    manquees: Effectif
    part: Part


def comptes(equipe: Equipe, lecture: Lecture) -> list[Compte]:
    """The last year first."""
    tirages = Tirage.objects.de(equipe).avec_comptes().order_by("-annee")
    return [
        Compte(
            annee=un.annee,
            tirees=lire(un.tirees, lecture),
            lues=lire(un.lues, lecture),
            manquees=lire(un.manquees, lecture),
            part=lire_part(un.manquees, un.lues, lecture, [un.lues - un.manquees]),
        )
        for un in tirages
    ]


class Lot(NamedTuple):
    """The notes of a draw, by what is left to do with them."""

    a_lire: list[NoteTiree]
    lues: list[NoteTiree]
    parties: int


def trier(tirage: Tirage) -> Lot:
    """`parties`: erased before anybody read them for this."""
    notes = list(
        tirage.notes.select_related("rencontre__quartier").defer(
            "rencontre__quartier__contour", "rencontre__quartier__contour_simplifie"
        )
    )
    la = [une for une in notes if une.texte]
    return Lot(
        a_lire=[une for une in la if not une.reponse],
        lues=[une for une in la if une.reponse],
        parties=sum(not (une.texte or une.reponse) for une in notes),
    )
