from django.urls import path

from sessions.planification import views

app_name = "planification"

urlpatterns = [
    path("", views.ou_aller, name="ou_aller"),
]
