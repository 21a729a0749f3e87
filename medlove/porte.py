"""At the door: what is turned away before anything is read, and what every answer says.

Deny by default here too. A page that says nothing of how long it may be kept is kept by nobody:
after a member has left, the « back » of a shared computer shows nothing.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

METHODES = ("GET", "HEAD", "POST")
API = "/api/"  # turns other methods away by itself, in JSON
TROP_GROS = "Cet envoi est trop gros\u202f: le découper, ou en envoyer une version plus légère.\n"

# What a page may ask of a browser: the camera reads the code of a tablet to enrol, copying a
# link takes the clipboard. Nobody needs the rest; above all, nobody needs to know where one is.
PERMISES = ("camera", "clipboard-write")
REFUSEES = (
    *("accelerometer", "autoplay", "clipboard-read", "display-capture", "encrypted-media"),
    *("fullscreen", "geolocation", "gyroscope", "hid", "magnetometer", "microphone", "midi"),
    *("payment", "picture-in-picture", "publickey-credentials-get", "screen-wake-lock"),
    *("serial", "usb", "xr-spatial-tracking"),
)
ENTETES = {
    "Permissions-Policy": ", ".join(
        [*(f"{une}=(self)" for une in PERMISES), *(f"{une}=()" for une in REFUSEES)]
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
}


def porte(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Refuse the methods that no view answers, and bodies no page expects; add our headers.

    A body is refused by the length it announces: a server in front that lets a longer one
    through has Django read no further than that length.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method not in METHODES and not request.path_info.startswith(API):
            reponse: HttpResponse = HttpResponseNotAllowed(METHODES)
        elif _annonce(request) > settings.MEDLOVE_ENVOI_OCTETS:
            reponse = HttpResponse(TROP_GROS, status=413, content_type="text/plain; charset=utf-8")
        else:
            reponse = get_response(request)
        for nom, valeur in ENTETES.items():
            reponse.headers.setdefault(nom, valeur)
        return reponse

    return middleware


def _annonce(request: HttpRequest) -> int:
    """The bytes that the request says it carries; what is no number is read as nothing, as
    Django does."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0
