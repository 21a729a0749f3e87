"""Columns that speak of somebody by name: never stored, not even until the preview."""

import re
from collections.abc import Iterable

from sessions.transferts.champs import cle, reconnaitre

# Words of a heading that only a column about somebody has.
MOTS = {
    *("prenom", "prenoms", "naissance", "nir", "secu", "civilite", "nationalite"),
    *("telephone", "telephones", "tel", "mobile", "portable", "courriel", "mail", "email"),
    *("mel", "adresse", "adresses", "rue", "domicile", "residence", "allocataire"),
    *("beneficiaire", "beneficiaires", "usager", "usagere", "usagers", "identite"),
    *("mediateur", "mediatrice", "mediateurs", "conseiller", "conseillere", "agent"),
    *("adherent", "patient", "patronyme", "pseudo", "contact", "interlocuteur", "animateur"),
    *("conum", "signature", "langue"),
}
TOURNURES = ("e mail", "securite sociale", "ne le", "nee le", "ne e le", "numero de dossier")
# « Nom » alone, or of somebody; « nom du lieu » or « nom de l’atelier » name no person.
NOM = re.compile(r"noms?( de famille| d usage| de naissance| complet| et .*| de la personne)?")
COURRIEL = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[A-Za-z]{2,}")
TELEPHONE = re.compile(r"(?<![\d/])(?:\+33|0033|0)\s?[1-9](?:[ .-]?\d{2}){4}(?!\d)")
NIR = re.compile(r"(?<!\d)[12] ?\d{2} ?(?:0[1-9]|1[0-2]|[2-9]\d) ?(?:\d{2}|2[AB])(?: ?\d{3}){2}")
SIGNES = re.compile(r"[@]|\d[\d .-]{8,}")


def nomme(entete: str) -> bool:
    """Whether a heading announces persons. What we know how to read is none of it."""
    if reconnaitre(entete):
        return False
    dits = cle(entete)
    if NOM.fullmatch(dits) or set(dits.split()) & MOTS:
        return True
    return any(f" {tournure} " in f" {dits} " for tournure in TOURNURES)


def porte_des_personnes(cellules: Iterable[object]) -> bool:
    """Whether a cell holds an e-mail address, a phone or a social security number."""
    return any(
        SIGNES.search(une) and (COURRIEL.search(une) or TELEPHONE.search(une) or NIR.search(une))
        for une in cellules
        if isinstance(une, str) and len(une) > 5
    )
