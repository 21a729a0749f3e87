from django.urls import path

from sessions.cahiers import views

app_name = "cahiers"

urlpatterns = [
    path("", views.liste, name="liste"),
    path("nouveau/", views.nouveau, name="nouveau"),
    path("<uuid:pk>/", views.fiche, name="fiche"),
    path("<uuid:pk>/apercu/", views.apercu, name="apercu"),
    path("<uuid:pk>/cahier.pdf", views.telecharger, name="pdf"),
]
