"""The cahiers of the équipe and the plan of each, for the coordination only."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from medlove.acces import Requete, reserve
from medlove.journal import consigner
from medlove.journal.portes import servie
from medlove.models import Role
from sessions.acces import cahier_de_l_equipe
from sessions.cahiers.composition import composer
from sessions.cahiers.ebauches import ECRITE
from sessions.cahiers.editions.etats import etat_des_editions
from sessions.cahiers.forms import CahierForm
from sessions.cahiers.models import Cahier
from sessions.cahiers.redaction import services
from sessions.cahiers.redaction.forms import AjoutForm
from sessions.cahiers.redaction.sommaire import en_ordre, lignes
from sessions.cahiers.services import commencer
from sessions.periodes import Trimestre
from sessions.publication.models import Publication
from sessions.publication.services import deja_publiee


@require_safe
@reserve(Role.COORDINATION)
def liste(request: Requete) -> HttpResponse:
    cahiers = Cahier.objects.de(request.equipe).annotate(
        a_imprimer=Count("sections", filter=Q(sections__imprimee=True)),
        ecrites=Count("sections", filter=Q(sections__imprimee=True, sections__texte__regex=ECRITE)),
    )
    publiees = set(Publication.objects.de(request.equipe).values_list("periode", flat=True))
    return render(request, "cahiers/liste.html", {"cahiers": cahiers, "publiees": publiees})


@reserve(Role.COORDINATION)
def nouveau(request: Requete) -> HttpResponse:
    """A new cahier; the last closed trimestre is proposed."""
    dernier = Trimestre.du_jour(timezone.localdate()).precedent()
    cahier = Cahier(equipe=request.equipe, cree_par=request.appartenance.utilisateur)
    form = CahierForm(
        request.POST or None,
        instance=cahier,
        initial={"titre": "Cahier d’expérience", "periode": str(dernier)},
    )
    if request.method == "POST" and form.is_valid():
        commencer(form.save(commit=False), form.cleaned_data.get("quartiers", ()))
        _noter(request, "cahier_compose", cahier)
        return redirect("cahiers:fiche", pk=cahier.pk)
    return render(request, "cahiers/nouveau.html", {"form": form})


@require_safe
@reserve(Role.COORDINATION)
def fiche(request: Requete, pk: UUID) -> HttpResponse:
    """Its composition, section by section."""
    cahier = cahier_de_l_equipe(request, pk)
    plan = lignes(cahier)
    absentes = services.absentes(ligne.section for ligne in plan)
    contexte = {
        "cahier": cahier,
        "lignes": plan,
        "signataires": en_ordre(cahier.signataires.all()),
        "publication": deja_publiee(cahier.equipe, cahier.periode),
        "editions": etat_des_editions(cahier),
        "ajout": AjoutForm(absentes=absentes),
        # The row that has just moved keeps the focus of the keyboard.
        "deplacee": request.GET.get("deplacee", ""),
        "vers": request.GET.get("vers", ""),
    }
    return render(request, "cahiers/fiche.html", contexte)


@reserve(Role.COORDINATION)
def reglages(request: Requete, pk: UUID) -> HttpResponse:
    cahier = cahier_de_l_equipe(request, pk)
    titre = cahier.titre
    form = CahierForm(request.POST or None, instance=cahier)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Réglages du cahier enregistrés.")
        return redirect("cahiers:fiche", pk=cahier.pk)
    contexte = {"form": form, "cahier": cahier, "titre": titre}
    return render(request, "cahiers/reglages.html", contexte)


@reserve(Role.COORDINATION)
def supprimer(request: Requete, pk: UUID) -> HttpResponse:
    cahier = cahier_de_l_equipe(request, pk)
    if request.method == "POST":
        services.supprimer(cahier, par=request.appartenance.utilisateur)
        messages.success(request, f"«\u202f{cahier.titre}\u202f» est supprimé, avec ses images.")
        return redirect("cahiers:liste")
    contexte = {
        "cahier": cahier,
        "ecrites": sum(1 for ligne in lignes(cahier) if ligne.mots),
        "editions": cahier.editions.pretes().count(),
    }
    return render(request, "cahiers/supprimer.html", contexte)


@require_safe
@reserve(Role.COORDINATION)
def apercu(request: Requete, pk: UUID) -> HttpResponse:
    """The plain HTML twin of the PDF."""
    document = composer(cahier_de_l_equipe(request, pk))
    reponse = render(request, "cahiers/apercu.html", {"document": document})
    return servie(request, reponse, "lecture_de_cahier", objet=f"cahier:{pk}")


def _noter(request: Requete, action: str, cahier: Cahier) -> None:
    consigner(
        action,
        equipe=request.equipe,
        par=request.appartenance.utilisateur,
        objet=f"cahier:{cahier.pk}",
    )
