"""System checks: what must never start."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from medlove.hotes import est_local


@register()
def demonstration_stays_at_home(
    app_configs: Sequence[Any] | None, **kwargs: Any
) -> list[CheckMessage]:
    """The demonstration opens its doors without a password: only here, only for development."""
    if not settings.MEDLOVE_DEMO:
        return []
    if settings.DEBUG and all(est_local(hote) for hote in settings.ALLOWED_HOSTS):
        return []
    return [
        Error(
            "MEDLOVE_DEMO ouvre les portes sans mot de passe : il demande DEBUG=1 "
            "et des hôtes locaux seulement dans ALLOWED_HOSTS.",
            hint="Retirer MEDLOVE_DEMO, ou mettre DEBUG=1 et ALLOWED_HOSTS=127.0.0.1,localhost.",
            id="medlove.E001",
        )
    ]
