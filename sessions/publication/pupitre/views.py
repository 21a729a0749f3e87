"""The desk of publications: what may be published, what that would show, what was published."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from medlove.acces import Requete, reserve
from medlove.models import Role
from sessions.periodes import Periode, Trimestre
from sessions.publication import services
from sessions.publication.catalogue import TOUTES
from sessions.publication.fichiers import TYPES, feuillet, fichiers
from sessions.publication.grille import mots
from sessions.publication.pupitre import apercu
from sessions.publication.pupitre.forms import ReglagesForm
from sessions.publication.pupitre.periodes import etat, etats
from sessions.publication.tables import feuillet_de, tables
from sessions.publication.territoires import contours


@reserve(Role.COORDINATION)
def liste(request: Requete) -> HttpResponse:
    form = ReglagesForm(request.POST or None, instance=services.reglages(request.equipe))
    if request.method == "POST" and form.is_valid():
        services.regler(form.save(commit=False), par=request.appartenance.utilisateur)
        messages.success(request, "Réglages gardés. Ce qui est déjà publié ne change pas.")
        return redirect("donnees:liste")
    contexte = {
        "form": form,
        "etats": etats(request.equipe, timezone.localdate()),
        "sans_moteur": _sans_moteur(),
    }
    return render(request, "publication/pupitre/liste.html", contexte)


@reserve(Role.COORDINATION)
@require_safe
def periode(request: Requete, code: str) -> HttpResponse:
    """As it was published; else what publishing it would show and hide."""
    lue = etat(request.equipe, _code(code), timezone.localdate())
    if lue.publication:
        noms = fichiers(lue.publication)
        contexte = {
            "etat": lue,
            "tables": tables(feuillet(lue.publication)),
            "fichiers": noms,
            "ouverte": services.reglages(request.equipe).ouverte,
        }
        return render(request, "publication/pupitre/publiee.html", contexte)
    contexte = {"etat": lue, "sans_moteur": _sans_moteur()}
    if not contexte["sans_moteur"] and not _a_venir(code):
        contexte |= _apercu(request, code)
    return render(request, "publication/pupitre/apercu.html", contexte)


@reserve(Role.COORDINATION)
@require_POST
def publier(request: Requete, code: str) -> HttpResponse:
    try:
        par = request.appartenance.utilisateur
        publication = services.publier(request.equipe, _code(code), par=par)
    except services.PublicationRefusee as refus:
        messages.error(request, str(refus))
    else:
        messages.success(request, f"Publié : {Periode.lire(publication.periode).libelle}.")
    return redirect("donnees:periode", code=code)


@reserve(Role.COORDINATION)
@require_POST
def complet(request: Requete, code: str) -> HttpResponse:
    """Say that nothing more will come for a trimestre."""
    try:
        par = request.appartenance.utilisateur
        services.declarer_complet(request.equipe, _trimestre(code), par=par)
    except services.PublicationRefusee as refus:
        messages.error(request, str(refus))
    else:
        messages.success(request, "Trimestre déclaré complet : il peut être publié.")
    return redirect("donnees:periode", code=code)


@reserve(Role.COORDINATION)
@require_safe
def fichier(request: Requete, code: str, nom: str) -> HttpResponse:
    """One file of a publication, as anybody would have it."""
    publication = services.deja_publiee(request.equipe, _code(code))
    contenu = fichiers(publication).get(nom) if publication else None
    if contenu is None:
        raise Http404
    reponse = HttpResponse(contenu, content_type=TYPES[nom.rpartition(".")[2]])
    reponse["Content-Disposition"] = f'attachment; filename="{code}-{nom}"'
    return reponse


def _apercu(request: Requete, code: str) -> dict[str, object]:
    cellules = services.apercu(request.equipe, code)
    travaux = services.chantier(request.equipe, code)
    lu = feuillet_de(
        code,
        [(code, une.cle, une.valeur) for une in cellules],
        libelles=mots(),
        contours=contours(request.equipe, travaux.taille),
    )
    return {
        "apercues": apercu.tables(cellules),
        "ecart": apercu.ecart(cellules),
        "rencontres": next(une.compte.nombre for une in cellules if une.cle == TOUTES),
        "tables": tables(lu),
    }


def _sans_moteur() -> str:
    """Why this server cannot publish; empty when it can."""
    try:
        services.moteur()
    except services.PublicationRefusee as refus:
        return str(refus)
    return ""


def _a_venir(code: str) -> bool:
    return Periode.lire(code).du > timezone.localdate()


def _code(code: str) -> str:
    """A period as it is written, or a page that does not exist."""
    try:
        Periode.lire(code)
    except ValueError as inconnue:
        raise Http404 from inconnue
    return code


def _trimestre(code: str) -> Trimestre:
    try:
        return Trimestre.lire(code)
    except ValueError as inconnu:
        raise Http404 from inconnu
