"""Figures of the field, computed by the database on the copied columns.

Each function takes a `Selection` and answers exact counts; what a reader may see of them
is for `statistiques.effectifs` to say. The number of queries never depends on rows.
"""

from sessions.statistiques.mesures.appels import appels
from sessions.statistiques.mesures.besoins import (
    besoins_par_categorie,
    besoins_par_domaine,
    par_quartier_et_domaine,
    reponses,
)
from sessions.statistiques.mesures.comptes import Compte, CompteCategorie, Repartition
from sessions.statistiques.mesures.croisement import (
    TOUT,
    Unite,
    compter,
    compter_ensemble,
    demandees,
    demandees_ensemble,
)
from sessions.statistiques.mesures.dimensions import DIMENSIONS, Dimension
from sessions.statistiques.mesures.ensemble import droits_et_numerique
from sessions.statistiques.mesures.exigences import exigences_par_code, exigences_par_sorte
from sessions.statistiques.mesures.jours import Journee, par_jour
from sessions.statistiques.mesures.lieux import Frequentation, rencontres_par_lieu
from sessions.statistiques.mesures.orientations import orientations
from sessions.statistiques.mesures.par_quartier import ParQuartier, compter_par_quartier
from sessions.statistiques.mesures.presence import (
    Presence,
    presence,
    presences,
    sorties_en_tout,
)
from sessions.statistiques.mesures.rencontres import (
    rencontres_par_quartier,
)
from sessions.statistiques.mesures.totaux import Totaux, totaux

__all__ = [
    "DIMENSIONS",
    "TOUT",
    "Compte",
    "CompteCategorie",
    "Dimension",
    "Frequentation",
    "Journee",
    "ParQuartier",
    "Presence",
    "Repartition",
    "Totaux",
    "Unite",
    "appels",
    "besoins_par_categorie",
    "besoins_par_domaine",
    "compter",
    "compter_ensemble",
    "compter_par_quartier",
    "demandees",
    "demandees_ensemble",
    "droits_et_numerique",
    "exigences_par_code",
    "exigences_par_sorte",
    "orientations",
    "par_jour",
    "par_quartier_et_domaine",
    "presence",
    "presences",
    "rencontres_par_lieu",
    "rencontres_par_quartier",
    "reponses",
    "sorties_en_tout",
    "totaux",
]
