"""The journal, for the administration of the instance: read, narrowed down, never changed."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from medlove.acces import Requete
from medlove.journal.filtres import JournalFiltre
from medlove.journal.models import Journal
from medlove.journal.page import rangees

PAR_PAGE = 50


@require_safe
def liste(request: Requete) -> HttpResponse:
    """Newest first. It names no person met, quotes nothing: who did what, and when."""
    # `is_superuser` of whoever is signed in: nobody else comes so far.
    if not request.user.is_superuser:
        raise PermissionDenied
    filtre = JournalFiltre(request.GET, queryset=Journal.objects.select_related("equipe"))
    page = Paginator(filtre.qs, PAR_PAGE).get_page(request.GET.get("page"))
    contexte = {"filtre": filtre, "page": page, "rangees": rangees(page.object_list)}
    return render(request, "journal/liste.html", contexte)
