"""The sections of a cahier: their words, saved as they are typed, their order, their presence."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from medlove.acces import Requete, reserve
from medlove.models import Role
from sessions.acces import cahier_de_l_equipe, section_de_l_equipe
from sessions.cahiers.composition import chapitre
from sessions.cahiers.ebauches import ecrit
from sessions.cahiers.matiere import lire
from sessions.cahiers.models import Section
from sessions.cahiers.redaction import services
from sessions.cahiers.redaction.forms import AjoutForm, SectionForm
from sessions.cahiers.redaction.markdown import en_html
from sessions.cahiers.redaction.services import SectionChangee, SectionPartie, SectionTenue
from sessions.cahiers.redaction.sommaire import ajouts, voisines
from sessions.notes.detecteur import examiner
from sessions.notes.forms import passages
from sessions.notes.propres import propres_de

SENS = {"haut": -1, "bas": 1}


@reserve(Role.COORDINATION)
def section(request: Requete, pk: UUID) -> HttpResponse:
    """Its words, its images, and what the machine adds, as it will print."""
    lue = section_de_l_equipe(request, pk)
    form = SectionForm(request.POST or None, instance=lue)
    if request.method == "POST" and form.is_valid():
        try:
            services.enregistrer(form.save(commit=False), form.cleaned_data["version"])
        except SectionChangee as changee:
            return _deux_textes(request, form, changee)
        except SectionPartie as partie:
            return _partie(request, form, partie)
        messages.success(request, "Section enregistrée.")
        return redirect("cahiers:section", pk=pk)
    return _page(request, section_de_l_equipe(request, pk), form)


@reserve(Role.COORDINATION)
@require_POST
def enregistrer(request: Requete, pk: UUID) -> JsonResponse:
    """The same for the autosave: answers in JSON, with the text as it will read.

    409 when the section changed elsewhere, with what it holds now; 400 for a text refused, or
    that of a section that went meanwhile: the text stays on the screen.
    """
    form = SectionForm(request.POST, instance=section_de_l_equipe(request, pk))
    if not form.is_valid():
        fautes = [str(faute) for siennes in form.errors.values() for faute in siennes]
        return JsonResponse({"message": " ".join(fautes)}, status=400)
    try:
        gardee = services.enregistrer(form.save(commit=False), form.cleaned_data["version"])
    except SectionChangee as changee:
        dite = {"message": str(changee), **_etat(changee.actuelle)}
        return JsonResponse(dite, status=409)
    except SectionPartie as partie:
        return JsonResponse({"message": str(partie)}, status=400)
    return JsonResponse({**_etat(gardee), "html": en_html(ecrit(gardee.texte))})


@reserve(Role.COORDINATION)
@require_POST
def ajouter(request: Requete, pk: UUID) -> HttpResponse:
    cahier = cahier_de_l_equipe(request, pk)
    form = AjoutForm(request.POST, absentes=services.absentes(cahier.sections.all()))
    if form.is_valid():
        nouvelle = services.ajouter(cahier, form.cleaned_data["code"], form.cleaned_data["titre"])
        messages.success(request, f"«\u202f{nouvelle.titre}\u202f» est dans le cahier.")
        return redirect("cahiers:section", pk=nouvelle.pk)
    return render(request, "cahiers/ajouter.html", {"form": form, "cahier": cahier})


@reserve(Role.COORDINATION)
@require_POST
def deplacer(request: Requete, pk: UUID) -> HttpResponse:
    lue = section_de_l_equipe(request, pk)
    sens = request.POST.get("sens", "")
    try:
        rang = services.deplacer(lue, SENS.get(sens, 0))
    except SectionPartie as partie:
        messages.error(request, str(partie))
        return redirect("cahiers:fiche", pk=lue.cahier_id)
    messages.success(request, f"«\u202f{lue.titre}\u202f» est maintenant en place {rang + 1}.")
    retour = redirect("cahiers:fiche", pk=lue.cahier_id)
    retour["Location"] += f"?deplacee={lue.pk}&vers={'bas' if sens == 'bas' else 'haut'}"
    return retour


@reserve(Role.COORDINATION)
@require_POST
def imprimer(request: Requete, pk: UUID) -> HttpResponse:
    """Whether it is printed; its words stay in either case."""
    lue = section_de_l_equipe(request, pk)
    imprimee = request.POST.get("imprimee") == "oui"
    try:
        services.imprimer_ou_non(lue, imprimee)
    except SectionTenue as tenue:
        messages.error(request, str(tenue))
    else:
        suite = "s’imprimera" if imprimee else "ne s’imprimera pas. Son texte reste ici"
        messages.success(request, f"«\u202f{lue.titre}\u202f» {suite}.")
    return redirect("cahiers:section", pk=pk)


@reserve(Role.COORDINATION)
def retirer(request: Requete, pk: UUID) -> HttpResponse:
    lue = section_de_l_equipe(request, pk)
    if request.method != "POST":
        contexte = {
            "section_lue": lue,
            "mots": len(ecrit(lue.texte).split()),
            "images": lue.images.count(),
        }
        return render(request, "cahiers/retirer.html", contexte)
    try:
        services.retirer(lue)
    except SectionTenue as tenue:
        messages.error(request, str(tenue))
        return redirect("cahiers:section", pk=pk)
    messages.success(request, f"«\u202f{lue.titre}\u202f» n’est plus dans le cahier.")
    return redirect("cahiers:fiche", pk=lue.cahier_id)


def _page(request: Requete, lue: Section, form: SectionForm) -> HttpResponse:
    precedente, suivante = voisines(lue)
    contexte: dict[str, Any] = {
        "section_lue": lue,
        "cahier": lue.cahier,
        "form": form,
        "ajouts": ajouts(lue),
        "images": lue.images.all(),
        "passages": list(passages(lue.texte, examiner(lue.texte, propres_de(request.equipe)))),
        "html": en_html(ecrit(lue.texte)),
        # The figures are read only for a section that has some.
        "chapitre": chapitre(lue, lire(lue.cahier)) if lue.genre.blocs else None,
        "precedente": precedente,
        "suivante": suivante,
    }
    return render(request, "cahiers/section.html", contexte)


def _deux_textes(request: Requete, form: SectionForm, changee: SectionChangee) -> HttpResponse:
    """Both texts side by side; what is typed is kept, and saved if the person says so again."""
    contexte = {
        "form": form,
        "section_lue": changee.actuelle,
        "message": str(changee),
        "version": changee.actuelle.modifiee_le.isoformat(),
    }
    return render(request, "cahiers/deux_textes.html", contexte, status=409)


def _partie(request: Requete, form: SectionForm, partie: SectionPartie) -> HttpResponse:
    """What is typed is still in its field, to be copied elsewhere."""
    form.add_error(None, str(partie))
    contexte = {"section_lue": form.instance, "cahier": form.instance.cahier, "form": form}
    return render(request, "cahiers/section.html", contexte, status=409)


def _etat(lue: Section) -> dict[str, str]:
    return {
        "version": lue.modifiee_le.isoformat(),
        "titre": lue.titre,
        "texte": lue.texte,
    }
