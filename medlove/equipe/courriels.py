"""What is written to members: an invitation, a second factor taken away."""

import logging
from smtplib import SMTPException

from django.core.mail import send_mail
from django.http import HttpRequest
from django.template.loader import render_to_string

from medlove.equipe.invitations import chemin_d_entree
from medlove.models import Appartenance, Utilisateur

journal = logging.getLogger(__name__)


def envoyer_invitation(request: HttpRequest, appartenance: Appartenance) -> bool:
    """Write to the invited person; False when the mail server refused, which undoes nothing."""
    utilisateur = appartenance.utilisateur
    texte = render_to_string(
        "equipe/courriel_invitation.txt",
        {
            "appartenance": appartenance,
            "lien": request.build_absolute_uri(chemin_d_entree(appartenance)),
        },
    )
    return _envoyer(utilisateur, f"{appartenance.equipe} vous attend", texte)


def dire_la_double_verification_retiree(utilisateur: Utilisateur) -> bool:
    """Tell the member, who may not have asked for it."""
    texte = render_to_string("equipe/courriel_double_retiree.txt", {"utilisateur": utilisateur})
    return _envoyer(utilisateur, "votre double vérification est retirée", texte)


def _envoyer(utilisateur: Utilisateur, objet: str, texte: str) -> bool:
    try:
        send_mail(f"Medlové\u202f: {objet}", texte, None, [utilisateur.email])
    except (OSError, SMTPException) as erreur:
        journal.warning("E-mail not sent: %s", type(erreur).__name__)
        return False
    return True
