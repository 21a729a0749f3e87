"""The public address of an edition: a secret told once, of which only the SHA-256 is kept.

Whoever reads the database, or a backup of it, opens nothing.
"""

import secrets
from base64 import urlsafe_b64encode
from hashlib import sha256

from django.views.decorators.debug import sensitive_variables

from sessions.cahiers.editions.models import Edition

OCTETS = 32


def forger() -> str:
    """43 letters, digits, « - » and « _ »."""
    return secrets.token_urlsafe(OCTETS)


@sensitive_variables()
def hacher(secret: str) -> str:
    """The SHA-256 of a secret, in as many signs as the secret."""
    return urlsafe_b64encode(sha256(secret.encode()).digest()).decode().rstrip("=")


@sensitive_variables()
def par_secret(secret: str) -> Edition | None:
    """The edition that it opens; withdrawn or never given, there is none.

    The database compares hashes: how long it takes says nothing of the secret.
    """
    return Edition.objects.pretes().filter(publiee=True, lien=hacher(secret)).first()
