from django.urls import path

from sessions.report import views

app_name = "report"

urlpatterns = [
    path("sorties/<uuid:pk>/report/", views.sortie, name="sortie"),
    path("sorties/<uuid:pk>/report/impression/", views.sortie_impression, name="sortie_impression"),
    path("statistiques/report/", views.mois, name="mois"),
    path("statistiques/report/impression/", views.mois_impression, name="mois_impression"),
]
