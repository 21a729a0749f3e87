from django.urls import path

from sessions.cahiers import views, views_images, views_sections, views_signataires

app_name = "cahiers"

urlpatterns = [
    path("", views.liste, name="liste"),
    path("nouveau/", views.nouveau, name="nouveau"),
    path("<uuid:pk>/", views.fiche, name="fiche"),
    path("<uuid:pk>/reglages/", views.reglages, name="reglages"),
    path("<uuid:pk>/supprimer/", views.supprimer, name="supprimer"),
    path("<uuid:pk>/apercu/", views.apercu, name="apercu"),
    path("<uuid:pk>/sections/", views_sections.ajouter, name="ajouter"),
    path("<uuid:pk>/signataires/", views_signataires.liste, name="signataires"),
    path("sections/<uuid:pk>/", views_sections.section, name="section"),
    path("sections/<uuid:pk>/enregistrer/", views_sections.enregistrer, name="enregistrer"),
    path("sections/<uuid:pk>/deplacer/", views_sections.deplacer, name="deplacer"),
    path("sections/<uuid:pk>/imprimer/", views_sections.imprimer, name="imprimer"),
    path("sections/<uuid:pk>/retirer/", views_sections.retirer, name="retirer"),
    path("sections/<uuid:pk>/images/", views_images.ajouter, name="image_ajouter"),
    path("images/<uuid:pk>/fichier/", views_images.image, name="image"),
    path("images/<uuid:pk>/", views_images.modifier, name="image_modifier"),
    path("images/<uuid:pk>/retirer/", views_images.retirer, name="image_retirer"),
    path("signataires/<uuid:pk>/", views_signataires.modifier, name="signataire"),
    path("signataires/<uuid:pk>/retirer/", views_signataires.retirer, name="signataire_retirer"),
]
