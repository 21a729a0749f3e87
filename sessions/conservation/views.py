"""What leaves when: of the équipe for its coordination, of the instance for who keeps it."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from medlove.acces import Requete, reserve
from medlove.models import Role
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
