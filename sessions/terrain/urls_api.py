from django.urls import path

from sessions.terrain import api

app_name = "api"

urlpatterns = [
    path("lots/", api.lots, name="lots"),
    path("referentiel/", api.referentiel, name="referentiel"),
    path("sorties/<uuid:pk>/totaux/", api.totaux_de_la_sortie, name="totaux"),
]
