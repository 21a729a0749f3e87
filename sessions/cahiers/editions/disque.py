"""What the system answers about a file, in French."""

import errno

DITES = {
    errno.ENOENT: "il n’existe pas, ou son dossier n’existe pas",
    errno.EISDIR: "c’est un dossier",
    errno.ENOTDIR: "son chemin passe par un fichier qui n’est pas un dossier",
    errno.EACCES: "ce compte n’en a pas le droit",
    errno.EPERM: "ce compte n’en a pas le droit",
    errno.EROFS: "ce disque ne se laisse pas écrire",
    errno.ENOSPC: "le disque est plein",
    errno.EDQUOT: "le disque est plein",
    errno.ENAMETOOLONG: "son nom est trop long",
}
AUTRE = "le système l’a refusé (erreur {})"


def pourquoi(erreur: OSError) -> str:
    """Why a file could not be read or written, to end a sentence with."""
    return DITES.get(erreur.errno or 0) or AUTRE.format(erreur.errno)
