"""The cahiers of the équipe, for the coordination only."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from medlove.acces import Requete, reserve
from medlove.models import Journal, Role
from sessions.acces import cahier_de_l_equipe
from sessions.cahiers.composition import composer
from sessions.cahiers.forms import CahierForm
from sessions.cahiers.models import Cahier
from sessions.cahiers.services import commencer, imprimer
from sessions.periodes import Trimestre


@require_safe
@reserve(Role.COORDINATION)
def liste(request: Requete) -> HttpResponse:
    cahiers = Cahier.objects.de(request.equipe).select_related("cree_par")
    return render(request, "cahiers/liste.html", {"cahiers": cahiers})


@reserve(Role.COORDINATION)
def nouveau(request: Requete) -> HttpResponse:
    """A new cahier; the last closed trimestre is proposed."""
    dernier = Trimestre.du_jour(timezone.localdate()).precedent()
    cahier = Cahier(equipe=request.equipe, cree_par=request.appartenance.utilisateur)
    form = CahierForm(
        request.POST or None,
        instance=cahier,
        initial={"titre": "Cahier d’expérience", "periode": str(dernier)},
    )
    if request.method == "POST" and form.is_valid():
        return redirect("cahiers:fiche", pk=commencer(form.save(commit=False)).pk)
    return render(request, "cahiers/nouveau.html", {"form": form})


@require_safe
@reserve(Role.COORDINATION)
def fiche(request: Requete, pk: UUID) -> HttpResponse:
    """Its composition, section by section."""
    cahier = cahier_de_l_equipe(request, pk)
    sections = cahier.sections.all()
    return render(request, "cahiers/fiche.html", {"cahier": cahier, "sections": sections})


@require_safe
@reserve(Role.COORDINATION)
def apercu(request: Requete, pk: UUID) -> HttpResponse:
    """The plain HTML twin of the PDF."""
    document = composer(cahier_de_l_equipe(request, pk))
    return render(request, "cahiers/apercu.html", {"document": document})


@require_safe
@reserve(Role.COORDINATION)
def telecharger(request: Requete, pk: UUID) -> HttpResponse:
    cahier = cahier_de_l_equipe(request, pk)
    Journal.noter(
        "cahier imprimé",
        equipe=request.equipe,
        par=request.appartenance.utilisateur,
        cahier=str(cahier.pk),
    )
    nom = slugify(f"{cahier.titre} {cahier.periode}")
    return HttpResponse(
        imprimer(cahier),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{nom}.pdf"'},
    )
