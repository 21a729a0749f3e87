"""The catalogue of outils ludiques: every member reads, those who go out add, the
coordination changes and retires."""

from uuid import UUID

from django.contrib import messages
from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from medlove.acces import Requete, reserve, reserve_au_terrain
from medlove.models import Role
from sessions.acces import outil_de_l_equipe
from sessions.outils import services
from sessions.outils.catalogue import catalogue, lire
from sessions.outils.forms import OutilForm
from sessions.outils.services import Fichiers
from sessions.sorties.models import Outil


@require_safe
@reserve()
def liste(request: Requete) -> HttpResponse:
    """Those proposed, then those that no longer are."""
    return render(request, "outils/liste.html", catalogue(request.equipe))


@require_safe
@reserve()
def fiche(request: Requete, pk: UUID) -> HttpResponse:
    return render(request, "outils/fiche.html", lire(outil_de_l_equipe(request, pk)))


@reserve_au_terrain
def nouveau(request: Requete) -> HttpResponse:
    return _enregistrer(request, Outil(equipe=request.equipe))


@reserve(Role.COORDINATION)
def modifier(request: Requete, pk: UUID) -> HttpResponse:
    return _enregistrer(request, outil_de_l_equipe(request, pk))


@reserve(Role.COORDINATION)
@require_POST
def retirer(request: Requete, pk: UUID) -> HttpResponse:
    outil = outil_de_l_equipe(request, pk)
    services.proposer(outil, par=request.appartenance.utilisateur, oui=False)
    messages.success(request, f"«\u202f{outil}\u202f» n’est plus proposé. Ce qu’il a donné reste.")
    return redirect("outils:fiche", pk=pk)


@reserve(Role.COORDINATION)
@require_POST
def proposer(request: Requete, pk: UUID) -> HttpResponse:
    outil = outil_de_l_equipe(request, pk)
    services.proposer(outil, par=request.appartenance.utilisateur, oui=True)
    messages.success(request, f"«\u202f{outil}\u202f» est de nouveau proposé.")
    return redirect("outils:fiche", pk=pk)


@require_safe
@reserve()
def photo(request: Requete, pk: UUID) -> HttpResponse:
    """Encoded by us, so that nothing else than a picture is ever shown."""
    outil = outil_de_l_equipe(request, pk)
    png = str(outil.photo.name).endswith(".png")
    return _servir(outil.photo, "image/png" if png else "image/jpeg")


@require_safe
@reserve()
def a_imprimer(request: Requete, pk: UUID) -> HttpResponse:
    """Sent by somebody: kept out of our pages, as a file to download."""
    outil = outil_de_l_equipe(request, pk)
    nom = f"{slugify(outil.nom) or 'outil'}.pdf"
    return _servir(outil.a_imprimer, "application/pdf", nom)


def _servir(fichier: FieldFile, genre: str, nom: str = "") -> HttpResponse:
    """A file of the équipe; with `nom`, one to download."""
    if not fichier or not fichier.storage.exists(str(fichier.name)):
        raise Http404
    with fichier.open("rb") as ouvert:
        reponse = HttpResponse(ouvert.read(), content_type=genre)
    reponse["Cache-Control"] = "private, max-age=600"
    reponse["X-Content-Type-Options"] = "nosniff"
    if nom:
        reponse["Content-Disposition"] = f'attachment; filename="{nom}"'
    return reponse


def _enregistrer(request: Requete, outil: Outil) -> HttpResponse:
    existe = not outil._state.adding
    form = OutilForm(request.POST or None, request.FILES or None, instance=outil)
    if form.is_valid():
        services.enregistrer(
            form.save(commit=False),
            par=request.appartenance.utilisateur,
            fichiers=Fichiers(
                photo=form.cleaned_data["photo"],
                sans_photo=form.cleaned_data.get("retirer_la_photo", False),
                a_imprimer=form.cleaned_data["a_imprimer"],
                sans_impression=form.cleaned_data.get("retirer_le_fichier", False),
            ),
        )
        messages.success(request, f"«\u202f{outil}\u202f» est au catalogue.")
        return redirect("outils:fiche", pk=outil.pk)
    retour = reverse("outils:fiche", args=[outil.pk]) if existe else reverse("outils:liste")
    contexte = {"form": form, "outil": outil, "existe": existe, "retour": retour}
    return render(request, "outils/formulaire.html", contexte)
