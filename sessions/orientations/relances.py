"""What time does to orientations: asked of again at thirty days, out of sight at sixty, cut."""

import logging
from smtplib import SMTPException

from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Count
from django.template.loader import render_to_string
from django.utils import timezone

from sessions.orientations.coupure import couper
from sessions.orientations.models import Orientation
from sessions.orientations.services import DejaConnue, expirer
from territoires.models import Partenaire

journal = logging.getLogger(__name__)

SUJET = "Que sont devenues les personnes que nous vous avons adressées\u202f?"


def perdre_de_vue() -> int:
    """« Suite inconnue » for those nobody told of in time; how many."""
    faites = 0
    for orientation in Orientation.objects.perdues_de_vue(timezone.localdate()).order_by("pk"):
        try:
            expirer(orientation)
        except DejaConnue:
            continue
        faites += 1
    return faites


def couper_les_oubliees() -> int:
    """Cut those whose outcome was written some other way; how many."""
    faites = 0
    for pk in list(Orientation.objects.a_couper().values_list("pk", flat=True)):
        with transaction.atomic():
            retenue = Orientation.objects.select_for_update().filter(pk=pk).first()
            if retenue is not None:
                couper(retenue)
                faites += 1
    return faites


def a_relancer() -> list[tuple[Partenaire, int]]:
    """The partenaires to ask again, who have an address, and of how many orientations."""
    attendues = Orientation.objects.a_relancer(timezone.localdate()).order_by()
    nombres = dict(attendues.values_list("partenaire").annotate(Count("pk")))
    partenaires = Partenaire.objects.filter(pk__in=nombres).select_related("equipe")
    return [
        (partenaire, nombres[partenaire.pk])
        for partenaire in partenaires.order_by("equipe", "nom", "pk")
        if partenaire.courriels
    ]


def relancer(partenaire: Partenaire, nombre: int) -> bool:
    """One e-mail, with a number and nothing of anybody; False when it could not leave.

    What it speaks of is marked once it has left: it is never asked of twice.
    """
    texte = render_to_string(
        "orientations/courriel_relance.txt", {"partenaire": partenaire, "nombre": nombre}
    )
    try:
        send_mail(SUJET, texte, None, [*partenaire.courriels])
    except (OSError, SMTPException, ValueError) as erreur:  # the last: not an address
        journal.warning("Reminder not sent: %s", type(erreur).__name__)
        return False
    jour = timezone.localdate()
    siennes = Orientation.objects.a_relancer(jour).filter(partenaire=partenaire)
    siennes.update(relancee_le=jour)
    return True
