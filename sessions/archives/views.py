"""The years gone, for those who go out: what remains of each is read and never changed."""

from django.http import HttpResponse
from django.shortcuts import render

from medlove.acces import Requete, reserve_au_terrain
from sessions.acces import archive_de_l_equipe
from sessions.archives.models import Archive
from sessions.archives.page import page


@reserve_au_terrain
def liste(request: Requete) -> HttpResponse:
    archives = Archive.objects.de(request.equipe)
    return render(request, "archives/liste.html", {"archives": archives})


@reserve_au_terrain
def annee(request: Requete, annee: int) -> HttpResponse:
    archive = archive_de_l_equipe(request, annee)
    return render(request, "archives/annee.html", {"archive": archive, "page": page(archive)})
