"""The paroles that are kept: read, mended, withdrawn."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from medlove.acces import Requete, reserve
from medlove.journal import consigner
from medlove.models import Role
from sessions.acces import parole_de_l_equipe
from sessions.relecture.forms import ParoleForm
from sessions.relecture.models import Parole

PAR_PAGE = 50


@require_safe
@reserve(Role.COORDINATION)
def liste(request: Requete) -> HttpResponse:
    paroles = Parole.objects.de(request.equipe).pour_la_liste()
    page = Paginator(paroles, PAR_PAGE).get_page(request.GET.get("page"))
    return render(request, "relecture/paroles.html", {"page": page})


@sensitive_post_parameters()
@reserve(Role.COORDINATION)
def modifier(request: Requete, pk: UUID) -> HttpResponse:
    """Its quartier and its domain may be left out, never added: their origin is forgotten."""
    parole = parole_de_l_equipe(request, pk)
    form = ParoleForm(
        request.POST or None,
        instance=parole,
        quartier=parole.quartier_id,
        domaines_dits=[parole.domaine],
    )
    if form.is_valid():
        form.save()
        messages.success(request, "Parole corrigée.")
        return redirect("relecture:paroles")
    contexte = {"form": form, "retour": reverse("relecture:paroles"), "parole": parole}
    return render(request, "relecture/modifier.html", contexte)


@reserve(Role.COORDINATION)
def retirer(request: Requete, pk: UUID) -> HttpResponse:
    parole, par = parole_de_l_equipe(request, pk), request.appartenance.utilisateur
    if request.method == "POST":
        with transaction.atomic():
            parole.delete()
            consigner("parole_retiree", equipe=request.equipe, par=par, objet=f"parole:{pk}")
        messages.success(request, "Parole retirée. Les cahiers déjà faits la gardent.")
        return redirect("relecture:paroles")
    return render(request, "relecture/retirer.html", {"parole": parole})
