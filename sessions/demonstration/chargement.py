"""Write a demonstration into an empty base, all at once or not at all."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import models, transaction

from medlove.models import Equipe
from sessions.demonstration.cahiers import cahiers
from sessions.demonstration.calendrier import grande_saison, petite_saison
from sessions.demonstration.decor import Decor, administration, outils_de_plus, planter
from sessions.demonstration.hasard import Hasard
from sessions.demonstration.relecture import relire, varier
from sessions.demonstration.saison import Saison, composer
from sessions.demonstration.sceau import sceller
from sessions.demonstration.territoire import quartiers_schematiques
from sessions.publication.catalogue import Taille
from sessions.publication.models import Reglages

LOT = 500
RENCONTRES_VOISINES = 60
GRANDE = 1_000
LICENCE = "Licence Ouverte 2.0"


class DemonstrationDejaLa(Exception):
    """The base already holds an équipe of the demonstration."""


@dataclass(frozen=True)
class Demande:
    """What to load: how many rencontres, from which seed, up to which day included."""

    rencontres: int
    graine: int
    jusqu_au: date
    petite: bool
    mot_de_passe: str


def charger(demande: Demande) -> Saison:
    """Create both équipes and their seasons; returns the season of the first.

    Raises DemonstrationDejaLa when it was loaded before.
    """
    if Equipe.objects.filter(slug="demonstration").exists():
        raise DemonstrationDejaLa
    hasard = Hasard(demande.graine)
    with transaction.atomic():
        quartiers_schematiques()
        mot_de_passe = make_password(demande.mot_de_passe)
        administration(hasard, mot_de_passe)
        decor = planter(hasard, 0, "comptes", mot_de_passe)
        saison = _saison(hasard, decor, demande)
        voisin = planter(hasard, 1, "comptes_voisins", mot_de_passe)
        prevues = grande_saison(hasard, voisin, RENCONTRES_VOISINES, demande.jusqu_au)
        voisine = composer(hasard, voisin, prevues, demande.jusqu_au)
        relire(hasard, saison)
        varier(hasard, saison, outils_de_plus(hasard, decor.equipe))
        for une in (saison, voisine):
            _ecrire(une)
            _ecrire(une.recit)
            sceller(une)
        Reglages.objects.create(
            equipe=decor.equipe, taille=_taille(demande), ouverte=True, licence=LICENCE
        )
        cahiers(decor.equipe, demande.jusqu_au, petite=demande.petite)
    return saison


def _taille(demande: Demande) -> Taille:
    """What the équipe announces of its season."""
    return Taille.PETITE if demande.petite or demande.rencontres < GRANDE else Taille.GRANDE


def _saison(hasard: Hasard, decor: Decor, demande: Demande) -> Saison:
    if demande.petite:
        prevues = petite_saison(hasard, decor, demande.jusqu_au)
    else:
        prevues = grande_saison(hasard, decor, demande.rencontres, demande.jusqu_au)
    return composer(hasard, decor, prevues, demande.jusqu_au)


def _ecrire(tables: Any) -> None:
    """Insert the rows of each field of a dataclass, in the order of the fields."""
    for table in fields(tables):
        lignes = getattr(tables, table.name)
        if isinstance(lignes, list):
            _inserer(lignes)


def _inserer(lignes: Iterable[models.Model]) -> None:
    rangs = list(lignes)
    if rangs:
        type(rangs[0])._default_manager.bulk_create(rangs, batch_size=LOT)
