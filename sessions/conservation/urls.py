from django.urls import path

from sessions.conservation import views

app_name = "conservation"

urlpatterns = [
    path("", views.page, name="page"),
    path("affiche/", views.affiche, name="affiche"),
]
