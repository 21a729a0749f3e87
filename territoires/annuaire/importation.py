"""Import partenaires into the directory of an équipe: read, compare, then write all or nothing."""

from django.db import transaction

from medlove.models import Equipe, Journal, Utilisateur
from territoires.annuaire.lecture import Tableau, lire_tableau
from territoires.annuaire.plan import Plan, Preparation
from territoires.annuaire.schema import VALEURS
from territoires.models import Partenaire, Quartier
from territoires.recherche import ChampDeRecherche

PAR_LOT = 200
COPIES = [un for un in Partenaire._meta.fields if isinstance(un, ChampDeRecherche)]
MEMOIRE = ["source", "identifiant_source", "importe"]
ECRITS = [*VALEURS, "quartier", *(un.name for un in COPIES), *MEMOIRE]


def preparer(tableau: Tableau, equipe: Equipe) -> Plan:
    """What importing these rows would do now. Nothing is written. Raises FichierRefuse."""
    connus = Partenaire.objects.de(equipe)
    quartiers = list(Quartier.objects.de_commune(equipe.code_insee))
    return Preparation(tableau, equipe, connus, quartiers).preparer()


def importer_partenaires(
    octets: bytes, equipe: Equipe, *, essai: bool = False, par: Utilisateur | None = None
) -> Plan:
    """Bring the directory to what the file says, corrections made here kept; what was done.

    With `essai`, nothing is written. Raises FichierRefuse, with nothing changed.
    """
    tableau = lire_tableau(octets)
    if essai:
        return preparer(tableau, equipe)
    with transaction.atomic():
        # One import at a time: two would each create the same places.
        Equipe.objects.select_for_update().get(pk=equipe.pk)
        plan = preparer(tableau, equipe)
        ecrire(plan)
        Journal.noter(
            "partenaires_importes", equipe=equipe, par=par, genre=tableau.genre, **plan.comptes
        )
    return plan


def ecrire(plan: Plan) -> None:
    modifies = [entree.partenaire for entree in plan.modifies]
    for partenaire in modifies:
        for copie in COPIES:
            copie.pre_save(partenaire, add=False)
    neufs = [entree.partenaire for entree in plan.crees]
    Partenaire.objects.bulk_create(neufs, batch_size=PAR_LOT)
    Partenaire.objects.bulk_update(modifies, ECRITS, batch_size=PAR_LOT // 10)
    Partenaire.objects.bulk_update(plan.retenus, MEMOIRE, batch_size=PAR_LOT)
