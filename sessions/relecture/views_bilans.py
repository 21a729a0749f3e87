"""Scènes and paroles of bilans: chosen for the cahier, rewritten, or left."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from medlove.acces import Requete, reserve
from medlove.models import Role
from sessions.acces import bilan_de_l_equipe
from sessions.relecture import services
from sessions.relecture.forms import ParoleForm, SceneForm
from sessions.relecture.gestes import edition_lue, tenter
from sessions.relecture.models import Parole
from sessions.sorties.models import Bilan

PAR_PAGE = 25
PAROLE_GARDEE = "Parole gardée. Celle du bilan reste dans son bilan."
LAISSEE = "Parole lue. Elle reste dans son bilan, et n’est citée nulle part."
FAIT = {
    Bilan.GARDEE: "Scène gardée pour le cahier.",
    Bilan.ECARTEE: "Scène laissée dans son bilan, et hors du cahier.",
    "": "Scène à relire de nouveau.",
}


@require_safe
@reserve(Role.COORDINATION)
def bilans(request: Requete) -> HttpResponse:
    a_relire = Bilan.objects.de(request.equipe).a_relire().pour_la_relecture()
    page = Paginator(a_relire, PAR_PAGE).get_page(request.GET.get("page"))
    return render(request, "relecture/bilans.html", {"page": page})


@require_safe
@reserve(Role.COORDINATION)
def scenes(request: Requete) -> HttpResponse:
    lues = Bilan.objects.de(request.equipe).pour_la_relecture()
    contexte = {"gardees": lues.scenes_gardees(), "ecartees": lues.scenes_ecartees()}
    return render(request, "relecture/scenes.html", contexte)


@reserve(Role.COORDINATION)
@require_POST
def scene(request: Requete, pk: UUID) -> HttpResponse:
    bilan, edition = bilan_de_l_equipe(request, pk), edition_lue(request)
    form = SceneForm(request.POST)
    if form.is_valid():
        choix = form.cleaned_data["choix"]
        tenter(request, lambda: services.choisir_la_scene(bilan, edition, choix), FAIT[choix])
    return redirect("relecture:bilans")


@sensitive_post_parameters()
@reserve(Role.COORDINATION)
def reecrire(request: Requete, pk: UUID) -> HttpResponse:
    bilan = bilan_de_l_equipe(request, pk)
    if not bilan.parole:
        raise Http404("Ce bilan ne rapporte aucune parole.")
    form = ParoleForm(
        request.POST or None,
        instance=Parole.du_bilan(bilan),
        quartier=bilan.sortie.quartier_id,
        edition=bilan.edition,
    )
    if form.is_valid():
        parole = form.save(commit=False)
        tenter(request, lambda: services.reecrire_celle_du_bilan(parole, bilan), PAROLE_GARDEE)
        return redirect("relecture:bilans")
    return render(request, "relecture/reecrire_bilan.html", {"bilan": bilan, "form": form})


@reserve(Role.COORDINATION)
@require_POST
def laisser(request: Requete, pk: UUID) -> HttpResponse:
    bilan, edition = bilan_de_l_equipe(request, pk), edition_lue(request)
    tenter(request, lambda: services.laisser_la_parole(bilan, edition), LAISSEE)
    return redirect("relecture:bilans")
