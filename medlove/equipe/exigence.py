"""Who must prove twice who they are: those who read every rencontre, or open accounts."""

from collections.abc import Sequence

from allauth.mfa.models import Authenticator

from medlove.models import Appartenance, Utilisateur


def exigee(utilisateur: Utilisateur, appartenances: Sequence[Appartenance]) -> bool:
    """Whoever coordinates an équipe, even another one than the current, or administers."""
    return utilisateur.is_staff or any(une.coordonne for une in appartenances)


def exigee_pour(utilisateur: Utilisateur) -> bool:
    return exigee(utilisateur, list(utilisateur.appartenances.en_cours()))


def a_la_sienne(utilisateur: Utilisateur) -> bool:
    siens = Authenticator.objects.filter(user=utilisateur, type=Authenticator.Type.TOTP)
    return siens.exists()
