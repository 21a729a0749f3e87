from django.urls import path

from territoires import views

app_name = "lieux"

urlpatterns = [
    path("", views.liste, name="liste"),
    path("nouveau/", views.nouveau, name="nouveau"),
    path("<uuid:pk>/", views.modifier, name="modifier"),
    path("<uuid:pk>/confirmer/", views.confirmer, name="confirmer"),
]
