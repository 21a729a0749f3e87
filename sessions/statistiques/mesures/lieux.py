"""Rencontres by lieu: the finest place there is, for the screens of the team only."""

from dataclasses import dataclass

from django.db.models import Count

from sessions.rencontres.selection import Selection


@dataclass(frozen=True, slots=True)
class Frequentation:
    """A lieu of ours and the rencontres that were made there."""

    nom: str
    latitude: float
    longitude: float
    quartier: int
    rencontres: int


def rencontres_par_lieu(selection: Selection) -> list[Frequentation]:
    """Those with the besoin asked for, most first; a halte without a lieu has no place here."""
    lignes = selection.portant().filter(halte__lieu__isnull=False)
    comptes = lignes.values_list(
        "halte__lieu__nom", "halte__lieu__latitude", "halte__lieu__longitude", "quartier"
    ).annotate(n=Count("pk"))
    lus = [
        Frequentation(nom, float(latitude), float(longitude), quartier, nombre)
        for nom, latitude, longitude, quartier, nombre in comptes
    ]
    return sorted(lus, key=lambda une: (-une.rencontres, une.nom))
