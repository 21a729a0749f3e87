"""A file written whole, and what the system refuses, said in the language of whoever asked."""

import errno
import secrets
from pathlib import Path

REFUS = {
    errno.ENOENT: "ce fichier ou ce dossier n’existe pas",
    errno.EACCES: "ce compte n’y a pas droit",
    errno.EPERM: "ce compte n’y a pas droit",
    errno.EISDIR: "c’est un dossier, un fichier est attendu",
    errno.ENOTDIR: "c’est un fichier, un dossier est attendu",
    errno.ENOSPC: "le disque est plein",
    errno.EDQUOT: "le disque est plein",
    errno.EROFS: "ce disque ne s’écrit pas",
    errno.ENAMETOOLONG: "son nom est trop long",
}


def dire(erreur: OSError) -> str:
    """Half a sentence; its number for what is too rare to have words."""
    if erreur.errno is None:
        return str(erreur)
    return REFUS.get(erreur.errno) or f"le système l’a refusé (erreur {erreur.errno})"


def poser(chemin: Path, contenu: bytes, *, mode: int | None = None) -> None:
    """Write a file whole, or leave what was there; what is not a file (a pipe) is written to.

    Raises OSError.
    """
    if chemin.exists() and not chemin.is_file():
        chemin.write_bytes(contenu)
        return
    place = chemin.resolve()
    brouillon = place.with_name(f".{secrets.token_hex(8)}")
    try:
        brouillon.write_bytes(contenu)
        if mode is not None:
            brouillon.chmod(mode)
        brouillon.replace(place)
    finally:
        brouillon.unlink(missing_ok=True)
