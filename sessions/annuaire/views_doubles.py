"""Partenaires that seem to be there twice, for the coordination: listed, compared, merged."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from medlove.acces import Requete, reserve
from medlove.models import Role
from sessions.annuaire.comparaison import cotes, lignes
from sessions.orientations.fusion import FusionImpossible, fusionner
from territoires.annuaire.doubles import distinguer, dites_distinctes, places_de, proposer
from territoires.models import Partenaire

PAR_PAGE = 25
FAIT = "Fusionnés. Rien n’a été perdu : orientations, appels et vérifications suivent."
DEUX_LIEUX = "C’est noté : ce sont deux lieux. Ils ne seront plus proposés comme doublons."
CHOISIR = "Choisir lequel garder."


@reserve(Role.COORDINATION)
@require_safe
def doublons(request: Requete) -> HttpResponse:
    places = places_de(Partenaire.objects.de(request.equipe))
    proposes = proposer(places, dites_distinctes(request.equipe))
    page = Paginator(proposes, PAR_PAGE).get_page(request.GET.get("page"))
    return render(request, "annuaire/doublons.html", {"page": page})


@reserve(Role.COORDINATION)
def comparer(request: Requete, pk: UUID, autre: UUID) -> HttpResponse:
    if pk == autre:
        raise Http404
    paire = [_partenaire(request, pk), _partenaire(request, autre)]
    refus = ""
    if request.method == "POST":
        garde = next((un for un in paire if str(un.pk) == request.POST.get("garde")), None)
        try:
            if garde is None:
                raise FusionImpossible(CHOISIR)
            (absorbe,) = (un for un in paire if un is not garde)
            fusionner(garde, absorbe, par=request.appartenance.utilisateur)
            messages.success(request, FAIT)
            return redirect("annuaire_echanges:doublons")
        except FusionImpossible as impossible:
            refus = str(impossible)
    contexte = {"cotes": cotes(paire), "lignes": list(lignes(*paire)), "refus": refus}
    return render(request, "annuaire/comparer.html", contexte)


@reserve(Role.COORDINATION)
@require_POST
def deux_lieux(request: Requete, pk: UUID, autre: UUID) -> HttpResponse:
    if pk == autre:
        raise Http404
    distinguer(_partenaire(request, pk), _partenaire(request, autre))
    messages.success(request, DEUX_LIEUX)
    return redirect("annuaire_echanges:doublons")


def _partenaire(request: Requete, pk: UUID) -> Partenaire:
    partenaires = Partenaire.objects.de(request.equipe).select_related("quartier", "equipe")
    partenaires = partenaires.defer("quartier__contour", "quartier__contour_simplifie")
    return get_object_or_404(partenaires, pk=pk)
