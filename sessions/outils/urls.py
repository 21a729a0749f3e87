from django.urls import path

from sessions.outils import views

app_name = "outils"

urlpatterns = [
    path("", views.liste, name="liste"),
    path("nouveau/", views.nouveau, name="nouveau"),
    path("<uuid:pk>/", views.fiche, name="fiche"),
    path("<uuid:pk>/modifier/", views.modifier, name="modifier"),
    path("<uuid:pk>/retirer/", views.retirer, name="retirer"),
    path("<uuid:pk>/proposer/", views.proposer, name="proposer"),
    path("<uuid:pk>/photo/", views.photo, name="photo"),
    path("<uuid:pk>/a-imprimer.pdf", views.a_imprimer, name="a_imprimer"),
]
