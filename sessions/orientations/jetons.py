"""The secrets of orientations: a token of 128 bits, its empreinte, the code told by phone.

A token is 26 letters of base32 (RFC 4648, no padding). It travels after the # of an address,
which no server receives; only its SHA-256 is kept. The tablet computes the same
(static/js/terrain/jeton.js).
"""

import secrets
from base64 import b32decode, b32encode
from hashlib import sha256

LETTRES_DU_JETON, LETTRES_DU_CODE = 26, 6


def forger() -> str:
    return b32encode(secrets.token_bytes(16)).decode().rstrip("=")


def hacher(jeton: str) -> str:
    """The SHA-256 of a token, in hexadecimal, however its letters were typed."""
    return sha256(jeton.strip().upper().encode()).hexdigest()


def code_court(empreinte: str) -> str:
    """The six letters told by phone: the first thirty bits of the empreinte, in base32."""
    return b32encode(bytes.fromhex(empreinte)).decode()[:LETTRES_DU_CODE]


def debut_d_empreinte(code: str) -> str:
    """How the empreinte that has this code begins: seven of its digits, 28 bits of the thirty.

    Raises ValueError when these are not six letters of base32.
    """
    if len(code) != LETTRES_DU_CODE:
        raise ValueError("six letters")
    return b32decode(f"{code}AA").hex()[:7]
