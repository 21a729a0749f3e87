"""Begin a cahier, print it."""

from collections.abc import Iterable

from django.db import transaction

from sessions.cahiers.ebauches import ebauches
from sessions.cahiers.editions.models import Variante
from sessions.cahiers.editions.rendu import fabriquer
from sessions.cahiers.models import Cahier, Section
from sessions.cahiers.plan import PLAN
from territoires.models import Quartier


def commencer(cahier: Cahier, quartiers: Iterable[Quartier] = ()) -> Cahier:
    """Save a new cahier with the sections of the ready outline, yet to be written."""
    with transaction.atomic():
        cahier.save()
        cahier.quartiers.set(quartiers)
        debuts = ebauches(cahier)
        Section.objects.bulk_create(
            Section(
                cahier=cahier,
                rang=rang,
                code=code,
                titre=genre.titre,
                texte=debuts.get(code, ""),
            )
            for rang, (code, genre) in enumerate(PLAN.items())
        )
    return cahier


def imprimer(cahier: Cahier) -> bytes:
    """The PDF of a cahier as it is now."""
    return fabriquer(cahier, Variante.NUMERIQUE).pdf
