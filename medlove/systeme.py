"""What the system refuses, said in the language of whoever typed the command."""

import errno

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
