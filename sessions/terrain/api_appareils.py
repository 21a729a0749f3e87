"""Enrolling a tablet: by a one-time code, or by the member signed in on it."""

from django.http import HttpRequest, HttpResponse, JsonResponse

from medlove.hotes import adresse_du_visiteur, contexte_sur
from sessions.terrain.appareils import NomRefuse, enroler, enroler_par_code, lire_nom
from sessions.terrain.codes import CodeRefuse
from sessions.terrain.corps import illisible, lire_objet
from sessions.terrain.emetteur import par_session
from sessions.terrain.limites import CODES
from sessions.terrain.models import Appareil
from sessions.terrain.reponses import Refuse, api_ouverte

OCTETS_AU_PLUS = 4096
EN_CLAIR = (
    "Une tablette ne s’enrôle qu’en HTTPS\u202f: "
    "sur une adresse en http, elle ne saurait rien garder hors ligne."
)
NI_CODE_NI_COMPTE = "Il faut se connecter, ou donner un code de la coordination."


@api_ouverte("POST")
def appareils(request: HttpRequest) -> HttpResponse:
    if not contexte_sur(request):
        raise Refuse(403, EN_CLAIR)
    code, nom = _lire(request)
    if code is None:
        appareil, jeton = _par_membre(request, nom)
    else:
        appareil, jeton = _par_code(request, code, nom)
    equipe = {"id": str(appareil.equipe_id), "nom": appareil.equipe.nom}
    return JsonResponse(
        {"appareil": str(appareil.pk), "equipe": equipe, "jeton": jeton}, status=201
    )


def _lire(request: HttpRequest) -> tuple[str | None, str]:
    """The code, if any, and the name of the tablet. Raises Refuse (413, 400)."""
    objet = lire_objet(request, OCTETS_AU_PLUS)
    code, nom = objet.get("code"), objet.get("nom", "")
    if not isinstance(code, str | None) or not isinstance(nom, str):
        raise illisible()
    try:
        return code, lire_nom(nom)
    except NomRefuse as refuse:
        raise Refuse(400, str(refuse)) from refuse


def _par_membre(request: HttpRequest, nom: str) -> tuple[Appareil, str]:
    if not request.user.is_authenticated:
        raise Refuse(401, NI_CODE_NI_COMPTE)
    emetteur = par_session(request)
    return enroler(emetteur.equipe, nom, par=emetteur.membre)


def _par_code(request: HttpRequest, code: str, nom: str) -> tuple[Appareil, str]:
    CODES.compter(adresse_du_visiteur(request))
    try:
        return enroler_par_code(code, nom)
    except CodeRefuse as refuse:
        raise Refuse(403, str(refuse)) from refuse
