from django.urls import path

from sessions.publication.pupitre import views

app_name = "donnees"
urlpatterns = [
    path("", views.liste, name="liste"),
    path("<slug:code>/", views.periode, name="periode"),
    path("<slug:code>/publier/", views.publier, name="publier"),
    path("<slug:code>/complet/", views.complet, name="complet"),
    path("<slug:code>/<str:nom>", views.fichier, name="fichier"),
]
