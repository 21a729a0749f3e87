"""The files, for those of the inside who may read them: published figures for every member."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from medlove.acces import Requete
from medlove.journal.portes import servie
from sessions.acces import edition_lisible
from sessions.cahiers.editions.models import Edition, Variante


def reserve_aux_lecteurs(vue: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Any member, and the administrator of the instance."""

    @wraps(vue)
    def vue_reservee(request: Requete, *args: Any, **kwargs: Any) -> HttpResponseBase:
        # `is_superuser` of whoever is signed in: nobody else comes so far.
        if request.appartenance is None and not request.user.is_superuser:
            raise PermissionDenied
        return vue(request, *args, **kwargs)

    return vue_reservee


@require_safe
@reserve_aux_lecteurs
def lus(request: Requete) -> HttpResponse:
    """The cahiers made of published figures, each in its variants, the last of each."""
    editions = Edition.objects.lisibles_par(request.appartenance).filter(publiee=True)
    dernieres: dict[tuple[UUID, str], Edition] = {}
    for edition in editions.select_related("cahier__equipe").order_by(
        "-cahier__periode", "cahier__titre", "cahier_id", "-demandee_le"
    ):
        dernieres.setdefault((edition.cahier_id, edition.variante), edition)
    rangs = {cahier: rang for rang, (cahier, _) in enumerate(dernieres)}
    en_ordre = sorted(
        dernieres.values(),
        key=lambda une: (rangs[une.cahier_id], Variante.values.index(une.variante)),
    )
    return render(request, "cahiers/editions/lus.html", {"editions": en_ordre})


@require_safe
@reserve_aux_lecteurs
@never_cache
def telecharger(request: Requete, pk: UUID) -> HttpResponseBase:
    edition = edition_lisible(request, pk)
    reponse = en_fichier(edition, as_attachment=True)
    if edition.publiee:
        return reponse
    objet = f"cahier:{edition.cahier_id}"
    return servie(request, reponse, "cahier_imprime", objet=objet, edition=str(edition.pk))


def en_fichier(edition: Edition, *, as_attachment: bool) -> FileResponse:
    """The PDF, read as it is sent. Raises Http404 when the file is gone."""
    try:
        lu = edition.fichier.open("rb")
    except FileNotFoundError as erreur:
        raise Http404 from erreur
    reponse = FileResponse(
        lu,
        as_attachment=as_attachment,
        filename=edition.nom_de_fichier,
        content_type="application/pdf",
    )
    reponse["X-Content-Type-Options"] = "nosniff"
    return reponse
