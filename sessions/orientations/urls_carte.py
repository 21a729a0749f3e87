from django.urls import path

from sessions.orientations import views_carte

app_name = "carte_d_orientation"

urlpatterns = [
    path("<uuid:pk>/", views_carte.page, name="page"),
    path("<uuid:pk>/carte.pdf", views_carte.carte_pdf, name="pdf"),
]
