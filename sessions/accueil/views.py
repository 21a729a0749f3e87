"""The home page, by role."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from medlove.acces import Requete
from sessions.accueil import services
from sessions.periodes import Trimestre
from sessions.sorties.models import Sortie
from sessions.terrain.models import Reception

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
        "bilans": sorties.bilan_a_faire().pour_la_liste(),
    }
    if request.appartenance.coordonne:
        trimestre = Trimestre.du_jour(aujourd_hui)
        contexte["chiffres"] = services.chiffres(request.equipe, trimestre)
        contexte["a_corriger"] = Reception.objects.de(request.equipe).a_corriger().count()
    return render(request, "accueil/terrain.html", contexte)


def _pilotage(request: Requete) -> HttpResponse:
    trimestre = Trimestre.du_jour(timezone.localdate())
    contexte = {
        "aujourd_hui": timezone.localdate(),
        "trimestre": trimestre,
        "du_trimestre": services.presence(request.equipe, trimestre),
        "depuis_le_debut": services.presence(request.equipe),
    }
    return render(request, "accueil/pilotage.html", contexte)
