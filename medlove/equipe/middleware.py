"""The équipe in which the person acts, on every request."""

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse

from medlove.models import Appartenance

CLE_DE_SESSION = "equipe"
SECONDS_FACTEURS = Authenticator.objects.filter(
    user=OuterRef("utilisateur"), type=Authenticator.Type.TOTP
)


def equipe_courante(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Set `request.appartenance` and `request.equipe` (None for a visitor or the administrator).

    A member of several équipes acts in one at a time: the one chosen, kept in the
    session, else the first by name. `request.appartenances` lists them all.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        possibles = _appartenances(request)
        choisie = request.session.get(CLE_DE_SESSION)
        appartenance = next(
            (une for une in possibles if str(une.equipe_id) == choisie),
            possibles[0] if possibles else None,
        )
        request.appartenances = possibles  # type: ignore[attr-defined]
        request.appartenance = appartenance  # type: ignore[attr-defined]
        request.equipe = appartenance.equipe if appartenance else None  # type: ignore[attr-defined]
        return get_response(request)

    return middleware


def _appartenances(request: HttpRequest) -> list[Appartenance]:
    if not request.user.is_authenticated:
        return []
    return list(
        Appartenance.objects.en_cours()
        .filter(utilisateur=request.user)
        .annotate(double_verification=Exists(SECONDS_FACTEURS))
        .select_related("equipe", "utilisateur")
        .order_by("equipe__nom", "equipe_id")
    )
