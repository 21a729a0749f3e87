"""What a sortie counts over all tablets, for its bilan to be confirmed."""

from collections import Counter, defaultdict
from typing import Any
from uuid import UUID

from medlove.models import Equipe
from sessions.rencontres.models import Rencontre
from sessions.sorties.models import Passages, Sortie
from sessions.terrain.models import Reception, Verdict

COMPTES = ["rencontres", "passages", "refus"]
LE_SITE = "Le site"


def totaux(equipe: Equipe, sortie: UUID) -> dict[str, Any] | None:
    """{"rencontres", "passages", "refus", "bilan", "par_tablette"}; None when the équipe has no
    such sortie.

    "bilan": the sortie has its own already. "par_tablette": [{"nom", "rencontres", "passages",
    "refus"}], to catch what was logged twice: by device or on the site, never by person.
    """
    trouvee = Sortie.objects.de(equipe).filter(pk=sortie).values("bilan").first()
    if trouvee is None:
        return None
    faits = _faits(equipe, sortie)
    somme = sum(faits.values(), Counter[str]())
    return {
        **{nom: somme[nom] for nom in COMPTES},
        "bilan": trouvee["bilan"] is not None,
        "par_tablette": _par_tablette(equipe, faits),
    }


def _faits(equipe: Equipe, sortie: UUID) -> dict[str, Counter[str]]:
    """What each record of the sortie counts for, by its id."""
    rencontres = Rencontre.objects.de(equipe).filter(sortie=sortie).values_list("pk", flat=True)
    comptes = Passages.objects.de(equipe).filter(halte__sortie=sortie)
    return {str(pk): Counter(rencontres=1) for pk in rencontres} | {
        str(pk): Counter(passages=passages, refus=refus)
        for pk, passages, refus in comptes.values_list("pk", "passages", "refus")
    }


def _par_tablette(equipe: Equipe, faits: dict[str, Counter[str]]) -> list[dict[str, Any]]:
    """Two devices of one name are two lines; the site comes last."""
    crees = Reception.objects.de(equipe).filter(
        element__in=list(faits), verdict=Verdict.CREE, appareil__isnull=False
    )
    origines = {
        element: (False, nom, pk)
        for element, nom, pk in crees.values_list("element", "appareil__nom", "appareil")
    }
    sommes: dict[tuple[Any, ...], Counter[str]] = defaultdict(Counter)
    for element, compte in faits.items():
        sommes[origines.get(element, (True, LE_SITE, None))] += compte
    return [
        {"nom": origine[1], **{nom: sommes[origine][nom] for nom in COMPTES}}
        for origine in sorted(sommes, key=lambda origine: (*origine[:2], str(origine[2])))
    ]
