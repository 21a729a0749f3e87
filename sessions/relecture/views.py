"""Notes, read by the coordination before anything of them may be quoted."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from medlove.acces import Requete, reserve
from medlove.journal.gestes import LECTURE_DE_NOTES
from medlove.journal.portes import servie
from medlove.models import Role
from sessions.acces import note_de_l_equipe
from sessions.notes.models import MotCourant
from sessions.relecture import services
from sessions.relecture.forms import ReecritureForm
from sessions.relecture.gestes import edition_lue, tenter
from sessions.relecture.models import Parole
from sessions.rencontres.models import Rencontre, RencontreQuerySet

PAR_PAGE = 25
BIENTOT = 14
GARDEE = "Note lue. Elle reste où elle est jusqu’à son terme, et n’est citée nulle part."
EFFACEE = "Note effacée, ici et dans ce que les tablettes avaient envoyé."
PAROLE_GARDEE = "Parole gardée."


@require_safe
@reserve(Role.COORDINATION)
def notes(request: Requete) -> HttpResponse:
    """All those to read, or those where the détecteur warned (`?a_regarder=oui`)."""
    toutes = Rencontre.objects.de(request.equipe).notes_a_relire()
    d_abord = request.GET.get("a_regarder") == "oui"
    proposes = MotCourant.objects.de(request.equipe).proposes()
    contexte = {
        "bientot": toutes.notes_bientot_effacees(BIENTOT).count(),
        "jours": BIENTOT,
        "a_regarder": toutes.a_regarder().count(),
        "d_abord": d_abord,
        "mots": proposes.order_by().values("forme").distinct().count(),
    }
    page = _page(request, toutes.a_regarder() if d_abord else toutes)
    return _lue(request, "relecture/notes.html", {**contexte, "page": page})


@require_safe
@reserve(Role.COORDINATION)
def lues(request: Requete) -> HttpResponse:
    toutes = Rencontre.objects.de(request.equipe).avec_note().filter(note_relue=True)
    return _lue(request, "relecture/lues.html", {"page": _page(request, toutes)})


@sensitive_post_parameters()
@reserve(Role.COORDINATION)
def reecrire(request: Requete, pk: UUID) -> HttpResponse:
    rencontre = note_de_l_equipe(request, pk)
    form = ReecritureForm(
        request.POST or None,
        instance=Parole.de_la_note(rencontre),
        quartier=rencontre.quartier_id,
        domaines_dits=[besoin.categorie.domaine for besoin in rencontre.besoins.all()],
        edition=rencontre.edition,
    )
    if form.is_valid() and _reecrite(request, rencontre, form):
        efface = form.cleaned_data["effacer"]
        messages.success(request, f"{PAROLE_GARDEE} {EFFACEE if efface else GARDEE}")
        return redirect("relecture:notes")
    return _une_lue(request, "relecture/reecrire.html", rencontre, form=form)


@reserve(Role.COORDINATION)
@require_POST
def garder(request: Requete, pk: UUID) -> HttpResponse:
    rencontre, edition = note_de_l_equipe(request, pk), edition_lue(request)
    tenter(request, lambda: services.garder(rencontre, edition), GARDEE)
    return redirect("relecture:notes")


@reserve(Role.COORDINATION)
def effacer(request: Requete, pk: UUID) -> HttpResponse:
    rencontre, par = note_de_l_equipe(request, pk), request.appartenance.utilisateur
    retour = "tirages:page" if request.GET.get("du") == "tirage" else "relecture:notes"
    if request.method != "POST":
        return _une_lue(request, "relecture/effacer.html", rencontre, retour=reverse(retour))
    edition = edition_lue(request)
    tenter(request, lambda: services.effacer(rencontre, edition, par=par), EFFACEE)
    return redirect(retour)


def _page(request: Requete, rencontres: RencontreQuerySet) -> Page[Rencontre]:
    lignes = rencontres.pour_la_relecture()
    return Paginator(lignes, PAR_PAGE).get_page(request.GET.get("page"))


def _lue(request: Requete, gabarit: str, contexte: dict[str, Any]) -> HttpResponse:
    """A page of notes; the journal says how many it showed."""
    reponse = render(request, gabarit, contexte)
    return servie(request, reponse, LECTURE_DE_NOTES, lignes=len(contexte["page"]))


def _une_lue(request: Requete, gabarit: str, rencontre: Rencontre, **contexte: Any) -> HttpResponse:
    reponse = render(request, gabarit, {**contexte, "rencontre": rencontre})
    objet = rencontre.objet_au_journal(request.appartenance.utilisateur)
    return servie(request, reponse, LECTURE_DE_NOTES, objet=objet, lignes=1)


def _reecrite(request: Requete, rencontre: Rencontre, form: ReecritureForm) -> bool:
    """Keep the parole; False, and why above the form, when the note cannot go."""
    try:
        services.reecrire(
            form.save(commit=False),
            rencontre,
            efface=form.cleaned_data["effacer"],
            par=request.appartenance.utilisateur,
        )
    except services.TexteChange:
        form.add_error(None, services.A_CHANGE)
        return False
    except services.DonneesRefusees as refus:
        for motif in refus.motifs.values():
            form.add_error(None, motif)
        return False
    return True
