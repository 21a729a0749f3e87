"""The notes drawn at random, read by the coordination; what was missed, for who pilots too."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from medlove.acces import Requete, reserve
from medlove.journal.gestes import LECTURE_DE_NOTES
from medlove.journal.portes import servie
from medlove.models import Role
from sessions.acces import note_tiree_de_l_equipe
from sessions.rencontres.models import Rencontre
from sessions.statistiques.effectifs import Lecture
from sessions.tirages import reglages, services
from sessions.tirages.forms import ReponseForm
from sessions.tirages.models import NoteTiree, Tirage
from sessions.tirages.page import comptes, trier

DEJA = "Les notes de cette année sont déjà tirées : les voici."
RECONNUE = "Compté. Reste à effacer cette note, ou à la réécrire sans rien de la personne."


@require_safe
@reserve(Role.COORDINATION)
def page(request: Requete) -> HttpResponse:
    annee = timezone.localdate().year
    tirage = Tirage.objects.de(request.equipe).filter(annee=annee).first()
    lot = trier(tirage) if tirage else None
    contexte = {
        "annee": annee,
        "tirage": tirage,
        "lot": lot,
        "presentes": Rencontre.objects.de(request.equipe).avec_note().count(),
        "taille": reglages.NOTES_PAR_AN,
        "comptes": comptes(request.equipe, Lecture.EXACTE),
    }
    reponse = render(request, "tirages/page.html", contexte)
    montrees = len(lot.a_lire) + len(lot.lues) if lot else 0
    return servie(request, reponse, LECTURE_DE_NOTES, lignes=montrees) if montrees else reponse


@reserve(Role.COORDINATION)
@require_POST
def tirer(request: Requete) -> HttpResponse:
    try:
        services.tirer(request.equipe, par=request.appartenance.utilisateur)
    except services.DejaTire:
        messages.info(request, DEJA)
    return redirect("tirages:page")


@reserve(Role.COORDINATION)
@require_POST
def repondre(request: Requete, pk: UUID) -> HttpResponse:
    """A person recognised: the note is next on the way out."""
    note, form = note_tiree_de_l_equipe(request, pk), ReponseForm(request.POST)
    if not form.is_valid():
        return redirect("tirages:page")
    services.repondre(note, form.cleaned_data["reponse"])
    if note.reponse == NoteTiree.RECONNAISSABLE:
        messages.warning(request, RECONNUE)
        sortir = reverse("relecture:effacer", args=[note.rencontre_id])
        return redirect(f"{sortir}?du=tirage")
    return redirect("tirages:page")


@require_safe
@reserve(Role.COORDINATION, Role.PILOTAGE)
def resultat(request: Requete) -> HttpResponse:
    """Counts alone, no note. Small ones are hidden from who pilots."""
    coordonne = request.appartenance.coordonne
    lecture = Lecture.EXACTE if coordonne else Lecture.PILOTAGE
    contexte = {"comptes": comptes(request.equipe, lecture), "coordonne": coordonne}
    return render(request, "tirages/resultat.html", contexte)
