"""The équipe in which the person acts, on every request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from medlove.models import Appartenance

CLE_DE_SESSION = "equipe"


def equipe_courante(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Set `request.appartenance` and `request.equipe` (None for a visitor or the administrator).

    A member of several équipes acts in one at a time: the one chosen, kept in the
    session, else the first by name.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        appartenance = _appartenance(request)
        request.appartenance = appartenance  # type: ignore[attr-defined]
        request.equipe = appartenance.equipe if appartenance else None  # type: ignore[attr-defined]
        return get_response(request)

    return middleware


def _appartenance(request: HttpRequest) -> Appartenance | None:
    if not request.user.is_authenticated:
        return None
    possibles = list(
        Appartenance.objects.en_cours()
        .filter(utilisateur=request.user)
        .select_related("equipe", "utilisateur")
        .order_by("equipe__nom")
    )
    choisie = request.session.get(CLE_DE_SESSION)
    return next(
        (un for un in possibles if str(un.equipe_id) == choisie),
        possibles[0] if possibles else None,
    )
