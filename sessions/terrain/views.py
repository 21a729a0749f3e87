"""The entry screen and what installs it. What it records goes through the API, never through a
form of this page; what it shows comes from the tablet: nobody has to sign in to open it."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sessions.terrain import coquille


@login_not_required
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(coquille.page())


@login_not_required
@require_safe
@never_cache
def travailleur(request: HttpRequest) -> HttpResponse:
    """The service worker. From this address, its scope is /terrain/."""
    return HttpResponse(coquille.travailleur(), content_type="text/javascript")


@login_not_required
@require_safe
def manifeste(request: HttpRequest) -> JsonResponse:
    """The web app manifest (W3C): what a tablet installs on its home screen."""
    icones = [
        ("icone-192", 192, "any"),
        ("icone-512", 512, "any"),
        ("icone-masque-512", 512, "maskable"),
    ]
    contenu = {
        "id": reverse("terrain:page"),
        "name": "Medlové, carnet de terrain",
        "short_name": "Medlové",
        "lang": "fr",
        "start_url": reverse("terrain:page"),
        "scope": reverse("terrain:page"),
        "display": "standalone",
        "background_color": "#fbf8f3",
        "theme_color": "#fbf8f3",
        "icons": [
            {
                "src": static(f"images/{nom}.png"),
                "sizes": f"{cote}x{cote}",
                "type": "image/png",
                "purpose": usage,
            }
            for nom, cote, usage in icones
        ],
    }
    return JsonResponse(contenu, content_type="application/manifest+json")
