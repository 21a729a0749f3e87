"""The lieux of the équipe: the coordination keeps the list from which haltes are chosen."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from medlove.acces import Requete, reserve
from medlove.models import Role
from territoires.forms import LieuForm
from territoires.models import Lieu


def lieu_de_l_equipe(request: Requete, pk: UUID) -> Lieu:
    lieux = Lieu.objects.de(request.equipe).select_related("equipe", "quartier")
    return get_object_or_404(lieux, pk=pk)


@reserve(Role.COORDINATION)
def liste(request: Requete) -> HttpResponse:
    lieux = (
        Lieu.objects.de(request.equipe)
        .select_related("quartier")
        .order_by("quartier__numero", "nom", "id")
    )
    lieux = lieux.defer("quartier__contour", "quartier__contour_simplifie")
    return render(request, "territoires/lieux.html", {"lieux": lieux})


@reserve(Role.COORDINATION)
def nouveau(request: Requete) -> HttpResponse:
    return _enregistrer(request, Lieu(equipe=request.equipe))


@reserve(Role.COORDINATION)
def modifier(request: Requete, pk: UUID) -> HttpResponse:
    return _enregistrer(request, lieu_de_l_equipe(request, pk))


@reserve(Role.COORDINATION)
@require_POST
def confirmer(request: Requete, pk: UUID) -> HttpResponse:
    lieu = lieu_de_l_equipe(request, pk)
    lieu.quartier_confirme = True
    lieu.save(update_fields=["quartier_confirme"])
    messages.success(request, f"{lieu} est bien dans le quartier {lieu.quartier}.")
    return redirect("lieux:liste")


def _enregistrer(request: Requete, lieu: Lieu) -> HttpResponse:
    existe = not lieu._state.adding
    form = LieuForm(request.POST or None, instance=lieu)
    if form.is_valid():
        form.save()
        messages.success(request, _dit(lieu))
        return redirect("lieux:liste")
    return render(request, "territoires/lieu.html", {"form": form, "existe": existe})


def _dit(lieu: Lieu) -> str:
    if lieu.quartier_confirme:
        return f"{lieu} est enregistré, dans le quartier {lieu.quartier}."
    return f"{lieu} est enregistré. D’après sa position : {lieu.quartier}. À confirmer ci-dessous."
