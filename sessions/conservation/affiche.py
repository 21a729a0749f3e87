"""The notice that the bike carries: one A4, in words that anybody may ask to be told."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from sessions import pdf

# What the crew says, at the first word noted.
A_DIRE = (
    "On note ce dont les gens ont besoin, jamais qui ils sont, pour savoir ce qui manque dans le "
    "quartier. Si vous préférez, je ne note rien\u202f: ça ne change rien pour vous."
)
BASES = {
    "interet_legitime": "l’intérêt légitime de l’association à savoir ce dont le quartier manque",
    "mission": "la mission d’intérêt public qui nous est confiée",
}


def papier(dits: dict[str, Any]) -> str:
    """The document the PDF is made of, from what the form said."""
    contexte = {
        **dits,
        "base": BASES[dits["base"]],
        "delais": settings.MEDLOVE_DELAIS,
        "statiques": pdf.STATIQUES,
    }
    return render_to_string("conservation/affiche_pdf.html", contexte)


def imprimer(dits: dict[str, Any]) -> bytes:
    """The PDF, one page: the same bytes for the same words."""
    return pdf.rendre(papier(dits), {})
