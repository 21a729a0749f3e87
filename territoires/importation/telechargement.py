"""The bytes of a file, or of an address."""

import urllib.error
import urllib.request
from http.client import HTTPException
from pathlib import Path

from territoires.importation.refus import FichierRefuse

TAILLE_MAXIMALE = 50_000_000
DELAI_S = 30
AGENT = "Medlove (importer_quartiers)"


def lire_source(source: str) -> bytes:
    """Read a path, or an http or https address; refuse what is missing, mute or too big."""
    octets = _telecharger(source) if "://" in source else _lire_fichier(Path(source))
    if len(octets) > TAILLE_MAXIMALE:
        raise FichierRefuse(
            f"Le fichier dépasse {TAILLE_MAXIMALE // 1_000_000} Mo : "
            "une couche de quartiers en pèse rarement plus d’un."
        )
    return octets


def _lire_fichier(chemin: Path) -> bytes:
    try:
        with chemin.open("rb") as fichier:
            return fichier.read(TAILLE_MAXIMALE + 1)
    except FileNotFoundError:
        raise FichierRefuse("Ce fichier est introuvable : vérifier le chemin.") from None
    except OSError as erreur:
        raise FichierRefuse(f"Ce fichier ne peut pas être lu : {erreur.strerror}.") from erreur


def _telecharger(adresse: str) -> bytes:
    if not adresse.lower().startswith(("http://", "https://")):
        raise FichierRefuse("Seules les adresses http et https sont lues.")
    try:
        requete = urllib.request.Request(adresse, headers={"User-Agent": AGENT})
        with _ouvreur().open(requete, timeout=DELAI_S) as reponse:
            return bytes(reponse.read(TAILLE_MAXIMALE + 1))
    except urllib.error.HTTPError as erreur:
        raise FichierRefuse(
            f"Le téléchargement a échoué : le serveur répond {erreur.code}. Vérifier l’adresse."
        ) from erreur
    except TimeoutError as erreur:
        raise FichierRefuse(
            f"Le téléchargement a échoué : pas de réponse en {DELAI_S} secondes. "
            "Réessayer, ou télécharger le fichier avec un navigateur."
        ) from erreur
    except (OSError, ValueError, HTTPException) as erreur:
        raise FichierRefuse(
            "Le téléchargement a échoué : ce serveur est injoignable. "
            "Vérifier l’adresse et le réseau."
        ) from erreur


def _ouvreur() -> urllib.request.OpenerDirector:
    """An opener that knows http and https alone, redirections included."""
    ouvreur = urllib.request.OpenerDirector()
    for manieur in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.HTTPRedirectHandler(),
        urllib.request.UnknownHandler(),
    ):
        ouvreur.add_handler(manieur)
    return ouvreur
