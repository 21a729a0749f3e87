from django.urls import path

from medlove.equipe import views, views_double, views_invitation

app_name = "equipe"

urlpatterns = [
    path("", views.liste, name="liste"),
    path("inviter/", views.inviter, name="inviter"),
    path("courante/", views.courante, name="courante"),
    path("invitation/<str:jeton>/", views_invitation.invitation, name="invitation"),
    path("rejoindre/<str:jeton>/", views_invitation.rejoindre, name="rejoindre"),
    path("<uuid:pk>/", views.membre, name="membre"),
    path("<uuid:pk>/desactiver/", views.desactiver, name="desactiver"),
    path("<uuid:pk>/reactiver/", views.reactiver, name="reactiver"),
    path("<uuid:pk>/telephone-perdu/", views_double.retirer, name="retirer_double"),
]
