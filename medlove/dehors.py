"""What is open to everybody forgets who is asking, before anything of the product sees it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

PREFIXES = ("/publications/", "/cahiers/lire/")


def sans_temoin(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """No cookie is read there nor set: a member and a visitor get the same bytes.

    Above the sessions, that a page anybody may cache never varies with a cookie.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PREFIXES):
            return get_response(request)
        request.META.pop("HTTP_COOKIE", None)
        reponse = get_response(request)
        reponse.cookies.clear()
        restes = [un for un in _mots(reponse.get("Vary", "")) if un.lower() != "cookie"]
        if restes:
            reponse["Vary"] = ", ".join(restes)
        elif reponse.has_header("Vary"):
            del reponse["Vary"]
        return reponse

    return middleware


def _mots(entete: str) -> list[str]:
    return [mot.strip() for mot in entete.split(",") if mot.strip()]
