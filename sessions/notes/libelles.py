"""What each rule of the detector saw, in a few words: static/notes/libelles.json, for the tablet
and for the desk."""

from sessions.notes.listes import json_de

SANS_LIBELLE = "ce qui peut faire reconnaître quelqu’un"


def libelle(regle: str) -> str:
    return str(json_de("libelles").get(regle, SANS_LIBELLE))
