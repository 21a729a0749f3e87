from django.urls import path

from sessions.transferts import views

app_name = "transferts"

urlpatterns = [
    path("", views.liste, name="liste"),
    path("modele.<str:forme>", views.modele, name="modele"),
    path("importer/", views.importer, name="importer"),
    path("importer/colonnes/", views.colonnes, name="colonnes"),
    path("importer/valeurs/", views.valeurs, name="valeurs"),
    path("importer/apercu/", views.apercu, name="apercu"),
    path("importer/confirmer/", views.confirmer, name="confirmer"),
    path("importer/abandonner/", views.abandonner, name="abandonner"),
    path("<uuid:pk>/annuler/", views.annuler, name="annuler"),
]
