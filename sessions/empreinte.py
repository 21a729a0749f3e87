"""The fingerprint of a record: SHA-256 of the canonical JSON of its `donnees`.

The tablet computes the same bytes in JavaScript, so JSON is narrowed to what both languages
write alike: sorted keys of ASCII letters, strings as typed, whole numbers under 2⁵³ in size.
docs/contrat-terrain.md says it for whoever writes a client.
"""

import json
import re
from hashlib import sha256
from typing import Any

CLE = re.compile(r"[a-z][a-z0-9_]*")
ENTIER_MAXIMUM = 2**53 - 1


class NonCanonique(ValueError):
    """This content has no canonical form; the message says where and why."""


def empreinte(donnees: Any) -> str:
    """SHA-256 of the canonical JSON, 64 hexadecimal digits. Raises NonCanonique."""
    return sha256(canonique(donnees)).hexdigest()


def canonique(donnees: Any) -> bytes:
    """Canonical JSON, in UTF-8. Raises NonCanonique for what the contract leaves out."""
    _verifier(donnees, "donnees")
    texte = json.dumps(donnees, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    try:
        return texte.encode()
    except UnicodeEncodeError as erreur:
        raise NonCanonique("A string holds half of a surrogate pair.") from erreur


def _verifier(valeur: Any, ou: str) -> None:
    sorte = type(valeur)
    if sorte is str or sorte is bool or valeur is None:
        return
    if sorte is dict:
        for cle, sienne in valeur.items():
            if type(cle) is not str or not CLE.fullmatch(cle):
                raise NonCanonique(f"{ou}: the key {cle!r} is not [a-z][a-z0-9_]*.")
            _verifier(sienne, cle)
    elif sorte is list:
        for sienne in valeur:
            _verifier(sienne, ou)
    elif sorte is not int:
        raise NonCanonique(f"{ou}: a {sorte.__name__} has no canonical form.")
    elif not -ENTIER_MAXIMUM <= valeur <= ENTIER_MAXIMUM:
        raise NonCanonique(f"{ou}: a whole number of 2⁵³ or more is not exact in JavaScript.")
