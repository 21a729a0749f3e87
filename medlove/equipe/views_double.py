"""A member has lost their phone: the coordination takes the second factor away."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render

from medlove.acces import Requete, reserve
from medlove.equipe import double_verification
from medlove.equipe.courriels import dire_la_double_verification_retiree
from medlove.equipe.views import membre_de_l_equipe
from medlove.models import Role


@reserve(Role.COORDINATION)
def retirer(request: Requete, pk: UUID) -> HttpResponse:
    appartenance = membre_de_l_equipe(request, pk)
    utilisateur = appartenance.utilisateur
    if request.method == "POST":
        try:
            double_verification.retirer(appartenance, par=request.appartenance.utilisateur)
        except ValidationError as erreur:
            messages.error(request, erreur.messages[0])
        else:
            partie = dire_la_double_verification_retiree(utilisateur)
            fin = "un courriel le lui dit." if partie else "mais le courriel n’est pas parti."
            messages.success(
                request, f"La double vérification de {utilisateur} est retirée\u202f: {fin}"
            )
        return redirect("equipe:membre", pk)
    return render(request, "equipe/retirer_double.html", {"membre": appartenance})
