from django.urls import URLPattern

app_name = "cahiers"

urlpatterns: list[URLPattern] = []
