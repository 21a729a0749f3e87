from django.urls import path

from sessions.rencontres import views

app_name = "rencontres"

urlpatterns = [
    path("", views.liste, name="liste"),
    path("<uuid:pk>/", views.fiche, name="fiche"),
    path("<uuid:pk>/supprimer/", views.supprimer, name="supprimer"),
]
