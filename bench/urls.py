"""The product, and what it is measured against."""

from django.urls import include, path

from bench.vue_nue import lots

urlpatterns = [
    path("nue/lots/", lots),
    path("", include("medlove.urls")),
]
