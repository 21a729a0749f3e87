from django.urls import path

from sessions.exports import views

app_name = "exports"

urlpatterns = [
    path("carte/export/", views.carte, name="carte"),
    path("statistiques/export/", views.statistiques, name="statistiques"),
    path("rencontres/export/", views.rencontres, name="rencontres"),
]
