"""The home page, by role."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from medlove.acces import Requete
from sessions.accueil import services
from sessions.periodes import Trimestre
from sessions.premiers_pas.services import premiers_pas
from sessions.rencontres.models import Rencontre
from sessions.sorties.models import Sortie

PROCHAINES = 6


def accueil(request: Requete) -> HttpResponse:
    if request.appartenance is None:
        return render(request, "accueil/sans_equipe.html")
    if request.appartenance.va_sur_le_terrain:
        return _terrain(request)
    return _pilotage(request)


def _terrain(request: Requete) -> HttpResponse:
    aujourd_hui = timezone.localdate()
    sorties = Sortie.objects.visible_to(request.appartenance)
    a_venir = sorties.a_venir().pour_la_liste().order_by("date", "creneau", "id")[:PROCHAINES]
    contexte = {
        "aujourd_hui": aujourd_hui,
        "du_jour": [sortie for sortie in a_venir if sortie.date == aujourd_hui],
        "prochaines": [sortie for sortie in a_venir if sortie.date > aujourd_hui],
        **(_du_bureau(request) if request.appartenance.coordonne else _du_velo(request)),
    }
    return render(request, "accueil/terrain.html", contexte)


def _du_velo(request: Requete) -> dict[str, Any]:
    """What a mediator still owes: the bilans of her crews, the rencontres to be completed."""
    sorties = Sortie.objects.visible_to(request.appartenance)
    rencontres = Rencontre.objects.visible_to(request.appartenance)
    return {
        "bilans": sorties.que_doit(request.appartenance.utilisateur).pour_la_liste(),
        "a_completer": rencontres.filter(a_completer=True).count(),
    }


def _du_bureau(request: Requete) -> dict[str, Any]:
    trimestre = Trimestre.du_jour(timezone.localdate())
    sorties = Sortie.objects.visible_to(request.appartenance)
    return {
        "premiers_pas": premiers_pas(request.equipe) if request.equipe.premiers_pas else None,
        "bilans": sorties.bilan_a_faire().pour_la_liste(),
        "a_reprendre": services.a_reprendre(request.equipe),
        "chiffres": services.chiffres(request.equipe, trimestre),
    }


def _pilotage(request: Requete) -> HttpResponse:
    trimestre = Trimestre.du_jour(timezone.localdate())
    contexte = {
        "aujourd_hui": timezone.localdate(),
        "trimestre": trimestre,
        "du_trimestre": services.presence(request.equipe, trimestre),
        "depuis_le_debut": services.presence(request.equipe),
    }
    return render(request, "accueil/pilotage.html", contexte)
