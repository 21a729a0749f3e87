from django.urls import path

from sessions.terrain.a_corriger import views

app_name = "a_corriger"

urlpatterns = [
    path("", views.liste, name="liste"),
    path("revalider/", views.tout_revalider, name="tout_revalider"),
    path("fichier/", views.fichier, name="fichier"),
    path("<int:pk>/", views.fiche, name="fiche"),
    path("<int:pk>/revalider/", views.revalider, name="revalider"),
    path("<int:pk>/garder/", views.garder, name="garder"),
    path("<int:pk>/ecarter/", views.ecarter, name="ecarter"),
]
