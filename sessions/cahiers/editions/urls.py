from django.urls import path

from sessions.cahiers.editions import views, views_dehors, views_lecture

app_name = "editions"

urlpatterns = [
    path("lus/", views_lecture.lus, name="lus"),
    path("lire/<str:secret>/", views_dehors.lire, name="lire"),
    path("<uuid:pk>/editions/", views.page, name="page"),
    path("<uuid:pk>/editions/<slug:variante>/", views.demander, name="demander"),
    path("editions/<uuid:pk>/annuler/", views.annuler, name="annuler"),
    path("editions/<uuid:pk>/lien/", views.lien, name="lien"),
    path("editions/<uuid:pk>/lien/retirer/", views.retirer, name="retirer"),
    path("editions/<uuid:pk>/cahier.pdf", views_lecture.telecharger, name="pdf"),
]
