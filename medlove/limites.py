"""Where attempts are counted: in the database, that every process reads and no restart empties.

Django's cache keeps there the limits of allauth, and nothing else; `compter` adds one in a
single statement, so that two processes never write the same number. Keys hold network
addresses and e-mails: only their fingerprint is written.
"""

from datetime import timedelta
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.crypto import salted_hmac

from medlove.models import Compteur

UN_DE_PLUS = """
    INSERT INTO medlove_limites (cache_key, value, expires) VALUES (%s, '1', %s)
    ON CONFLICT (cache_key) DO UPDATE
    SET value = CAST(CAST(medlove_limites.value AS integer) + 1 AS text)
    RETURNING value
"""


def empreinte(cle: str, prefixe: str = "", version: Any = 1) -> str:
    """The KEY_FUNCTION of the cache: what is counted cannot be read back."""
    entiere = f"{prefixe}:{version}:{cle}"
    return salted_hmac("medlove.limites", entiere, algorithm="sha256").hexdigest()


def compter(cle: str, secondes: int) -> int:
    """Count one more under this key, forgotten after so many seconds: how many that makes."""
    maintenant = timezone.now().replace(microsecond=0)
    expire = connection.ops.adapt_datetimefield_value(maintenant + timedelta(seconds=secondes))
    with connection.cursor() as curseur:
        curseur.execute(UN_DE_PLUS, [empreinte(f"compteur:{cle}"), expire])
        combien = int(curseur.fetchall()[0][0])
    if combien == 1:
        Compteur.objects.filter(expires__lt=maintenant).delete()
    return combien
