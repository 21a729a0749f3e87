"""A rencontre corrected or deleted on the web, by the rules that hold for the tablet."""

from typing import Any

from medlove.models import Utilisateur
from sessions.donnees import DonneesRefusees
from sessions.rencontres.models import Rencontre

__all__ = ["DonneesRefusees", "corriger", "donnees_de", "supprimer"]


def donnees_de(rencontre: Rencontre) -> dict[str, Any]:
    """The rencontre as the contract writes it: start from it to correct one field."""
    raise NotImplementedError


def corriger(rencontre: Rencontre, donnees: dict[str, Any], *, par: Utilisateur) -> Rencontre:
    """Replace what the rencontre says by `donnees`, as a new edition.

    An absent `note` is left as it is, None erases it; every other absent key means « non
    renseigné ». Raises DonneesRefusees, nothing written.
    """
    raise NotImplementedError


def supprimer(rencontre: Rencontre, *, par: Utilisateur) -> None:
    """Delete the rencontre for good; its id is kept, so that nothing brings it back."""
    raise NotImplementedError
