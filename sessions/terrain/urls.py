from django.urls import path

from sessions.terrain import views_fiche
from sessions.terrain.views import manifeste, page, travailleur

app_name = "terrain"

urlpatterns = [
    path("", page, name="page"),
    path("manifeste.webmanifest", manifeste, name="manifeste"),
    path("travailleur.js", travailleur, name="travailleur"),
    path("fiche-de-poche/", views_fiche.fiche_de_poche, name="fiche_de_poche"),
    path("fiche-de-poche.pdf", views_fiche.fiche_de_poche_pdf, name="fiche_de_poche_pdf"),
]
