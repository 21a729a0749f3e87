from django.urls import URLPattern

app_name = "sorties"

urlpatterns: list[URLPattern] = []
