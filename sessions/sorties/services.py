"""A sortie planned, changed or called off on the web."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from medlove.journal import consigner
from medlove.models import Utilisateur
from sessions.empreinte import empreinte
from sessions.sorties.elements import donnees_de
from sessions.sorties.models import Sortie

A_CHANGE = (
    "Cette sortie a changé depuis que cette page est ouverte\u202f: "
    "la rouvrir pour repartir de sa dernière version."
)


class SortieChangee(Exception):
    """Another edition came since the sortie was read."""


class SortieTropAvancee(Exception):
    """A sortie that took place was to be called off."""


@transaction.atomic
def enregistrer(
    sortie: Sortie, *, par: Utilisateur, equipage: Iterable[Utilisateur] | None = None
) -> Sortie:
    """Save a sortie changed on the web as a new edition, so that tablets see it change.

    `equipage` replaces the crew; None leaves it as it is. Raises SortieChangee, nothing
    written, when `sortie`, as it was read, is no longer the last edition.
    """
    existe = not sortie._state.adding
    if existe and Sortie.objects.select_for_update().get(pk=sortie.pk).edition != sortie.edition:
        raise SortieChangee
    sortie.edition += existe
    sortie.auteur = par
    sortie.saisi_le = timezone.localdate()
    sortie.save()
    if equipage is not None:
        sortie.equipage.set(equipage)
    sortie.empreinte = empreinte(donnees_de(sortie))
    sortie.save(update_fields=["empreinte"])
    action = "sortie_modifiee" if existe else "sortie_planifiee"
    consigner(action, equipe=sortie.equipe, par=par, objet=f"sortie:{sortie.pk}")
    return sortie


def annuler(sortie: Sortie, motif: str, *, par: Utilisateur) -> Sortie:
    """Call a sortie off. Raises SortieTropAvancee when it is over or holds a rencontre.

    Raises SortieChangee when it changed since it was read.
    """
    if not peut_s_annuler(sortie):
        raise SortieTropAvancee
    sortie.statut = Sortie.ANNULEE
    sortie.motif_annulation = motif
    return enregistrer(sortie, par=par)


def peut_s_annuler(sortie: Sortie) -> bool:
    en_vue = sortie.statut in {Sortie.PLANIFIEE, Sortie.EN_COURS}
    return en_vue and not sortie.rencontres.exists()


def est_mixte(sortie: Sortie) -> bool:
    """Social and digital mediation in the same crew."""
    return Sortie.objects.filter(pk=sortie.pk).mixtes().exists()
