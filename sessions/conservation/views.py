"""What leaves when: of the équipe for its coordination, of the instance for who keeps it."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from medlove.acces import Requete, reserve
from medlove.models import Role
from sessions.conservation.affiche import A_DIRE, imprimer
from sessions.conservation.forms import Affiche
from sessions.conservation.page import page_de, page_de_l_instance


@require_safe
def page(request: Requete) -> HttpResponseBase:
    if request.appartenance is not None:
        return _de_l_equipe(request)
    # `is_superuser` of whoever is signed in: nobody else comes so far.
    if not request.user.is_superuser:
        raise PermissionDenied
    return render(request, "conservation/instance.html", {"page": page_de_l_instance()})


@reserve(Role.COORDINATION)
def _de_l_equipe(request: Requete) -> HttpResponse:
    return render(request, "conservation/page.html", {"page": page_de(request.equipe)})


@require_safe
@reserve(Role.COORDINATION)
def affiche(request: Requete) -> HttpResponse:
    """The form, then the poster it makes: nothing is kept of either."""
    form = Affiche(request.GET or None, initial={"organisme": request.equipe.nom})
    if form.is_valid():
        return HttpResponse(
            imprimer(form.cleaned_data),
            content_type="application/pdf",
            headers={"Content-Disposition": 'attachment; filename="affiche-du-velo.pdf"'},
        )
    return render(request, "conservation/affiche.html", {"form": form, "a_dire": A_DIRE})
