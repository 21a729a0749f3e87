"""The API of the tablet: lots, reference lists, totals of a sortie."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.cache import get_conditional_response

from sessions.terrain.emetteur import Emetteur
from sessions.terrain.limite import attente
from sessions.terrain.lots import LotIllisible, LotTropGros, lire_lot, recevoir
from sessions.terrain.lots.enveloppe import OCTETS_AU_PLUS
from sessions.terrain.referentiel import referentiel_en_json
from sessions.terrain.reponses import api, refus
from sessions.terrain.totaux import totaux


@api("POST")
def lots(request: HttpRequest, emetteur: Emetteur) -> HttpResponse:
    if secondes := attente(emetteur.cle):
        return refus(429, "Trop d’envois en une minute.", Retry_After=str(secondes))
    try:
        if _longueur(request) > OCTETS_AU_PLUS:
            raise LotTropGros
        lot = lire_lot(request.body)
    except LotTropGros:
        return refus(413, "Cet envoi est trop gros\u202f: le couper en deux.")
    except (LotIllisible, OSError):
        return refus(400, "Cet envoi est illisible.")
    if lot.equipe not in {None, str(emetteur.equipe.pk)}:
        return refus(403, "Ces enregistrements sont ceux d’une autre équipe.")
    recu_le = timezone.now().isoformat()
    recus = recevoir(lot, emetteur)
    verdicts = [recu.reponse() for recu in recus]
    return JsonResponse({"lot": lot.id, "recu_le": recu_le, "verdicts": verdicts})


def _longueur(request: HttpRequest) -> int:
    """The length announced, before anything is read."""
    try:
        return int(request.headers.get("Content-Length") or 0)
    except ValueError as erreur:
        raise LotIllisible from erreur


@api("GET")
def referentiel(request: HttpRequest, emetteur: Emetteur) -> HttpResponse:
    if emetteur.membre:
        get_token(request)  # the page is neutral: the cookie comes with the lists
    corps, etag = referentiel_en_json(emetteur)
    if inchange := get_conditional_response(request, etag=etag):
        return inchange
    return HttpResponse(corps, content_type="application/json", headers={"ETag": etag})


@api("GET")
def totaux_de_la_sortie(request: HttpRequest, emetteur: Emetteur, pk: UUID) -> HttpResponse:
    if (comptes := totaux(emetteur.equipe, pk)) is None:
        raise Http404
    return JsonResponse(comptes)
