from django.apps import AppConfig


class MedloveConfig(AppConfig):
    """The project, and the people who use it."""

    name = "medlove"
    verbose_name = "Medlové"

    def ready(self) -> None:
        from medlove import checks  # noqa: F401 (registers the system checks)
