"""Places that the directory seems to hold twice, by name, address and distance."""

import math
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from functools import cached_property
from itertools import combinations
from uuid import UUID

from medlove.models import Equipe
from territoires.geometrie import distance_m
from territoires.importation.refus import FINE, nombre
from territoires.models import Partenaire
from territoires.models.partenaire import PartenaireQuerySet
from territoires.recherche import normaliser

PRES_M = 150
# A cell of the grid is at least as wide as what counts as near, everywhere in France.
CELLULE_DEGRES = 0.003
VOISINES = [(x, y) for x in (-1, 0, 1) for y in (-1, 0, 1)]
# An address shared by more than that says nothing: a house of associations.
BLOC_AU_PLUS = 60
A_LA_MEME_ADRESSE, TOUT_PRES = 0.6, 0.75
MOTS_VIDES = {"de", "du", "des", "la", "le", "les", "l", "d", "et", "a", "au", "aux", "en"}
LIES = ("from_partenaire", "to_partenaire")
LUS = ("pk", "nom", "adresse", "commune", "latitude", "longitude")


@dataclass(frozen=True)
class Place:
    """What is compared of a partenaire."""

    pk: UUID
    nom: str
    adresse: str
    commune: str
    latitude: float | None
    longitude: float | None

    @cached_property
    def mots(self) -> list[str]:
        return [mot for mot in normaliser(self.nom).split() if mot not in MOTS_VIDES]

    @cached_property
    def rue(self) -> tuple[str, str]:
        return normaliser(self.adresse), normaliser(self.commune)

    @property
    def case(self) -> tuple[int, int] | None:
        if self.latitude is None or self.longitude is None:
            return None
        x, y = self.longitude / CELLULE_DEGRES, self.latitude / CELLULE_DEGRES
        return math.floor(x), math.floor(y)


@dataclass(frozen=True)
class Double:
    """Two places, and why they may be one; `force` from 0 to 1."""

    un: Place
    autre: Place
    raison: str
    force: float


def places_de(partenaires: PartenaireQuerySet) -> list[Place]:
    """In one query."""
    return [
        Place(pk, nom, adresse, commune, _degres(latitude), _degres(longitude))
        for pk, nom, adresse, commune, latitude, longitude in partenaires.values_list(*LUS)
    ]


def _degres(valeur: Decimal | None) -> float | None:
    return None if valeur is None else float(valeur)


def dites_distinctes(equipe: Equipe) -> set[tuple[UUID, UUID]]:
    """The pairs that somebody said are two places, in both orders, in one query."""
    lien = Partenaire.distincts.through.objects
    return {*lien.filter(from_partenaire__equipe=equipe).values_list(*LIES)}


def distinguer(un: Partenaire, autre: Partenaire) -> None:
    """Never propose these two again. Raises ValueError across équipes, or for one alone."""
    if un.equipe_id != autre.equipe_id or un.pk == autre.pk:
        raise ValueError("Ces deux partenaires ne peuvent pas être comparés.")
    un.distincts.add(autre)


def proposer(
    places: list[Place], distinctes: Collection[tuple[UUID, UUID]] = frozenset()
) -> list[Double]:
    """The likeliest first, without the pairs said to be two places.

    Only neighbours are compared: by name, by address, by cell of a grid.
    """
    paires = {
        (un.pk, autre.pk): (un, autre)
        for un, autre in _voisins(sorted(places, key=lambda place: place.pk))
        if un.pk < autre.pk and (un.pk, autre.pk) not in distinctes
    }
    doubles = [double for paire in paires.values() if (double := comparer(*paire))]
    return sorted(doubles, key=lambda un: (-un.force, un.un.nom, str(un.un.pk)))


def comparer(un: Place, autre: Place) -> Double | None:
    """Whether two places may be one, and why."""
    proches = ressemblance(un, autre)
    ecart = _distance(un, autre)
    pres = ecart is not None and ecart < PRES_M
    meme_adresse = bool(un.adresse) and un.rue == autre.rue
    meme_commune = un.rue[1] == autre.rue[1]
    loin = ecart is not None and ecart > 20 * PRES_M
    meme_nom = proches == 1.0
    if meme_nom and (meme_adresse or pres or (meme_commune and not loin)):
        raisons = ["même nom"]
    elif (meme_adresse and proches >= A_LA_MEME_ADRESSE) or (pres and proches >= TOUT_PRES):
        raisons = ["noms proches"]
    else:
        return None
    if meme_adresse:
        raisons.append("même adresse")
    elif pres and ecart is not None:
        raisons.append(f"à {nombre(ecart)}{FINE}m l’un de l’autre")
    elif meme_commune and un.commune:
        raisons.append("même commune")
    return Double(un, autre, ", ".join(raisons), (proches + meme_adresse + pres) / 3)


def ressemblance(un: Place, autre: Place) -> float:
    """1 for the same words, whatever their order; else how much the names have in common."""
    if not un.mots or not autre.mots:
        return 0.0
    if sorted(un.mots) == sorted(autre.mots):
        return 1.0
    if {*filter(str.isdigit, un.mots)} != {*filter(str.isdigit, autre.mots)}:
        return 0.0  # « Agence 1 » and « Agence 2 » were told apart by who named them
    lettres = SequenceMatcher(None, " ".join(un.mots), " ".join(autre.mots)).ratio()
    communs = {*un.mots} & {*autre.mots}
    court = min(len({*un.mots}), len({*autre.mots}))
    mots = 0.9 * len(communs) / court if court > 1 else 0.0
    return min(0.99, max(lettres, mots))


def _distance(un: Place, autre: Place) -> float | None:
    """In metres; None when one of them has no point."""
    if un.latitude is None or autre.latitude is None:
        return None
    assert un.longitude is not None
    assert autre.longitude is not None
    return distance_m(un.longitude, un.latitude, autre.longitude, autre.latitude)


def _voisins(places: list[Place]) -> Iterator[tuple[Place, Place]]:
    blocs: dict[object, list[Place]] = defaultdict(list)
    cases: dict[tuple[int, int], list[Place]] = defaultdict(list)
    for place in places:
        blocs["nom", *sorted(place.mots), place.rue[1]].append(place)
        if place.adresse:
            blocs["rue", *place.rue].append(place)
        if place.case:
            cases[place.case].append(place)
    for bloc in blocs.values():
        if len(bloc) <= BLOC_AU_PLUS:
            yield from combinations(bloc, 2)
    for (x, y), ici in cases.items():
        autour = [voisin for dx, dy in VOISINES for voisin in cases.get((x + dx, y + dy), [])]
        if len(autour) <= 4 * BLOC_AU_PLUS:
            yield from ((un, autre) for un in ici for autre in autour)
