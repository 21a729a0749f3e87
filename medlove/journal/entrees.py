"""Who came in, and who was not let in."""

from typing import Any

from medlove.journal.services import consigner
from medlove.models import Utilisateur


def a_l_arrivee(user: Utilisateur, **kwargs: Any) -> None:
    consigner("connexion", par=user)


def au_refus(credentials: dict[str, Any], **kwargs: Any) -> None:
    """Of an account that exists, its id; of any other, nothing of what was typed. The same work
    is done in both cases."""
    adresse = str(credentials.get("email") or credentials.get("username") or "").lower()
    vise = Utilisateur.objects.filter(email=adresse).values_list("pk", flat=True).first()
    consigner("connexion_refusee", objet=f"compte:{vise}" if vise else "")
