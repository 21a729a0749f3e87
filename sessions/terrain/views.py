"""The entry screen. What it records goes through the API, never through a form of this page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from medlove.acces import reserve_au_terrain
from sessions.terrain.ecran import ecran


@require_safe
@reserve_au_terrain
@ensure_csrf_cookie
def page(request: HttpRequest) -> HttpResponse:
    return render(request, "terrain/page.html", ecran())
