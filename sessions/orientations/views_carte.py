"""The card of a partenaire: its plain HTML twin, where a language is chosen, and its PDF."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from medlove.acces import Requete, reserve_au_terrain
from sessions.acces import partenaire_de_l_equipe
from sessions.orientations.carte import composer, imprimer, suivre
from sessions.orientations.forms_carte import ChoixDeLangue, SuiviForm
from sessions.orientations.langues import FRANCAIS, langues
from territoires.models import Partenaire


@require_safe
@reserve_au_terrain
def page(request: Requete, pk: UUID) -> HttpResponse:
    partenaire = partenaire_de_l_equipe(request, pk)
    return _montrer(request, partenaire, ChoixDeLangue(request.GET))


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("jeton")
@reserve_au_terrain
def carte_pdf(request: Requete, pk: UUID) -> HttpResponse:
    """GET: « carte sans suivi ». POST with the token a tablet minted: with its square."""
    partenaire = partenaire_de_l_equipe(request, pk)
    choix = ChoixDeLangue(request.GET)
    if not choix.is_valid():
        return redirect(f"{choix.page(partenaire)}?{request.GET.urlencode()}")
    suivi = None
    if request.method == "POST":
        form = SuiviForm(request.POST)
        if not form.is_valid():
            return _montrer(request, partenaire, choix, erreur=form.erreur, status=400)
        adresse = request.build_absolute_uri(reverse("suite:page"))
        suivi = suivre(form.cleaned_data["jeton"], adresse)
    carte = composer(partenaire, choix.choisie, timezone.localdate(), suivi)
    nom = f'attachment; filename="carte-{choix.choisie.code}.pdf"'
    entetes = {"Content-Disposition": nom, "Cache-Control": "no-store"}
    return HttpResponse(imprimer(carte), content_type="application/pdf", headers=entetes)


def _montrer(
    request: Requete,
    partenaire: Partenaire,
    choix: ChoixDeLangue,
    erreur: str = "",
    status: int = 200,
) -> HttpResponse:
    langue = choix.choisie if choix.is_valid() else langues()[FRANCAIS]
    jour = timezone.localdate()
    contexte = {
        "partenaire": partenaire,
        "en_pause": partenaire.est_en_pause(jour),
        "choix": choix,
        "langues": langues().values(),
        "carte": composer(partenaire, langue, jour),
        "erreur": erreur,
    }
    return render(request, "orientations/carte.html", contexte, status=status)
