"""The cut: once its outcome is known, nothing leads from an orientation back to a rencontre.

Its besoin, the empreinte of its token, its day and the id it was given on a tablet are
forgotten: under the id, whoever holds a copy of the rencontre, or its empreinte to try guesses
on, would know the orientation again. What statistics need stays: category, partenaire, quartier,
month, outcome, bracket of days.
"""

from collections.abc import Iterable
from hashlib import sha256
from uuid import UUID, uuid4

from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone

from sessions.element import Suppression
from sessions.orientations.models import Orientation, Suite
from sessions.orientations.mois import premier_du_mois

# Sent with `equipe` and `mots`, what named an orientation that was just cut: whoever keeps a
# copy of its rencontre lets go of them.
orientations_coupees = Signal()

TYPE, SEL = "orientation", b"sessions.orientations.coupure"
LOT = 500


def marque(pk: UUID) -> UUID:
    """What is kept of an id let go of: enough to know it when it is said, not to find it."""
    return UUID(bytes=sha256(SEL + pk.bytes).digest()[:16])


def deja_coupees(ids: Iterable[UUID]) -> set[UUID]:
    """Those of these ids that named an orientation before it was cut. At most one query."""
    marques = {marque(pk): pk for pk in ids}
    if not marques:
        return set()
    connues = Suppression.objects.filter(type=TYPE, pk__in=marques)
    return {marques[pk] for pk in connues.values_list("pk", flat=True)}


@transaction.atomic
def couper(orientation: Orientation) -> Orientation:
    """Cut an orientation whose outcome is known; it comes back under its new id.

    The caller holds its row, and that of its rencontre when it has one.
    """
    ancienne, nouvelle, jeton = orientation.pk, uuid4(), orientation.jeton_sha256
    Suppression.objects.bulk_create(
        [
            Suppression(
                id=marque(ancienne),
                equipe_id=orientation.equipe_id,
                type=TYPE,
                jour=premier_du_mois(timezone.localdate()),
            )
        ],
        ignore_conflicts=True,
    )
    Orientation.objects.filter(pk=ancienne).update(
        id=nouvelle,
        besoin=None,
        jeton_sha256=None,
        relancee_le=None,
        jour=premier_du_mois(orientation.jour),
    )
    for suite in Suite.objects.filter(orientation=ancienne):
        mois = premier_du_mois(suite.jour)
        Suite.objects.filter(pk=suite.pk).update(orientation=nouvelle, jour=mois)
    orientations_coupees.send(
        Orientation, equipe=orientation.equipe_id, mots=[str(ancienne), *filter(None, [jeton])]
    )
    return Orientation.objects.get(pk=nouvelle)


@transaction.atomic
def melanger() -> None:
    """Write again what remains of cuts, in the order of drawn ids.

    A table keeps its rows in the order they came: the tenth orientation would be that of the
    tenth rencontre, the last mark that of the last outcome. Whoever reads the files of the
    database learns nothing from them once this has run.
    """
    coupees = Orientation.objects.avec_suite().filter(besoin=None)
    orientations = list(coupees.order_by("pk").select_for_update())
    suites = list(Suite.objects.filter(orientation__in=coupees).order_by("pk"))
    marques = list(Suppression.objects.filter(type=TYPE).order_by("pk"))
    Orientation.objects.filter(pk__in=coupees).delete()  # and their suites
    Suppression.objects.filter(type=TYPE).delete()
    Orientation.objects.bulk_create(orientations, batch_size=LOT)
    Suite.objects.bulk_create(suites, batch_size=LOT)
    Suppression.objects.bulk_create(marques, batch_size=LOT)
