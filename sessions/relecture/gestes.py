"""A gesture on a text that was read: done and told, or told why it was not."""

from collections.abc import Callable

from django.contrib import messages

from medlove.acces import Requete
from sessions.relecture import services
from sessions.relecture.forms import EditionForm

INCONNUE = -1


def edition_lue(request: Requete) -> int:
    """The edition that the page showed; one that no text has when it does not say."""
    form = EditionForm(request.POST)
    edition: int = form.cleaned_data["edition"] if form.is_valid() else INCONNUE
    return edition


def tenter(request: Requete, geste: Callable[[], object], fait: str) -> None:
    try:
        geste()
    except services.TexteChange:
        messages.error(request, services.A_CHANGE)
    except services.DonneesRefusees as refus:
        messages.error(request, " ".join(refus.motifs.values()))
    else:
        messages.success(request, fait)
