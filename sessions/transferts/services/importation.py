"""Importing a file that was read, matched and shown: all of it, or nothing."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from medlove.journal import consigner
from medlove.models import Equipe, Utilisateur
from sessions.transferts.lecture import Choix
from sessions.transferts.models import Transfert
from sessions.transferts.plan import Plan, preparer
from sessions.transferts.repertoire import Territoire
from sessions.transferts.services.ecriture import Ecriture
from sessions.transferts.tableau import Tableau
from territoires.importation.refus import FichierRefuse


class AutrePlan(Exception):
    """What the file would do changed since it was shown, and nothing was written."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(plan.empreinte)
        self.plan = plan


def prevoir(tableau: Tableau, choix: Choix, equipe: Equipe) -> Plan:
    """What importing this file would do today. Nothing is written."""
    return preparer(tableau, choix, Territoire(equipe, tableau.colonnes), timezone.localdate())


def refuser_un_deja_importe(tableau: Tableau, equipe: Equipe) -> None:
    """Raises FichierRefuse for a file that the équipe imported, and did not undo."""
    deja = Transfert.objects.de(equipe).en_place().filter(empreinte=tableau.empreinte).first()
    if deja:
        raise FichierRefuse(
            f"Ce fichier est déjà importé depuis le {deja.cree_le:%d/%m/%Y} : "
            "annuler d’abord cet import pour le reprendre."
        )


def importer(
    tableau: Tableau, choix: Choix, equipe: Equipe, *, nom: str, par: Utilisateur, empreinte: str
) -> Transfert:
    """Write all that the plan shown under this `empreinte` said.

    Raises FichierRefuse for a file already imported, AutrePlan when its rows would do something
    else by now or are not all good; nothing is written then.
    """
    with transaction.atomic():
        # One import at a time: two would each create the same sorties.
        Equipe.objects.select_for_update(no_key=True).get(pk=equipe.pk)
        refuser_un_deja_importe(tableau, equipe)
        plan = prevoir(tableau, choix, equipe)
        if empreinte != plan.empreinte or not plan.importable:
            raise AutrePlan(plan)
        ecriture = Ecriture(plan, timezone.localdate())
        ecriture.faire()
        Transfert.objects.de(equipe).oublier_les_anciens()
        transfert = Transfert.objects.create(
            equipe=equipe,
            par=par,
            nom=nom,
            empreinte=tableau.empreinte,
            lignes=len(tableau.lignes),
            crees=ecriture.crees,
            **plan.comptes,
        )
        detail: dict[str, Any] = {**plan.comptes}
        consigner(
            "transfert_importe",
            equipe=equipe,
            par=par,
            objet=f"transfert:{transfert.pk}",
            lignes=len(tableau.lignes),
            **detail,
        )
    return transfert
