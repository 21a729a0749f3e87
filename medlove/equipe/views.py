"""The members of the équipe: read by those who go out, kept by the coordination."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from medlove.acces import Requete, reserve, reserve_au_terrain
from medlove.equipe import services
from medlove.equipe.courriels import envoyer_invitation
from medlove.equipe.double_verification import de_cette_seule_equipe
from medlove.equipe.exigence import a_la_sienne
from medlove.equipe.forms import InvitationForm, MembreForm
from medlove.equipe.invitations import chemin_d_entree, lien_montrable
from medlove.equipe.middleware import CLE_DE_SESSION
from medlove.models import Appartenance, Role


def membre_de_l_equipe(request: Requete, pk: UUID) -> Appartenance:
    """The member of the current équipe whose account is `pk`; a stranger does not exist (404)."""
    membres = Appartenance.objects.de(request.equipe).select_related("utilisateur", "equipe")
    return get_object_or_404(membres, utilisateur=pk)


@reserve_au_terrain
def liste(request: Requete) -> HttpResponse:
    membres = Appartenance.objects.de(request.equipe).select_related("utilisateur")
    if not request.appartenance.coordonne:
        membres = membres.en_cours()
    return render(request, "equipe/liste.html", {"membres": membres})


@reserve(Role.COORDINATION)
def inviter(request: Requete) -> HttpResponse:
    form = InvitationForm(request.POST or None, initial={"role": Role.MEDIATION})
    if request.method == "POST" and form.is_valid():
        try:
            appartenance = services.inviter(
                request.equipe, par=request.appartenance.utilisateur, **form.cleaned_data
            )
        except ValidationError as erreur:
            form.add_error(None, erreur.messages)
        else:
            _annoncer(request, appartenance, envoyer_invitation(request, appartenance))
            return redirect("equipe:membre", appartenance.utilisateur_id)
    return render(request, "equipe/inviter.html", {"form": form})


def _annoncer(request: Requete, appartenance: Appartenance, partie: bool) -> None:
    nom = appartenance.utilisateur.nom
    if partie:
        messages.success(request, f"Invitation faite à {nom} : un courriel vient de partir.")
    else:
        messages.warning(
            request, f"Invitation faite à {nom}, mais le courriel n’est pas parti : l’appeler."
        )


@reserve(Role.COORDINATION)
def membre(request: Requete, pk: UUID) -> HttpResponse:
    appartenance = membre_de_l_equipe(request, pk)
    form = MembreForm.de(appartenance, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.changer(
                appartenance, par=request.appartenance.utilisateur, **form.cleaned_data
            )
        except ValidationError as erreur:
            form.add_error("role", erreur.messages)
        else:
            messages.success(request, f"Changement fait pour {appartenance.utilisateur}.")
            return _suite(request, appartenance)
    lien = ""
    if lien_montrable(appartenance):
        lien = request.build_absolute_uri(chemin_d_entree(appartenance))
    soi = appartenance.utilisateur_id == request.appartenance.utilisateur_id
    contexte = {
        "form": form,
        "membre": appartenance,
        "lien": lien,
        "a_sa_double": not soi
        and de_cette_seule_equipe(appartenance)
        and a_la_sienne(appartenance.utilisateur),
    }
    return render(request, "equipe/membre.html", contexte)


@reserve(Role.COORDINATION)
@require_POST
def desactiver(request: Requete, pk: UUID) -> HttpResponse:
    appartenance = membre_de_l_equipe(request, pk)
    try:
        services.desactiver(appartenance, par=request.appartenance.utilisateur)
    except ValidationError as erreur:
        messages.error(request, erreur.messages[0])
        return redirect("equipe:membre", pk)
    messages.success(request, f"{appartenance.utilisateur} ne fait plus partie de l’équipe.")
    return _suite(request, appartenance)


@reserve(Role.COORDINATION)
@require_POST
def reactiver(request: Requete, pk: UUID) -> HttpResponse:
    appartenance = membre_de_l_equipe(request, pk)
    services.reactiver(appartenance, par=request.appartenance.utilisateur)
    messages.success(request, f"{appartenance.utilisateur} fait de nouveau partie de l’équipe.")
    return redirect("equipe:liste")


def _suite(request: Requete, appartenance: Appartenance) -> HttpResponse:
    """Back to the list, unless one has just taken one's own right to read it away."""
    soi = appartenance.utilisateur_id == request.appartenance.utilisateur_id
    return redirect("accueil" if soi else "equipe:liste")


@require_POST
def courante(request: HttpRequest) -> HttpResponse:
    """Choose, among one's own équipes, the one to act in."""
    choix = request.POST.get("equipe", "")
    appartenances: list[Appartenance] = request.appartenances  # type: ignore[attr-defined]
    siennes = [str(appartenance.equipe_id) for appartenance in appartenances]
    if choix not in siennes:
        raise Http404
    request.session[CLE_DE_SESSION] = choix
    return redirect("accueil")
