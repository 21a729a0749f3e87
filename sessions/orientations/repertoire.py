"""The partenaires to whom people were oriented, and what is still awaited of each."""

from django.db.models import Count, Q
from django.utils import timezone

from medlove.models import Equipe
from sessions.orientations.models import ATTENTE, Orientation
from territoires.models import Partenaire
from territoires.models.partenaire import PartenaireQuerySet


def repertoire(equipe: Equipe) -> PartenaireQuerySet:
    """With `nb_attendues`: how many of their orientations nobody told of yet. One query."""
    depuis = timezone.localdate() - ATTENTE
    attendues = Q(orientations__statut=Orientation.REMISE, orientations__jour__gte=depuis)
    tous: PartenaireQuerySet = Partenaire.objects.de(equipe)
    comptes = tous.annotate(
        nb=Count("orientations"), nb_attendues=Count("orientations", filter=attendues)
    )
    return comptes.filter(Q(nb__gt=0) | Q(lien_sha256__isnull=False)).order_by(
        "-nb_attendues", "nom_recherche", "pk"
    )
