"""The doors of the demonstration: enter as somebody, without a password, on this machine only."""

from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any

from allauth.account.views import LoginView
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from medlove.equipe.compte import ouvrir_la_session
from medlove.models import Utilisateur

CLE_DE_PORTE = "porte"


@dataclass(frozen=True)
class Porte:
    code: str
    nom: str
    promesse: str

    @property
    def email(self) -> str:
        return f"{self.code}@demo.example"


PORTES = {
    porte.code: porte
    for porte in [
        Porte("mediation", "Médiation", "Sortir, noter les rencontres, faire le bilan."),
        Porte(
            "coordination", "Coordination", "Préparer les sorties, lire la carte, tenir l’équipe."
        ),
        Porte("pilotage", "Pilotage", "Suivre l’expérience en chiffres, sans les récits."),
        Porte("admin", "Administration", "Ouvrir les équipes et les comptes."),
    ]
}


def est_ouverte(request: HttpRequest) -> bool:
    """Only with MEDLOVE_DEMO and DEBUG, and for a browser of this very machine."""
    if not (settings.MEDLOVE_DEMO and settings.DEBUG):
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def entre_par_une_porte(request: HttpRequest) -> bool:
    """Whether this session was opened by a door that would still open it."""
    return CLE_DE_PORTE in request.session and est_ouverte(request)


class Connexion(LoginView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        portes = list(PORTES.values()) if est_ouverte(self.request) else []
        return super().get_context_data(**kwargs) | {"portes": portes}


connexion = Connexion.as_view()


@login_not_required
@require_POST
def entrer(request: HttpRequest, porte: str) -> HttpResponse:
    if not est_ouverte(request) or porte not in PORTES:
        raise Http404
    comptes = Utilisateur.objects.filter(is_active=True)
    ouvrir_la_session(request, get_object_or_404(comptes, email=PORTES[porte].email))
    request.session[CLE_DE_PORTE] = porte
    return redirect("accueil")
