from django.urls import path

from sessions.tirages import views

app_name = "tirages"

urlpatterns = [
    path("", views.page, name="page"),
    path("tirer/", views.tirer, name="tirer"),
    path("resultat/", views.resultat, name="resultat"),
    path("<uuid:pk>/", views.repondre, name="repondre"),
]
