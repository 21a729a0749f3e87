from django.urls import path

from sessions.statistiques import views_statistiques as views

urlpatterns = [
    path("", views.statistiques, name="statistiques"),
    path("impression/", views.impression, name="statistiques_impression"),
]
