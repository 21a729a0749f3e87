"""Accounts, at addresses in French: only the views of allauth that the product uses.

The names are those allauth reverses by itself; there is no `account_signup`, so that
nobody can open an account without an invitation.
"""

from allauth.account import views as compte
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import path, re_path
from django.views.decorators.http import require_POST

from medlove.equipe import demonstration, oubli, views_connexions

urlpatterns = [
    path("", mfa.index, name="mfa_index"),
    path("connexion/", demonstration.connexion, name="account_login"),
    path("connexion/code/", mfa.authenticate, name="mfa_authenticate"),
    path("deconnexion/", require_POST(compte.logout), name="account_logout"),
    path("ferme/", compte.account_inactive, name="account_inactive"),
    path("demonstration/<slug:porte>/", demonstration.entrer, name="compte_demonstration"),
    path("confirmer/", compte.reauthenticate, name="account_reauthenticate"),
    path("confirmer/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("mot-de-passe/", compte.password_change, name="account_change_password"),
    path("mot-de-passe/choisir/", compte.password_set, name="account_set_password"),
    path("mot-de-passe/oublie/", oubli.demander, name="account_reset_password"),
    path(
        "mot-de-passe/oublie/envoye/",
        compte.password_reset_done,
        name="account_reset_password_done",
    ),
    path(
        "mot-de-passe/nouveau/fait/",
        compte.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^mot-de-passe/nouveau/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        compte.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("application/activer/", totp.activate_totp, name="mfa_activate_totp"),
    path("application/retirer/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("connexions/", views_connexions.liste, name="compte_connexions"),
    path(
        "connexions/fermer-les-autres/",
        views_connexions.fermer_les_autres,
        name="compte_fermer_autres",
    ),
    path(
        "connexions/<uuid:connexion>/fermer/",
        views_connexions.fermer,
        name="compte_fermer_connexion",
    ),
    path("codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("codes/nouveaux/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
]
