"""The images of a section: taken in, described, served to those who may see them."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from medlove.acces import Requete, reserve
from medlove.models import Role
from sessions.acces import image_de_l_equipe, section_de_l_equipe
from sessions.cahiers.editions.etats import deja_faits
from sessions.cahiers.models import Image
from sessions.cahiers.redaction import services
from sessions.cahiers.redaction.forms import DescriptionForm, ImageForm

TYPES = {"jpg": "image/jpeg", "png": "image/png"}


@require_safe
@reserve(Role.COORDINATION)
def image(request: Requete, pk: UUID) -> HttpResponse:
    """Its file, such as we wrote it: what it is said to be never comes from who sent it."""
    lue = image_de_l_equipe(request, pk)
    nom = lue.fichier.name or ""
    genre = TYPES.get(nom.rpartition(".")[2])
    if genre is None or not lue.fichier.storage.exists(nom):
        raise Http404("Cette image n’a plus de fichier.")
    with lue.fichier.open("rb") as fichier:
        reponse = HttpResponse(fichier.read(), content_type=genre)
    reponse["X-Content-Type-Options"] = "nosniff"
    reponse["Cache-Control"] = "private, max-age=3600"
    return reponse


@reserve(Role.COORDINATION)
def ajouter(request: Requete, pk: UUID) -> HttpResponse:
    section = section_de_l_equipe(request, pk)
    form = ImageForm(request.POST or None, request.FILES or None, instance=Image(section=section))
    if request.method == "POST" and form.is_valid():
        services.ajouter_image(form.save(commit=False), form.propre)
        messages.success(request, "Image ajoutée.")
        return redirect("cahiers:section", pk=section.pk)
    return render(request, "cahiers/image.html", {"form": form, "section_lue": section})


@reserve(Role.COORDINATION)
def modifier(request: Requete, pk: UUID) -> HttpResponse:
    lue = image_de_l_equipe(request, pk)
    form = DescriptionForm(request.POST or None, instance=lue)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Description de l’image enregistrée.")
        return redirect("cahiers:section", pk=lue.section_id)
    contexte = {"form": form, "section_lue": lue.section, "image": lue}
    return render(request, "cahiers/image.html", contexte)


@reserve(Role.COORDINATION)
def retirer(request: Requete, pk: UUID) -> HttpResponse:
    lue = image_de_l_equipe(request, pk)
    if request.method == "POST":
        services.retirer_image(lue)
        messages.success(request, "Image retirée, et son fichier effacé.")
        if dit := deja_faits(lue.section.cahier):
            messages.warning(request, dit)
        return redirect("cahiers:section", pk=lue.section_id)
    return render(request, "cahiers/image_retirer.html", {"image": lue})
