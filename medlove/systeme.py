"""What the system refuses, said in the language of whoever typed the command."""

import errno

REFUS = {
    errno.ENOENT: "ce fichier ou ce dossier n’existe pas",
    errno.EACCES: "ce compte n’y a pas droit",
    errno.EPERM: "ce compte n’y a pas droit",
    errno.EISDIR: "c’est un dossier, un fichier est attendu",
    errno.ENOTDIR: "c’est un fichier, un dossier est attendu",
    errno.ENOSPC: "le disque est plein",
    errno.EROFS: "ce disque ne s’écrit pas",
}


def dire(erreur: OSError) -> str:
    """Half a sentence; the words of the system for what is too rare to have ours."""
    return REFUS.get(erreur.errno or 0) or erreur.strerror or str(erreur)
