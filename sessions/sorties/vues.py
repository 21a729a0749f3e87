"""The plan of sorties read in three ways: a list, the calendar of a month, planned against done."""

from typing import Any

from django.core.paginator import Paginator
from django.utils import timezone

from medlove.acces import Requete
from sessions.sorties.calendrier import Mois, semaines
from sessions.sorties.filtres import SortieFiltre
from sessions.sorties.models import ORDRE_DES_SORTIES, Sortie
from sessions.sorties.prevu import prevu_et_fait

PAR_PAGE = 25


def en_liste(request: Requete) -> dict[str, Any]:
    sorties = Sortie.objects.visible_to(request.appartenance)
    filtre = SortieFiltre(request.GET, queryset=sorties, equipe=request.equipe)
    return {
        "gabarit": "sorties/liste.html",
        "filtre": filtre,
        "page": _page(request, filtre.qs.pour_la_liste()),
        "totaux": filtre.qs.totaux(),
        "aujourd_hui": timezone.localdate(),
    }


def en_calendrier(request: Requete) -> dict[str, Any]:
    """`?mois=2026-11`, the present month without it; a bad one is told, and the present shown."""
    aujourd_hui = timezone.localdate()
    mois, erreur = Mois.du_jour(aujourd_hui), ""
    try:
        mois = Mois.lire(request.GET["mois"]) if request.GET.get("mois") else mois
    except ValueError as faute:
        erreur = str(faute)
    sorties = Sortie.objects.visible_to(request.appartenance).pendant(mois.du, mois.au)
    lues = list(sorties.pour_la_liste().order_by("date", "creneau", "id"))
    return {
        "gabarit": "sorties/calendrier.html",
        "mois": mois,
        "erreur": erreur,
        "semaines": semaines(mois, lues),
        "sorties": lues,
        "aujourd_hui": aujourd_hui,
    }


def en_prevu(request: Requete) -> dict[str, Any]:
    sorties = Sortie.objects.visible_to(request.appartenance)
    annulees = sorties.filter(statut=Sortie.ANNULEE).avec_quartier().order_by(*ORDRE_DES_SORTIES)
    return {
        "gabarit": "sorties/prevu.html",
        "trimestres": prevu_et_fait(sorties),
        "page": _page(request, annulees),
    }


def _page(request: Requete, sorties: Any) -> Any:
    return Paginator(sorties, PAR_PAGE).get_page(request.GET.get("page"))


VUES = {"calendrier": en_calendrier, "prevu": en_prevu}
