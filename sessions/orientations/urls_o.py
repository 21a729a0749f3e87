from django.urls import path

from sessions.orientations import views_o, views_partenaire

app_name = "suite"

urlpatterns = [
    path("", views_o.page, name="page"),
    path("merci/", views_o.merci, name="merci"),
    path("partenaire/", views_partenaire.partenaire, name="partenaire"),
    path("partenaire/entrer/", views_partenaire.entrer, name="entrer"),
    path("partenaire/code/", views_partenaire.chercher, name="chercher"),
    path("partenaire/suite/", views_partenaire.dire, name="dire"),
    path("partenaire/retour/", views_partenaire.retour, name="retour"),
    path("partenaire/sortir/", views_partenaire.sortir, name="sortir"),
]
