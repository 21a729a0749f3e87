"""Begin a cahier, print it."""

from django.db import transaction
from django.template.loader import render_to_string

from sessions import pdf
from sessions.cahiers.composition import composer
from sessions.cahiers.models import Cahier, Section
from sessions.cahiers.plan import PLAN


def commencer(cahier: Cahier) -> Cahier:
    """Save a new cahier with the sections of the ready outline, yet to be written."""
    with transaction.atomic():
        cahier.save()
        Section.objects.bulk_create(
            Section(cahier=cahier, rang=rang, code=code, titre=genre.titre)
            for rang, (code, genre) in enumerate(PLAN.items())
        )
    return cahier


def imprimer(cahier: Cahier) -> bytes:
    """The PDF of a cahier as it is now."""
    document = composer(cahier)
    html = render_to_string(
        "cahiers/pdf.html",
        {
            "document": document,
            "statiques": pdf.STATIQUES,
            "figures": pdf.FIGURES,
            "adresse_images": f"{pdf.ADRESSE}images/",
        },
    )
    return pdf.rendre(html, document.figures)
