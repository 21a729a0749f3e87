"""Besoins heard in a quartier that the local offer does not answer. One query."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.models import Count, Q

from medlove.models import Equipe
from sessions.nomenclatures.models import CategorieBesoin
from sessions.periodes import Periode
from sessions.rencontres.models import Besoin
from sessions.statistiques.filtres import est_imprimable
from sessions.suivi.offre import A_REVOIR, SANS_DEMANDE, SANS_REPONSE

NOMMES = 2


@dataclass(slots=True)
class Manques:
    """How many besoins, and the categories they are of, the most heard first."""

    besoins: int = 0
    categories: list[str] = field(default_factory=list)


def manques_par_quartier(
    equipe: Equipe,
    periode: Periode,
    categories: Collection[CategorieBesoin],
    partenaires: dict[int, int],
) -> dict[int, Manques]:
    """By id of quartier: besoins left without an answer or to be seen again, and those of a
    category that no partenaire answers. A besoin that is both counts once.

    Categories never printed by quartier are counted and not named: this page may be printed.
    """
    demandees = {une.pk: une for une in categories if une.domaine != SANS_DEMANDE}
    sans_personne = [pk for pk in demandees if not partenaires[pk]]
    lignes = (
        Besoin.objects.de(equipe)
        .pendant(periode.du, periode.au)
        .filter(categorie__in=list(demandees))
        .filter(Q(reponse__in=[SANS_REPONSE, A_REVOIR]) | Q(categorie__in=sans_personne))
        .order_by()
        .values_list("quartier_id", "categorie_id")
        .annotate(nombre=Count("pk"))
    )
    par_quartier: defaultdict[int, Manques] = defaultdict(Manques)
    for quartier, categorie, nombre in sorted(lignes, key=lambda une: (-une[2], une[1])):
        manques = par_quartier[quartier]
        manques.besoins += nombre
        if est_imprimable(demandees[categorie]) and len(manques.categories) < NOMMES:
            manques.categories.append(demandees[categorie].libelle)
    return dict(par_quartier)
