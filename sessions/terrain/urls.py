from django.urls import path

from sessions.terrain.views import page

app_name = "terrain"

urlpatterns = [
    path("", page, name="page"),
]
