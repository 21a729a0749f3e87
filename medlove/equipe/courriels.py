"""The two e-mails of an invitation: choose a password, or simply come in."""

import logging
from smtplib import SMTPException

from django.core.mail import send_mail
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from medlove.equipe.invitations import chemin_pour
from medlove.models import Appartenance

journal = logging.getLogger(__name__)


def envoyer_invitation(request: HttpRequest, appartenance: Appartenance) -> bool:
    """Write to the invited person; False when the mail server refused, which undoes nothing."""
    utilisateur = appartenance.utilisateur
    connue = utilisateur.has_usable_password()
    chemin = reverse("accueil") if connue else chemin_pour(utilisateur)
    texte = render_to_string(
        "equipe/courriel_invitation.txt",
        {
            "appartenance": appartenance,
            "connue": connue,
            "lien": request.build_absolute_uri(chemin),
        },
    )
    try:
        send_mail(f"Medlové : {appartenance.equipe} vous attend", texte, None, [utilisateur.email])
    except (OSError, SMTPException) as erreur:
        journal.warning("Invitation not sent: %s", type(erreur).__name__)
        return False
    return True
