"""From the bytes of a text file to its text, then to rows, whatever the encoding and separator."""

import codecs
import csv
import io
import re
from collections.abc import Iterator

from territoires.annuaire.schema import reconnues
from territoires.importation.refus import FichierRefuse

SEPARATEURS = (",", ";", "\t", "|")
# An accent of UTF-8 read as cp1252 then written again: « Ã© » for « é ».
ACCENTS_ABIMES = re.compile("Ã[\u00a0-¿‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|\ufffd")
ACCENTS = re.compile("[éèêàçôîù’]")
TROP_D_ABIMES = 3
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

VIDE = "Ce fichier est vide : le télécharger ou l’enregistrer de nouveau."
PAGE_WEB = (
    "Ce fichier est une page web (HTML) enregistrée à la place des données : "
    "télécharger le fichier lui-même."
)
ENCODAGE = "L’encodage de ce fichier n’est pas reconnu : l’enregistrer en « CSV UTF-8 »."
ABIMES = (
    "Les accents de ce fichier sont abîmés (« {} ») : "
    "repartir du fichier d’origine et l’enregistrer en « CSV UTF-8 »."
)
UNE_LIGNE = (
    "Ce fichier n’est pas un tableau : une seule ligne y est démesurée. "
    "L’enregistrer en CSV, une ligne par partenaire."
)
LIGNE_AU_PLUS = 100_000


def decoder(octets: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 or cp1252. Raises FichierRefuse."""
    texte = _decoder(octets).strip("\ufeff")
    if not texte.strip():
        raise FichierRefuse(VIDE)
    if texte.lstrip()[:1] == "<":
        raise FichierRefuse(PAGE_WEB)
    if "\x00" in texte:
        raise FichierRefuse(ENCODAGE)
    _refuser_des_accents_abimes(texte)
    return texte


def _refuser_des_accents_abimes(texte: str) -> None:
    """One odd word is left to its author; a file where hardly an accent is right is not read."""
    abimes = ACCENTS_ABIMES.findall(texte)
    if len(abimes) >= TROP_D_ABIMES and len(abimes) > len(ACCENTS.findall(texte)):
        raise FichierRefuse(ABIMES.format(abimes[0]))


def _decoder(octets: bytes) -> str:
    encodages = [nom for bom, nom in BOMS if octets.startswith(bom)] or _devines(octets)
    for encodage in encodages:
        try:
            return octets.decode(encodage)
        except UnicodeDecodeError:
            continue
    raise FichierRefuse(ENCODAGE)


def _devines(octets: bytes) -> list[str]:
    """Without a mark, UTF-16 shows by its zeros: one byte of two, in Latin letters."""
    debut = octets[:200]
    if debut[1::2].count(0) > len(debut) // 4:
        return ["utf-16-le"]
    if debut[::2].count(0) > len(debut) // 4:
        return ["utf-16-be"]
    return ["utf-8", "cp1252"]


def lire_csv(texte: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not blank, each with the number of its line in the file."""
    debut = texte[:LIGNE_AU_PLUS]
    if len(texte) > LIGNE_AU_PLUS and "\n" not in debut and "\r" not in debut:
        raise FichierRefuse(UNE_LIGNE)
    lecteur = csv.reader(io.StringIO(texte, newline=""), delimiter=_separateur(debut))
    precedente = 0
    try:
        for cellules in lecteur:
            if any(cellule.strip() for cellule in cellules):
                yield precedente + 1, cellules
            precedente = lecteur.line_num
    except csv.Error:
        raise FichierRefuse(UNE_LIGNE) from None


def _separateur(debut: str) -> str:
    """The one by which the first line gives the most columns that we know."""
    (premiere, *_) = debut.lstrip().splitlines()

    def connues(separateur: str) -> tuple[int, int]:
        noms = next(csv.reader([premiere], delimiter=separateur), [])
        return reconnues(noms), len(noms)

    return max(SEPARATEURS, key=connues)
