"""The bike itself, as an itinerant place of the national schema."""

from typing import Any

from django.db.models import Count
from django.utils import timezone

from medlove.models import Equipe
from territoires.importation.reperes import COMMUNES
from territoires.models import Lieu, Partenaire

DIT: dict[str, Any] = {
    "itinerance": ["Itinérant"],
    "services": ["Aide aux démarches administratives"],
    "frais_a_charge": ["Gratuit"],
    "modalites_acces": ["Se présenter"],
    "modalites_accompagnement": ["Accompagnement individuel"],
}


def velo_de(equipe: Equipe) -> Partenaire | None:
    """Never saved: it stands where the équipe stops most. None while the équipe has no lieu.

    Its id is the équipe's, by which an import knows that it is no partenaire.
    """
    lieux = Lieu.objects.de(equipe).actifs().select_related("quartier")
    lieux = lieux.defer("quartier__contour", "quartier__contour_simplifie")
    lieu = lieux.annotate(fois=Count("haltes")).order_by("-fois", "nom", "pk").first()
    if lieu is None:
        return None
    commune = COMMUNES.get(lieu.quartier.code_insee)
    return Partenaire(
        pk=equipe.pk,
        equipe=equipe,
        nom=equipe.nom,
        adresse=lieu.nom,
        complement_adresse=f"et d’autres lieux publics, quartier {lieu.quartier.nom}"[:200],
        commune=commune.nom if commune else "",
        code_insee=lieu.quartier.code_insee,
        latitude=lieu.latitude,
        longitude=lieu.longitude,
        presentation_resume="Médiation sociale et numérique à vélo, dans l’espace public.",
        date_maj=timezone.localdate(),
        **DIT,
    )
