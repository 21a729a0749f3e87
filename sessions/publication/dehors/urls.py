from django.urls import path

from sessions.publication.dehors import views

app_name = "publications"
urlpatterns = [
    path("<slug:slug>/", views.accueil, name="accueil"),
    path("<slug:slug>/<slug:periode>/", views.periode, name="periode"),
    path("<slug:slug>/<slug:periode>/<slug:domaine>/", views.domaine, name="domaine"),
    path("<slug:slug>/<slug:periode>/<str:nom>", views.fichier, name="fichier"),
]
