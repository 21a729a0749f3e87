"""How e-mails leave: through the relay that MEDLOVE_EMAIL_RELAIS names.

Without one nothing leaves, and whoever asked is told so: an invitation, a lost password, written in
the log of a server, would be keys left in the open. While developing, they show in the terminal.
"""

from collections.abc import Sequence
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMessage
from django.core.mail.backends.console import EmailBackend as Terminal
from django.core.mail.backends.smtp import EmailBackend

# The port of each way, when the address says none.
PORTS = {"smtp": 587, "smtps": 465, "local": 25}
PATIENCE = 15  # seconds


class SansRelais(OSError):
    """There is nobody to give e-mails to."""


def relais(adresse: str) -> dict[str, Any]:
    """What SMTP is opened with, from « smtp://compte:mot@hote »; nothing when nothing is said.

    `smtp` goes on encrypted or not at all, `smtps` is so from the start; `local` is for a relay of
    this very machine, in the clear. Raises ImproperlyConfigured.
    """
    if not adresse:
        return {}
    try:
        morceaux = urlsplit(adresse)
        port = morceaux.port
    except ValueError:
        morceaux, port = urlsplit(""), None
    if morceaux.scheme not in PORTS or not morceaux.hostname:
        raise ImproperlyConfigured(
            "MEDLOVE_EMAIL_RELAIS n’est pas l’adresse d’un relais : écrire "
            "smtp://compte:mot@hote, smtps://compte:mot@hote ou local://localhost."
        )
    return {
        "host": morceaux.hostname,
        "port": port or PORTS[morceaux.scheme],
        "username": unquote(morceaux.username or ""),
        "password": unquote(morceaux.password or ""),
        "use_tls": morceaux.scheme == "smtp",
        "use_ssl": morceaux.scheme == "smtps",
        "timeout": PATIENCE,
    }


class ParRelais(EmailBackend):
    """Django's SMTP, opened with `settings.MEDLOVE_EMAIL_RELAIS`."""

    def __init__(self, *, fail_silently: bool = False, **options: Any) -> None:
        super().__init__(fail_silently=fail_silently, **(settings.MEDLOVE_EMAIL_RELAIS or {}))

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        if settings.MEDLOVE_EMAIL_RELAIS:
            return super().send_messages(email_messages) or 0
        if settings.DEBUG:
            return Terminal().send_messages(email_messages) or 0
        raise SansRelais("MEDLOVE_EMAIL_RELAIS is not set")
