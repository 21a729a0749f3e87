from django.urls import path

from sessions.sorties import views

app_name = "sorties"

urlpatterns = [
    path("", views.liste, name="liste"),
    path("nouvelle/", views.nouvelle, name="nouvelle"),
    path("<uuid:pk>/", views.fiche, name="fiche"),
    path("<uuid:pk>/modifier/", views.modifier, name="modifier"),
    path("<uuid:pk>/repeter/", views.encore, name="repeter"),
    path("<uuid:pk>/annuler/", views.annuler, name="annuler"),
]
