from django.urls import path

from sessions.terrain import views_appareils

app_name = "appareils"

urlpatterns = [
    path("", views_appareils.liste, name="liste"),
    path("ajouter/", views_appareils.ajouter, name="ajouter"),
    path("<uuid:pk>/revoquer/", views_appareils.revoquer, name="revoquer"),
]
