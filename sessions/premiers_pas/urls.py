from django.urls import path

from sessions.premiers_pas import views

app_name = "premiers_pas"

urlpatterns = [
    path("", views.page, name="page"),
    path("ecarter/", views.ecarter, name="ecarter"),
]
