"""Import the quartiers of a commune: read, check, compare, then write all or nothing."""

from django.db import transaction

from territoires.importation.champs import lire_quartier
from territoires.importation.confrontation import confronter
from territoires.importation.lecture import lire_elements
from territoires.importation.plan import Plan, preparer
from territoires.importation.selection import (
    choisir_la_commune,
    exiger_une_couche_de_quartiers,
    garder_la_commune,
    ranger_par_numero,
)
from territoires.importation.telechargement import lire_source
from territoires.importation.verification import (
    exiger_une_couverture,
    refuser_un_contour_qui_couvre,
    verifier_les_contours,
)
from territoires.models import Quartier


def importer_quartiers(source: str, *, code_insee: str | None = None, essai: bool = False) -> Plan:
    """Bring the base to what the file at a path or an address says; what was done, as a plan.

    With `essai`, nothing is written. Raises `FichierRefuse`, with nothing changed.
    """
    tous = [lire_quartier(element) for element in lire_elements(lire_source(source))]
    exiger_une_couche_de_quartiers(tous)
    code_insee = choisir_la_commune(tous, code_insee)
    lus = verifier_les_contours(garder_la_commune(tous, code_insee))
    refuser_un_contour_qui_couvre(lus)
    par_numero = ranger_par_numero(lus)
    with transaction.atomic():
        connus = list(Quartier.objects.de_commune(code_insee).select_for_update())
        confronter(lus, connus, code_insee)
        exiger_une_couverture(lus)
        plan = preparer(par_numero, connus, code_insee)
        if not essai:
            ecrire(plan)
    return plan


def ecrire(plan: Plan) -> None:
    for changement in (*plan.crees, *plan.modifies):
        changement.quartier.full_clean()
        changement.quartier.save()
