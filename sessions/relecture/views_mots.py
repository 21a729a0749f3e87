"""The mots courants of the équipe: what tablets propose, answered; what is in the list."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from medlove.acces import Requete, reserve
from medlove.models import Role
from sessions.acces import mot_de_l_equipe
from sessions.notes import services
from sessions.notes.models import MotCourant
from sessions.relecture.forms_mots import MotForm
from sessions.relecture.mots import propositions

AJOUTE = "«\u202f{mot}\u202f» passe désormais sans question."
RETIRE = "Mot retiré. Les prochaines notes qui le disent seront à regarder."
REFUSE = "Proposition refusée. Rien n’en est gardé."


@sensitive_post_parameters()
@reserve(Role.COORDINATION)
def mots(request: Requete) -> HttpResponse:
    form = MotForm(request.POST or None, equipe=request.equipe)
    if request.method == "POST" and form.is_valid():
        mot = form.cleaned_data["mot"]
        services.ajouter(request.equipe, mot, par=request.appartenance.utilisateur)
        messages.success(request, AJOUTE.format(mot=mot))
        return redirect("relecture:mots")
    siens = MotCourant.objects.de(request.equipe)
    contexte = {
        "form": form,
        "acceptes": siens.acceptes(),
        "propositions": propositions(siens),
    }
    return render(request, "relecture/mots.html", contexte)


@reserve(Role.COORDINATION)
@require_POST
def accepter(request: Requete, pk: UUID) -> HttpResponse:
    mot = mot_de_l_equipe(request, pk)
    try:
        services.accepter(mot, par=request.appartenance.utilisateur)
    except services.DejaAccepte:
        messages.info(request, services.DEJA_LA)
    else:
        messages.success(request, AJOUTE.format(mot=mot))
    return redirect("relecture:mots")


@reserve(Role.COORDINATION)
@require_POST
def retirer(request: Requete, pk: UUID) -> HttpResponse:
    mot = mot_de_l_equipe(request, pk)
    services.retirer(mot, par=request.appartenance.utilisateur)
    messages.success(request, RETIRE if mot.accepte else REFUSE)
    return redirect("relecture:mots")
