from django.urls import path

from sessions.annuaire import views_doubles, views_export, views_import

app_name = "annuaire_echanges"

urlpatterns = [
    path("importer/", views_import.importer, name="importer"),
    path("importer/apercu/", views_import.apercu, name="apercu"),
    path("importer/confirmer/", views_import.confirmer, name="confirmer"),
    path("importer/abandonner/", views_import.abandonner, name="abandonner"),
    path("exporter/", views_export.exporter, name="exporter"),
    path("exporter/csv/", views_export.telecharger, {"forme": "csv"}, name="csv"),
    path("exporter/json/", views_export.telecharger, {"forme": "json"}, name="json"),
    path("doublons/", views_doubles.doublons, name="doublons"),
    path("doublons/<uuid:pk>/<uuid:autre>/", views_doubles.comparer, name="comparer"),
    path(
        "doublons/<uuid:pk>/<uuid:autre>/deux-lieux/",
        views_doubles.deux_lieux,
        name="deux_lieux",
    ),
]
