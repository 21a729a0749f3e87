from django.urls import path

from sessions.archives import views

app_name = "archives"

urlpatterns = [
    path("", views.liste, name="liste"),
    path("<int:annee>/", views.annee, name="annee"),
]
