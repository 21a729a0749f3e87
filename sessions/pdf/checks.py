"""What a server that starts may still lack: the libraries that print."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from django.core.checks import CheckMessage, Error, register


@register(deploy=True)
def documents_can_be_printed(
    app_configs: Sequence[Any] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Told at the installation rather than to the first who prints: loaded with the first
    document only, WeasyPrint stops nobody from starting."""
    try:
        import_module("sessions.pdf.moteur")
    except (ImportError, OSError) as manque:
        return [
            Error(
                f"Aucun PDF ne peut être fabriqué, une bibliothèque manque\u202f: {manque}",
                hint="sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
                id="medlove_sessions.E001",
            )
        ]
    return []
