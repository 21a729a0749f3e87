"""The pages of rencontres: read and corrected by those who may, deleted by the coordination."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render

from medlove.acces import Requete, reserve, reserve_au_terrain
from medlove.journal.gestes import LECTURE_DE_NOTES
from medlove.journal.portes import servie
from medlove.models import Role
from sessions.acces import rencontre_visible
from sessions.rencontres import services
from sessions.rencontres.choix import quartiers_connus
from sessions.rencontres.correction import Correction
from sessions.rencontres.filtres import ChoixDeRencontres

PAR_PAGE = 25


@reserve_au_terrain
def liste(request: Requete) -> HttpResponse:
    form = ChoixDeRencontres(
        request.GET, equipe=request.equipe, quartiers=quartiers_connus(request.equipe)
    )
    rencontres = form.rencontres(request.appartenance)
    contexte = {
        "form": form,
        "page": Paginator(rencontres.pour_la_liste(), PAR_PAGE).get_page(request.GET.get("page")),
        "besoins_repondus": form.besoins_repondus(rencontres),
    }
    return render(request, "rencontres/liste.html", contexte)


@reserve_au_terrain
def fiche(request: Requete, pk: UUID) -> HttpResponse:
    rencontre = rencontre_visible(request, pk)
    correction = Correction(rencontre, request.appartenance, request.POST or None)
    if request.method == "POST" and correction.enregistrer():
        messages.success(
            request, "Rencontre corrigée. Les chiffres et la carte en tiennent compte."
        )
        return redirect("rencontres:fiche", pk=pk)
    contexte = {
        "rencontre": rencontre,
        "form": correction.form,
        "besoins": correction.besoins,
        "a_une_note_cachee": correction.form.a_une_note_cachee,
    }
    reponse = render(request, "rencontres/fiche.html", contexte)
    if not rencontre.note or correction.form.a_une_note_cachee:
        return reponse
    objet = rencontre.objet_au_journal(request.appartenance.utilisateur)
    return servie(request, reponse, LECTURE_DE_NOTES, objet=objet, lignes=1)


@reserve(Role.COORDINATION)
def supprimer(request: Requete, pk: UUID) -> HttpResponse:
    rencontre = rencontre_visible(request, pk)
    if request.method == "POST":
        services.supprimer(rencontre, par=request.appartenance.utilisateur)
        messages.success(request, "Rencontre supprimée. Aucune tablette ne la fera revenir.")
        return redirect("rencontres:liste")
    besoins = rencontre.besoins.select_related("categorie")
    contexte = {
        "rencontre": rencontre,
        "besoins": besoins,
        "nb_orientations": sum(besoin.orientations.count() for besoin in besoins),
    }
    return render(request, "rencontres/supprimer.html", contexte)
