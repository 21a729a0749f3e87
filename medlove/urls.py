"""The table of contents of the product's addresses."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("compte/", include("medlove.equipe.urls_compte")),
    path("equipe/", include("medlove.equipe.urls")),
    path("journal/", include("medlove.journal.urls")),
    path("lieux/", include("territoires.urls")),
    path("admin/", admin.site.urls),
    path("", include("sessions.urls")),
]
