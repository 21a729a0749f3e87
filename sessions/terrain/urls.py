from django.urls import path

from sessions.terrain.views import manifeste, page, travailleur

app_name = "terrain"

urlpatterns = [
    path("", page, name="page"),
    path("manifeste.webmanifest", manifeste, name="manifeste"),
    path("travailleur.js", travailleur, name="travailleur"),
]
