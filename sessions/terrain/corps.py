"""The body of a request to the API: measured, then read."""

import json
from typing import Any

from django.http import HttpRequest

from sessions.terrain.emetteur import Refuse


def lire_corps(request: HttpRequest, octets_au_plus: int) -> bytes:
    """The body. Raises Refuse: 413 when it is too long, 400 when it did not come whole."""
    try:
        # The length announced, before anything is read.
        if int(request.headers.get("Content-Length") or 0) > octets_au_plus:
            raise trop_gros()
        return request.body
    except (ValueError, OSError) as erreur:
        raise illisible() from erreur


def lire_objet(request: HttpRequest, octets_au_plus: int) -> dict[str, Any]:
    """The JSON object in a body. Raises Refuse (413, 400)."""
    corps = lire_corps(request, octets_au_plus)
    try:
        lu = json.loads(corps.decode())
    except (ValueError, RecursionError) as erreur:
        raise illisible() from erreur
    if type(lu) is not dict:
        raise illisible()
    return lu


def trop_gros() -> Refuse:
    return Refuse(413, "Cet envoi est trop gros\u202f: le couper en deux.")


def illisible() -> Refuse:
    return Refuse(400, "Cet envoi est illisible.")
