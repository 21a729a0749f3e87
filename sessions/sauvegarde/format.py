"""The file of a backup: a `.tar.gz` that any tool opens, sealed as a whole when a key is given.

    medlove-sauvegarde.json           what it is: program, day, migrations applied
    tables/<table>/00001.jsonl        a line of column names, then one line a row
    fichiers/…                        the private files
    manifeste.json                    each entry above with its SHA-256, each table with its count

Sealed, two lines in clear come before: a mark, and what is needed to know the key again.
The manifest comes last: nothing read is to be believed before `Lecteur` has come to its end.
"""

import io
import json
import secrets
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from gzip import BadGzipFile, GzipFile
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, Self

from sessions.sauvegarde.chiffre import SEL, Cle, Ouvreur, Scelleur
from sessions.sauvegarde.refus import SauvegardeAbimee, SauvegardeRefusee

FORMAT = 1
MARQUE = b"medlove-sauvegarde chiffree\n"
GZIP = b"\x1f\x8b"
ENTETE, MANIFESTE = "medlove-sauvegarde.json", "manifeste.json"
# What a line of header may hold: a reader of an unknown file stops there.
ENTETE_AU_PLUS = 64 * 1024
DROITS = 0o600
# The header says these in clear too, sealed or not.
DITS_EN_CLAIR = ("format", "programme", "fait_le", "vide")


class Ecrivain:
    """Writes a backup, entry after entry; `finir` writes the manifest."""

    def __init__(self, vers: BinaryIO, entete: dict[str, Any], secret: str) -> None:
        self._entrees: list[dict[str, Any]] = []
        self._scelleur: Scelleur | None = None
        dessous: Any = vers
        if secret:
            self._scelleur = dessous = _sceller(vers, entete, secret)
        self._gzip = GzipFile(filename="", mode="wb", compresslevel=6, fileobj=dessous, mtime=0)
        self._tar = tarfile.open(fileobj=self._gzip, mode="w|")  # noqa: SIM115
        self.poser(ENTETE, _json(entete))

    def poser(self, nom: str, octets: bytes) -> None:
        self._ecrire(nom, octets)
        self._entrees.append(
            {"nom": nom, "octets": len(octets), "sha256": sha256(octets).hexdigest()}
        )

    def finir(self, tables: dict[str, Any]) -> None:
        self._ecrire(MANIFESTE, _json({"entrees": self._entrees, "tables": tables}))
        self._fermer()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, genre: type[BaseException] | None, erreur: Any, trace: Any) -> None:
        if erreur:  # what was written is thrown away, whatever the disk says of its end
            with suppress(OSError):
                self._fermer()

    def _fermer(self) -> None:
        self._tar.close()
        self._gzip.close()
        if self._scelleur:
            self._scelleur.close()

    def _ecrire(self, nom: str, octets: bytes) -> None:
        une = tarfile.TarInfo(nom)
        une.size, une.mode = len(octets), DROITS
        self._tar.addfile(une, io.BytesIO(octets))


def _sceller(vers: BinaryIO, entete: dict[str, Any], secret: str) -> Scelleur:
    sel = secrets.token_bytes(SEL)
    cle = Cle(secret, sel)
    clair = {nom: entete[nom] for nom in DITS_EN_CLAIR}
    debut = MARQUE + _json(clair | {"sel": sel.hex(), "temoin": cle.temoin}) + b"\n"
    vers.write(debut)
    return Scelleur(vers, cle, sha256(debut).digest())


def _json(dit: dict[str, Any]) -> bytes:
    return json.dumps(dit, ensure_ascii=False, sort_keys=True).encode()


class Lecteur:
    """Reads a backup once, from its beginning to its end. `entete` is known at once, `tables`
    (the counts and digests that the manifest promises) at the end."""

    def __init__(self, depuis: BinaryIO, secret: str) -> None:
        self._depuis, self._secret = depuis, secret
        self._vues: list[dict[str, Any]] = []
        self.tables: dict[str, Any] = {}
        with _abime():
            self._gzip = GzipFile(fileobj=self._ouvrir(), mode="rb")
            self._tar = tarfile.open(fileobj=self._gzip, mode="r|")  # noqa: SIM115
            premiere = self._tar.next()
            if premiere is None or premiere.name != ENTETE:
                raise SauvegardeRefusee(
                    "Ce fichier n’est pas une sauvegarde de Medlové : "
                    "en donner une faite par « sauvegarder »."
                )
            self.entete: dict[str, Any] = json.loads(self._contenu(premiere))
            _verifier_l_entete(self.entete)

    def entrees(self) -> Iterator[tuple[str, bytes]]:
        """Each entry but the header and the manifest. Raises SauvegardeAbimee, at the end too."""
        manifeste: dict[str, Any] | None = None
        with _abime():
            while (une := self._tar.next()) is not None:
                if une.name == MANIFESTE:
                    manifeste = json.loads(self._contenu(une, notee=False))
                else:
                    yield une.name, self._contenu(une)
            while self._gzip.read(64 * 1024):
                pass  # the end has its own checks: that of gzip, that of the last chunk
        if manifeste is None:
            raise SauvegardeAbimee("il en manque la fin")
        if manifeste["entrees"] != self._vues:
            raise SauvegardeAbimee("une entrée n’est pas celle que dit son manifeste")
        self.tables = manifeste["tables"]

    def _contenu(self, une: tarfile.TarInfo, *, notee: bool = True) -> bytes:
        fichier = self._tar.extractfile(une) if une.isreg() else None
        if fichier is None:
            raise SauvegardeAbimee(f"« {une.name} » n’est pas un fichier")
        octets = fichier.read()
        if len(octets) != une.size:
            raise SauvegardeAbimee("il en manque la fin")
        if notee:
            condense = sha256(octets).hexdigest()
            self._vues.append({"nom": une.name, "octets": len(octets), "sha256": condense})
        return octets

    def _ouvrir(self) -> Any:
        clair, debut = _lire_le_debut(self._depuis)
        if clair is None:
            return self._depuis
        if not self._secret:
            raise SauvegardeRefusee(
                "Cette sauvegarde est chiffrée : donner sa clé dans MEDLOVE_CLE_SAUVEGARDE."
            )
        cle = Cle(self._secret, bytes.fromhex(clair["sel"]))
        if not cle.reconnait(clair["temoin"]):
            raise SauvegardeRefusee(
                "La clé donnée n’est pas celle de cette sauvegarde : mettre dans "
                "MEDLOVE_CLE_SAUVEGARDE celle du jour où elle a été faite."
            )
        return io.BufferedReader(Ouvreur(self._depuis, cle, sha256(debut).digest()))


def _verifier_l_entete(entete: dict[str, Any]) -> None:
    """It says all that a restore asks of it. Raises SauvegardeRefusee, and what `_abime` takes."""
    if entete["format"] > FORMAT:
        raise SauvegardeRefusee(
            f"Cette sauvegarde vient d’une version plus récente "
            f"({entete['programme']}) : mettre le programme à jour d’abord."
        )
    datetime.fromisoformat(entete["fait_le"])
    entete["migrations"], entete["vide"]


class _abime:
    """Whatever a reader says of bytes it does not understand is one thing for us."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, genre: type[BaseException] | None, erreur: Any, trace: Any) -> None:
        if isinstance(erreur, EOFError):
            raise SauvegardeAbimee("il en manque la fin") from erreur
        attendues = (tarfile.TarError, BadGzipFile, zlib.error, ValueError, KeyError, TypeError)
        if isinstance(erreur, attendues):
            raise SauvegardeAbimee("des octets ont changé") from erreur


def _lire_le_debut(depuis: BinaryIO) -> tuple[dict[str, Any] | None, bytes]:
    """The header in clear of a sealed file, with its bytes; None for a file that is not sealed,
    then left at its beginning. Raises SauvegardeRefusee when it is neither."""
    marque = depuis.read(len(MARQUE))
    if marque != MARQUE:
        depuis.seek(0)
        if not marque.startswith(GZIP):
            raise SauvegardeRefusee(
                "Ce fichier n’est pas une sauvegarde de Medlové : "
                "en donner une faite par « sauvegarder »."
            )
        return None, b""
    ligne = depuis.readline(ENTETE_AU_PLUS)
    clair: dict[str, Any] = json.loads(ligne)
    return clair, marque + ligne


def dit_en_clair(chemin: Path) -> dict[str, Any] | None:
    """What a backup says of itself without its key; None when it is no backup of ours."""
    try:
        with chemin.open("rb") as fichier, _abime():
            clair, _ = _lire_le_debut(fichier)
            if clair is None:
                clair = Lecteur(fichier, "").entete
            return {nom: clair[nom] for nom in DITS_EN_CLAIR}
    except (SauvegardeRefusee, KeyError):
        return None
