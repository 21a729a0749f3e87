from django.urls import path

from sessions.relecture import views, views_bilans, views_mots, views_paroles

app_name = "relecture"

urlpatterns = [
    path("", views.notes, name="notes"),
    path("lues/", views.lues, name="lues"),
    path("notes/<uuid:pk>/", views.reecrire, name="reecrire"),
    path("notes/<uuid:pk>/garder/", views.garder, name="garder"),
    path("notes/<uuid:pk>/effacer/", views.effacer, name="effacer"),
    path("bilans/", views_bilans.bilans, name="bilans"),
    path("bilans/<uuid:pk>/parole/", views_bilans.reecrire, name="reecrire_bilan"),
    path("bilans/<uuid:pk>/parole/laisser/", views_bilans.laisser, name="laisser"),
    path("bilans/<uuid:pk>/scene/", views_bilans.scene, name="scene"),
    path("scenes/", views_bilans.scenes, name="scenes"),
    path("mots/", views_mots.mots, name="mots"),
    path("mots/<uuid:pk>/accepter/", views_mots.accepter, name="mot_accepter"),
    path("mots/<uuid:pk>/retirer/", views_mots.retirer, name="mot_retirer"),
    path("paroles/", views_paroles.liste, name="paroles"),
    path("paroles/<uuid:pk>/", views_paroles.modifier, name="modifier"),
    path("paroles/<uuid:pk>/retirer/", views_paroles.retirer, name="retirer"),
]
