from django.apps import AppConfig


class MedloveConfig(AppConfig):
    """The project, and the people who use it."""

    name = "medlove"
    verbose_name = "Medlové"

    def ready(self) -> None:
        # Imported by name: autodiscovery would load `leaflet.admin`, which needs GDAL.
        from medlove import admin, checks  # noqa: F401
