from django.urls import path

from sessions.statistiques import views

urlpatterns = [
    path("", views.carte, name="carte"),
    path("impression/", views.impression, name="carte_impression"),
    path("carte.svg", views.dessin, name="carte_svg"),
]
