from django.urls import path

from sessions.annuaire import views, views_professionnels

app_name = "annuaire"

urlpatterns = [
    path("", views.liste, name="liste"),
    path("nouveau/", views.nouveau, name="nouveau"),
    path("imprimer/", views.imprimer, name="imprimer"),
    path("horaires/", views.lecture, name="lecture"),
    path("professionnels/", views_professionnels.liste, name="professionnels"),
    path("professionnels/nouveau/", views_professionnels.nouveau, name="nouveau_professionnel"),
    path(
        "professionnels/<uuid:pk>/",
        views_professionnels.modifier,
        name="modifier_professionnel",
    ),
    path("<uuid:pk>/", views.fiche, name="fiche"),
    path("<uuid:pk>/modifier/", views.modifier, name="modifier"),
    path("<uuid:pk>/pause/", views.mettre_en_pause, name="pause"),
    path("<uuid:pk>/reprendre/", views.reprendre, name="reprendre"),
    path("<uuid:pk>/exact/", views.dire_exact, name="exact"),
    path("<uuid:pk>/inexact/", views.dire_inexact, name="inexact"),
]
