"""Accounts, at addresses in French: only the views of allauth that the product uses."""

from allauth.account import views as compte
from django.urls import path

urlpatterns = [
    path("connexion/", compte.login, name="account_login"),
    path("deconnexion/", compte.logout, name="account_logout"),
]
