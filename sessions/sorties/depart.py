"""From what a new sortie starts: another one, a week later, or a day and a quartier named."""

import datetime
from typing import Any
from uuid import UUID

from medlove.acces import Requete
from sessions.acces import sortie_visible
from territoires.models import Quartier

UNE_SEMAINE = datetime.timedelta(weeks=1)


def depart(request: Requete) -> dict[str, Any]:
    """What the address says: `?comme=<uuid>`, else `?quartier=35238-3&jour=2026-11-24`.

    What cannot be read is left for the coordinator to choose.
    """
    if "comme" in request.GET:
        return _comme(request)
    commune = Quartier.objects.de_commune(request.equipe.code_insee).sans_contour()
    la = {un.cle: un for un in commune}.get(request.GET.get("quartier", ""))
    return {"quartier": la, "date": _jour(request.GET.get("jour", ""))}


def _comme(request: Requete) -> dict[str, Any]:
    try:
        modele = sortie_visible(request, UUID(request.GET["comme"]))
    except ValueError:
        return {}
    return {
        "date": modele.date + UNE_SEMAINE,
        "creneau": modele.creneau,
        "quartier": modele.quartier,
        "equipage": modele.equipage.all(),
        "questions": modele.questions,
        "intention": modele.intention,
    }


def _jour(texte: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(texte)
    except ValueError:
        return None
