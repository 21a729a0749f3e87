"""Who carried the work, and whether they agree to be named."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from medlove.acces import Requete, reserve
from medlove.models import Role
from sessions.acces import cahier_de_l_equipe, signataire_de_l_equipe
from sessions.cahiers.editions.etats import deja_faits
from sessions.cahiers.models import Signataire
from sessions.cahiers.redaction.forms import SignataireForm
from sessions.cahiers.redaction.sommaire import en_ordre


@reserve(Role.COORDINATION)
def liste(request: Requete, pk: UUID) -> HttpResponse:
    """Those of a cahier, and one more."""
    cahier = cahier_de_l_equipe(request, pk)
    form = SignataireForm(request.POST or None, instance=Signataire(cahier=cahier))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _dit(form.instance))
        return redirect("cahiers:signataires", pk=pk)
    signataires = en_ordre(cahier.signataires.all())
    contexte = {"cahier": cahier, "signataires": signataires, "form": form}
    return render(request, "cahiers/signataires.html", contexte)


@reserve(Role.COORDINATION)
def modifier(request: Requete, pk: UUID) -> HttpResponse:
    lu = signataire_de_l_equipe(request, pk)
    cahier, nom = lu.cahier, lu.nom
    form = SignataireForm(request.POST or None, instance=lu)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _dit(form.instance))
        _prevenir(request, form.instance)
        return redirect("cahiers:signataires", pk=cahier.pk)
    contexte = {"cahier": cahier, "form": form, "signataire": lu, "nom": nom}
    return render(request, "cahiers/signataire.html", contexte)


@reserve(Role.COORDINATION)
def retirer(request: Requete, pk: UUID) -> HttpResponse:
    lu = signataire_de_l_equipe(request, pk)
    if request.method == "POST":
        lu.delete()
        messages.success(request, f"«\u202f{lu.nom}\u202f» n’est plus dans ce cahier.")
        lu.accord = False
        _prevenir(request, lu)
        return redirect("cahiers:signataires", pk=lu.cahier_id)
    return render(request, "cahiers/signataire_retirer.html", {"signataire": lu})


def _prevenir(request: Requete, signataire: Signataire) -> None:
    """A name that is no longer agreed to still stands in the files that were made before."""
    if not signataire.accord and (dit := deja_faits(signataire.cahier)):
        messages.warning(request, dit)


def _dit(signataire: Signataire) -> str:
    suite = "sera imprimé" if signataire.accord else "ne sera imprimé nulle part"
    return f"Le nom «\u202f{signataire.nom}\u202f» {suite}."
