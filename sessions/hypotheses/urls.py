from django.urls import path

from sessions.hypotheses import views

app_name = "hypotheses"

urlpatterns = [
    path("", views.hypotheses, name="hypotheses"),
    path("imprimer/", views.impression, name="impression"),
    path("contexte/nouveau/", views.nouveau, name="nouveau"),
    path("contexte/<uuid:pk>/", views.modifier, name="modifier"),
    path("contexte/<uuid:pk>/retirer/", views.retirer, name="retirer"),
]
