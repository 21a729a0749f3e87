"""Make the PDF of a cahier."""

from django.template.loader import render_to_string
from django.utils import timezone

from sessions import pdf
from sessions.cahiers.contenu import composer
from sessions.cahiers.models import Cahier


def imprimer(cahier: Cahier) -> bytes:
    """The PDF of a cahier, made from the rows as they are now."""
    contenu = composer(cahier)
    html = render_to_string(
        "cahiers/pdf.html",
        {
            "contenu": contenu,
            "compose_le": timezone.localdate(),
            "statiques": pdf.STATIQUES,
            "figures": pdf.FIGURES,
        },
    )
    return pdf.rendre(html, contenu.figures)
