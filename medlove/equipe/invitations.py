"""The links of an invitation: signed, seven days, once. Nothing is stored.

The first lets a new person choose a password. It carries a fingerprint of the account as it was:
once a password is chosen, or when the équipes of the account change, it opens nothing any more. So
a coordinator who keeps a link cannot use it to enter another équipe later.

The second asks somebody who has an account to say yes to another équipe. It goes to the address:
a coordinator could have opened that account in the name of somebody else, and waited for an équipe
to invite it.
"""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from medlove.models import Appartenance, Utilisateur

SEL = "medlove.equipe.invitation"
SEL_D_ACCORD = "medlove.equipe.accord"
VALIDITE = timedelta(days=7)


def jeton_pour(utilisateur: Utilisateur) -> str:
    return signing.dumps([str(utilisateur.pk), _empreinte(utilisateur)], salt=SEL)


def chemin_pour(utilisateur: Utilisateur) -> str:
    return reverse("equipe:invitation", args=[jeton_pour(utilisateur)])


def chemin_d_entree(appartenance: Appartenance) -> str:
    """Of either link, the one that this member waits for."""
    if not appartenance.a_accepter:
        return chemin_pour(appartenance.utilisateur)
    jeton = signing.dumps(appartenance.pk, salt=SEL_D_ACCORD)
    return reverse("equipe:rejoindre", args=[jeton])


def adresse_d_entree(appartenance: Appartenance) -> str:
    """For a command, which answers no request: the path alone without the name of the site."""
    return next(iter(settings.CSRF_TRUSTED_ORIGINS), "") + chemin_d_entree(appartenance)


def attendue_par(jeton: str, utilisateur: Utilisateur) -> Appartenance | None:
    """The membership that this account is asked to accept; None when it is not its own, when the
    link is unknown or out of date, or when there is nothing to accept any more."""
    try:
        pk = signing.loads(jeton, salt=SEL_D_ACCORD, max_age=VALIDITE)
    except signing.BadSignature:
        return None
    attendues = utilisateur.appartenances.filter(is_active=True, a_accepter=True)
    return attendues.select_related("equipe", "utilisateur").filter(pk=pk).first()


def invite_par(jeton: str) -> Utilisateur | None:
    """The person this link invites; None when it is unknown, used or out of date."""
    try:
        pk, empreinte = signing.loads(jeton, salt=SEL, max_age=VALIDITE)
    except signing.BadSignature:
        return None
    utilisateur = Utilisateur.objects.filter(pk=UUID(pk), is_active=True).first()
    if utilisateur is None or utilisateur.has_usable_password():
        return None
    if not constant_time_compare(empreinte, _empreinte(utilisateur)):
        return None
    return utilisateur


def lien_montrable(appartenance: Appartenance) -> bool:
    """True when a coordinator may hold the link: it opens nothing beyond their own équipe.

    An account also known to another équipe, or that administers, gets the link of its password by
    e-mail only. That of an agreement opens nothing without the account itself.
    """
    utilisateur = appartenance.utilisateur
    if appartenance.a_accepter:
        return appartenance.is_active and utilisateur.is_active
    if not appartenance.is_active or utilisateur.is_staff or utilisateur.has_usable_password():
        return False
    ailleurs = utilisateur.appartenances.exclude(pk=appartenance.pk)
    return utilisateur.is_active and not ailleurs.exists()


def _empreinte(utilisateur: Utilisateur) -> str:
    equipes = utilisateur.appartenances.filter(is_active=True).values_list("equipe_id", flat=True)
    etat = [utilisateur.password, utilisateur.email, *sorted(map(str, equipes))]
    return salted_hmac(SEL, "|".join(etat)).hexdigest()[:32]
