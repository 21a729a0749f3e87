"""All the data of the équipe in one archive, for the coordination: its content, its keeping."""

from tempfile import TemporaryFile

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from medlove.acces import Requete, reserve
from medlove.models import Role
from sessions.demenagement.contenu import PARTIES
from sessions.demenagement.refus import ExportImpossible
from sessions.demenagement.services.exportation import a_corriger, archiver
from sessions.limite import Limite, Trop
from sessions.rencontres.models import Rencontre

LIMITE = Limite(
    "export_complet",
    au_plus=6,
    secondes=3600,
    phrase="L’export complet a été demandé six fois en une heure\u202f: attendre un peu.",
)


@reserve(Role.COORDINATION)
@require_safe
def page(request: Requete) -> HttpResponse:
    contexte = {
        "parties": PARTIES,
        "restent": a_corriger(request.equipe),
        "notes": Rencontre.objects.de(request.equipe).avec_note().count(),
    }
    return render(request, "demenagement/page.html", contexte)


@reserve(Role.COORDINATION)
@require_POST
def emporter(request: Requete) -> HttpResponseBase:
    fichier = TemporaryFile()  # noqa: SIM115 - closed by the response, once it is sent
    try:
        LIMITE.compter(str(request.equipe.pk))
        archiver(request.equipe, fichier, par=request.appartenance.utilisateur)
    except (ExportImpossible, Trop) as refus:
        fichier.close()
        messages.error(request, str(refus))
        return redirect("demenagement:page")
    fichier.seek(0)
    nom = f"interne-{request.equipe.slug}-{timezone.localdate()}.zip"
    reponse = FileResponse(
        fichier, as_attachment=True, filename=nom, content_type="application/zip"
    )
    reponse["Cache-Control"] = "private, no-store"
    return reponse
