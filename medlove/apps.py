from django.apps import AppConfig


class MedloveConfig(AppConfig):
    """The project, and the people who use it."""

    name = "medlove"
    verbose_name = "Medlové"

    def ready(self) -> None:
        # Imported by name: autodiscovery would load `leaflet.admin`, which needs GDAL.
        from allauth.account.signals import password_changed, password_reset
        from django.contrib.auth.signals import user_logged_in, user_login_failed

        from medlove import admin, checks  # noqa: F401
        from medlove.equipe import connexions
        from medlove.journal import entrees

        user_logged_in.connect(connexions.a_l_arrivee)
        user_logged_in.connect(entrees.a_l_arrivee)
        user_login_failed.connect(entrees.au_refus)
        password_changed.connect(connexions.au_changement)
        password_reset.connect(connexions.a_l_oubli)
