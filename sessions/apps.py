from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SessionsConfig(AppConfig):
    """The field log. Its label keeps it apart from Django's own `sessions`."""

    name = "sessions"
    label = "medlove_sessions"
    verbose_name = "Carnet de terrain"

    def ready(self) -> None:
        # Their import declares types of elements, checks, and what hears of deletions or creations.
        import sessions.conservation.rejeu
        import sessions.hypotheses.depart
        import sessions.notes.elements
        import sessions.orientations.elements
        import sessions.pdf.checks
        import sessions.relecture.mots
        import sessions.sauvegarde.suppressions
        import sessions.terrain.oubli  # noqa: F401
        from sessions.nomenclatures.chargement import charger_apres_migration
        from sessions.transferts import notes

        notes.brancher(notes.detecteur_de_l_equipe)
        post_migrate.connect(charger_apres_migration, sender=self)
