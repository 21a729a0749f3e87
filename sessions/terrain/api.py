"""The API of the tablet: lots, reference lists, totals of a sortie, reconciliation."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.cache import get_conditional_response

from sessions.terrain import rapprochement as copies
from sessions.terrain.corps import illisible, lire_corps, lire_objet, trop_gros
from sessions.terrain.emetteur import Emetteur, Refuse
from sessions.terrain.limites import LOTS, RAPPROCHEMENTS
from sessions.terrain.lots import LotIllisible, LotTropGros, lire_lot, recevoir
from sessions.terrain.lots.enveloppe import OCTETS_AU_PLUS
from sessions.terrain.referentiel import referentiel_en_json
from sessions.terrain.reponses import api
from sessions.terrain.totaux import totaux


@api("POST")
def lots(request: HttpRequest, emetteur: Emetteur) -> HttpResponse:
    LOTS.compter(emetteur.cle)
    try:
        lot = lire_lot(lire_corps(request, OCTETS_AU_PLUS))
    except LotTropGros:
        raise trop_gros() from None
    except LotIllisible:
        raise illisible() from None
    _de_l_equipe(lot.equipe, emetteur)
    recu_le = timezone.now().isoformat()
    recus = recevoir(lot, emetteur)
    verdicts = [recu.reponse() for recu in recus]
    return JsonResponse({"lot": lot.id, "recu_le": recu_le, "verdicts": verdicts})


@api("POST")
def rapprochement(request: HttpRequest, emetteur: Emetteur) -> HttpResponse:
    RAPPROCHEMENTS.compter(emetteur.cle)
    objet = lire_objet(request, copies.OCTETS_AU_PLUS)
    _de_l_equipe(objet.get("equipe"), emetteur)
    envoyees = copies.lire_copies(objet)
    return JsonResponse(copies.rapprocher(envoyees, emetteur.equipe))


def _de_l_equipe(dite: Any, emetteur: Emetteur) -> None:
    """What was written in an équipe is for nobody else. Raises Refuse (403)."""
    if dite not in (None, str(emetteur.equipe.pk)):
        raise Refuse(403, "Ces enregistrements sont ceux d’une autre équipe.")


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
