"""Retour groupé: how many of the people sent in a month a partenaire says it received."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.utils import timezone

from medlove.journal import consigner
from medlove.models import Utilisateur
from sessions.orientations.models import Orientation, RetourGroupe
from sessions.orientations.mois import mois_precedent, premier_du_mois
from territoires.models import Partenaire

MOIS_EN_ARRIERE = 12


class RetourRefuse(ValueError):
    """This number cannot be kept: a French sentence."""


@dataclass(frozen=True, slots=True)
class Mois:
    """A month with orientations to a partenaire: its first day, how many, what it said."""

    premier: date
    remises: int
    accueillies: int | None


def mois_a_dire(partenaire: Partenaire) -> Sequence[Mois]:
    """The last twelve months that have orientations to it, the last first. Two queries."""
    jour = timezone.localdate()
    depuis = premier_du_mois(jour)
    for _ in range(MOIS_EN_ARRIERE - 1):
        depuis = mois_precedent(depuis)
    siennes = Orientation.objects.filter(
        partenaire=partenaire, jour__range=(depuis, jour)
    ).order_by()
    comptes = siennes.annotate(mois=TruncMonth("jour")).values_list("mois").annotate(Count("pk"))
    dits = dict(
        RetourGroupe.objects.filter(partenaire=partenaire, mois__gte=depuis)
        .order_by()
        .values_list("mois", "accueillies")
    )
    return [Mois(mois, combien, dits.get(mois)) for mois, combien in sorted(comptes, reverse=True)]


@transaction.atomic
def dire(
    partenaire: Partenaire,
    mois: date,
    accueillies: int,
    *,
    source: str,
    par: Utilisateur | None = None,
) -> RetourGroupe:
    """Keep the number of a month, in place of the one told before. Raises RetourRefuse."""
    remises = {un.premier: un.remises for un in mois_a_dire(partenaire)}.get(mois)
    if remises is None:
        raise RetourRefuse("Aucune orientation n’est notée vers ce partenaire pour ce mois.")
    if not 0 <= accueillies <= remises:
        raise RetourRefuse(
            f"Le nombre dépasse celui des orientations notées ce mois-là\u202f: "
            f"écrire de 0 à {remises}."
        )
    retour, _ = RetourGroupe.objects.update_or_create(
        partenaire=partenaire,
        mois=mois,
        defaults={
            "equipe": partenaire.equipe,
            "accueillies": accueillies,
            "source": source,
            "dit_le": timezone.localdate(),
        },
    )
    if par:
        consigner("retour_groupe_dit", equipe=partenaire.equipe, par=par, mois=f"{mois:%Y-%m}")
    return retour
