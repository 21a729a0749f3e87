from django.urls import path

from sessions.demenagement import views

app_name = "demenagement"

urlpatterns = [
    path("", views.page, name="page"),
    path("archive/", views.emporter, name="emporter"),
]
