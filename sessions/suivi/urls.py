from django.urls import path

from sessions.suivi import views

app_name = "suivi"

urlpatterns = [
    path("", views.suivi, name="suivi"),
    path("imprimer/", views.impression, name="impression"),
]
