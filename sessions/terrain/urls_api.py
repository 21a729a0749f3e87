from django.urls import path

from sessions.terrain import api, api_appareils

app_name = "api"

urlpatterns = [
    path("appareils/", api_appareils.appareils, name="appareils"),
    path("lots/", api.lots, name="lots"),
    path("rapprochement/", api.rapprochement, name="rapprochement"),
    path("referentiel/", api.referentiel, name="referentiel"),
    path("sorties/<uuid:pk>/totaux/", api.totaux_de_la_sortie, name="totaux"),
]
