"""Encryption of a stream with AES-256-GCM, in numbered chunks.

The construction is STREAM (Hoang, Reyhanitabar, Rogaway, Vizár, 2015), as `age` has it: each
chunk of 64 KiB is sealed under a nonce made of its number (11 bytes) and of a byte that says
whether it is the last; the header of the file is bound to each. A chunk changed, moved, missing
or added is refused, and so is a file cut at the border of two. The key is of this file only:
scrypt of the secret and of 16 bytes drawn for it.
"""

import hmac
import io
from hashlib import scrypt, sha256
from typing import TYPE_CHECKING, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sessions.sauvegarde.refus import SauvegardeAbimee

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

MORCEAU = 64 * 1024
SCEAU = 16  # bytes that AES-GCM adds to a chunk
SEL = 16  # bytes drawn for each file
MEMOIRE = 64 * 1024 * 1024  # bytes that scrypt may take; it takes half


class Cle:
    """What a secret gives for one file: a key, and a witness that tells a wrong secret."""

    def __init__(self, secret: str, sel: bytes) -> None:
        tire = scrypt(secret.encode(), salt=sel, n=2**15, r=8, p=1, maxmem=MEMOIRE, dklen=64)
        self._aes = AESGCM(tire[:32])
        self.temoin = sha256(b"temoin" + tire[32:]).hexdigest()[:16]

    def reconnait(self, temoin: str) -> bool:
        return hmac.compare_digest(self.temoin, temoin)

    def sceller(self, numero: int, dernier: bool, clair: bytes, entete: bytes) -> bytes:
        return self._aes.encrypt(_nonce(numero, dernier), clair, entete)

    def ouvrir(self, numero: int, dernier: bool, scelle: bytes, entete: bytes) -> bytes:
        return self._aes.decrypt(_nonce(numero, dernier), scelle, entete)


def _nonce(numero: int, dernier: bool) -> bytes:
    return numero.to_bytes(11, "big") + bytes([dernier])


class Scelleur(io.RawIOBase):
    """Where to write what is to be sealed; `close` seals the last chunk, and leaves the file
    below open."""

    def __init__(self, vers: BinaryIO, cle: Cle, entete: bytes) -> None:
        self._vers, self._cle, self._entete = vers, cle, entete
        self._attente = bytearray()
        self._numero = 0

    def writable(self) -> bool:
        return True

    def write(self, octets: "ReadableBuffer", /) -> int:
        vue = memoryview(octets)
        self._attente += vue
        # A full chunk waits until another byte comes: only then is it known not to be the last.
        while len(self._attente) > MORCEAU:
            self._sceller(bytes(self._attente[:MORCEAU]), dernier=False)
            del self._attente[:MORCEAU]
        return vue.nbytes

    def close(self) -> None:
        if not self.closed:
            self._sceller(bytes(self._attente), dernier=True)
        super().close()

    def _sceller(self, clair: bytes, *, dernier: bool) -> None:
        self._vers.write(self._cle.sceller(self._numero, dernier, clair, self._entete))
        self._numero += 1


class Ouvreur(io.RawIOBase):
    """Where to read what was sealed. Raises SauvegardeAbimee at the first byte in doubt."""

    def __init__(self, depuis: BinaryIO, cle: Cle, entete: bytes) -> None:
        self._depuis, self._cle, self._entete = depuis, cle, entete
        self._clair = memoryview(b"")
        self._suivant = depuis.read(MORCEAU + SCEAU)
        self._numero = 0
        self._fini = False

    def readable(self) -> bool:
        return True

    def readinto(self, place: "WriteableBuffer", /) -> int:
        while not self._clair and not self._fini:
            self._clair = memoryview(self._ouvrir())
        vue = memoryview(place).cast("B")
        combien = min(len(vue), len(self._clair))
        vue[:combien] = self._clair[:combien]
        self._clair = self._clair[combien:]
        return combien

    def _ouvrir(self) -> bytes:
        scelle, self._suivant = self._suivant, self._depuis.read(MORCEAU + SCEAU)
        self._fini = not self._suivant
        try:
            clair = self._cle.ouvrir(self._numero, self._fini, scelle, self._entete)
        except InvalidTag as erreur:
            raise SauvegardeAbimee(
                f"le morceau {self._numero + 1} n’est pas celui qui a été écrit"
            ) from erreur
        self._numero += 1
        return clair
