"""Import partenaires into the directory of an équipe: read, compare, then write all or nothing."""

from typing import Any

from django.db import transaction

from medlove.journal import consigner
from medlove.models import Equipe, Utilisateur
from territoires.annuaire.besoins import categories_nationales, relier
from territoires.annuaire.lecture import Tableau, lire_tableau
from territoires.annuaire.plan import Plan, Preparation
from territoires.annuaire.schema import VALEURS
from territoires.models import Fusion, Partenaire, Quartier
from territoires.recherche import ChampDeRecherche

PAR_LOT = 200
COPIES = [un for un in Partenaire._meta.fields if isinstance(un, ChampDeRecherche)]
MEMOIRE = ["source", "identifiant_source", "importe"]
ECRITS = [*VALEURS, "quartier", *(un.name for un in COPIES), *MEMOIRE]


def preparer(tableau: Tableau, equipe: Equipe, *, verrouiller: bool = False) -> Plan:
    """What importing these rows would do now. Nothing is written. Raises FichierRefuse.

    Those about to be written are held (`verrouiller`): one merged away meanwhile would come back.
    """
    connus = Partenaire.objects.de(equipe).order_by("pk")
    if verrouiller:
        connus = connus.select_for_update(no_key=True)
    quartiers = list(Quartier.objects.de_commune(equipe.code_insee))
    besoins = categories_nationales().keys()
    fusions = Fusion.objects.filter(garde__equipe=equipe).values_list("absorbe", "garde")
    return Preparation(tableau, equipe, connus, quartiers, besoins, fusions).preparer()


class AutrePlan(Exception):
    """The directory changed since a plan was shown, and nothing was written. `plan` is the new."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(plan.empreinte)
        self.plan = plan


def importer_partenaires(
    octets: bytes,
    equipe: Equipe,
    *,
    essai: bool = False,
    par: Utilisateur | None = None,
    empreinte: str | None = None,
) -> Plan:
    """Bring the directory to what the file says, corrections made here kept; what was done.

    With `essai`, nothing is written. `empreinte` is that of the plan a yes was given to.
    Raises FichierRefuse, or AutrePlan, with nothing changed.
    """
    tableau = lire_tableau(octets)
    if essai:
        return preparer(tableau, equipe)
    with transaction.atomic():
        # One import at a time: two would each create the same places.
        Equipe.objects.select_for_update(no_key=True).get(pk=equipe.pk)
        plan = preparer(tableau, equipe, verrouiller=True)
        if empreinte is not None and empreinte != plan.empreinte:
            raise AutrePlan(plan)
        ecrire(plan)
        detail: dict[str, Any] = {"genre": tableau.genre, **plan.comptes}
        consigner("partenaires_importes", equipe=equipe, par=par, **detail)
    return plan


def ecrire(plan: Plan) -> None:
    """Many rows a statement, those that change too: an UPDATE a row takes minutes for a region."""
    for partenaires, ecrits in (
        ([entree.partenaire for entree in plan.modifies], ECRITS),
        (plan.retenus, MEMOIRE),
    ):
        Partenaire.objects.bulk_create(
            partenaires,
            batch_size=PAR_LOT,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=ecrits,
        )
    Partenaire.objects.bulk_create([entree.partenaire for entree in plan.crees], batch_size=PAR_LOT)
    relier((entree.partenaire, entree.besoins) for entree in plan.crees)
