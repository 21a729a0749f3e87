from django.urls import path

from sessions.orientations import views

app_name = "orientations_gestes"

urlpatterns = [
    path("suites/", views.dire, name="dire"),
    path("<uuid:pk>/suite/", views.suite, name="suite"),
    path("partenaires/<uuid:pk>/retour/", views.retour, name="retour"),
    path("partenaires/<uuid:pk>/lien/", views.lien, name="lien"),
]
