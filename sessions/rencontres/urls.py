from django.urls import URLPattern

app_name = "rencontres"

urlpatterns: list[URLPattern] = []
