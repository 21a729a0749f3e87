"""/o/, where the card in the hands of a person leads: her visit is told, without an account.

Opening it tells nothing and changes nothing: the token stays after the #, in the browser, until
somebody says what came of it. Unknown, out of date, used and not yet known get one same answer.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from medlove.hotes import adresse_du_visiteur
from sessions.limite import Limite, Trop
from sessions.orientations.forms import CarteForm
from sessions.orientations.services import SuiteRefusee, conclure, par_jeton

Vue = Callable[..., HttpResponse]

ESSAIS = Limite(
    "suites",
    30,
    600,
    "Trop d’essais depuis ce réseau\u202f: attendre dix minutes, puis recommencer.",
)
PAS_RECONNUE = (
    "Cette carte n’est pas reconnue, ou sa suite est déjà connue. "
    "Si elle vient d’être remise, réessayer demain\u202f; sinon, appeler l’équipe qui l’a remise."
)


def sans_trace(vue: Vue) -> Vue:
    """For a page a secret may be posted to, by somebody without an account: kept nowhere.

    `no-referrer` makes browsers say « Origin: null », which the CSRF check takes for another
    site. What is posted proves itself by its secret, never by a cookie: there is nothing to forge.
    """

    @login_not_required
    @csrf_exempt
    @sensitive_post_parameters()
    @never_cache
    def vue_sans_trace(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        reponse = vue(request, *args, **kwargs)
        reponse["Referrer-Policy"] = "no-referrer"
        return reponse

    return vue_sans_trace


def trop_d_essais(request: HttpRequest, trop: Trop) -> HttpResponse:
    reponse = render(request, "o/message.html", {"phrase": str(trop)}, status=429)
    reponse["Retry-After"] = str(trop.reste)
    return reponse


@require_http_methods(["GET", "HEAD", "POST"])
@sans_trace
@sensitive_variables()
def page(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "o/page.html", {"form": CarteForm()})
    try:
        ESSAIS.compter(adresse_du_visiteur(request))
    except Trop as trop:
        return trop_d_essais(request, trop)
    form = CarteForm(request.POST)
    if not form.is_valid():
        return render(request, "o/page.html", {"form": form})
    return redirect("suite:merci") if _dire(form.cleaned_data) else _pas_reconnue(request)


def _dire(dit: dict[str, Any]) -> bool:
    orientation = par_jeton(dit["jeton"] or "")
    if orientation is None:
        return False
    try:
        conclure(orientation, dit["statut"], source="le_partenaire", motif=dit["motif"])
    except SuiteRefusee:
        return False
    return True


def _pas_reconnue(request: HttpRequest) -> HttpResponse:
    return render(request, "o/message.html", {"phrase": PAS_RECONNUE}, status=404)


@require_safe
@sans_trace
def merci(request: HttpRequest) -> HttpResponse:
    return render(request, "o/merci.html")
