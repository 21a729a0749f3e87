"""Strings typed where nobody may quote them, and how they are looked for in whatever comes out."""

import base64
import io
import pickle
import zipfile
from collections.abc import Iterator
from typing import Any

from django.db import connection
from pypdf import PdfReader

from sessions.sorties.elements import TEXTES_DU_BILAN

NOTE = "canarinote"
DE_COTE = "canaridecote"  # in a note that the server set aside
BILAN = {champ: f"canari{champ.replace('_', '')}" for champ in TEXTES_DU_BILAN}
TOUS = {NOTE, DE_COTE, *BILAN.values()}


def trouves(contenu: bytes) -> set[str]:
    """The canaries that a content says: as it is, unpacked, or as the text of a PDF."""
    dits = {un for un in TOUS if un.encode() in contenu}
    if contenu.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(contenu)) as paquet:
            for nom in paquet.namelist():
                dits |= trouves(paquet.read(nom))
    if contenu.startswith(b"%PDF-1") and len(contenu) > 100:
        lu = PdfReader(io.BytesIO(contenu))
        texte = "".join("".join(page.extract_text() for page in lu.pages).split())
        dits |= trouves(texte.encode())
        for pieces in lu.attachments.values():
            for piece in pieces:
                dits |= trouves(piece)
    return dits


def de_la_reponse(reponse: Any) -> set[str]:
    """Body and headers, the address one is sent to among them."""
    corps = b"".join(reponse.streaming_content) if reponse.streaming else reponse.content
    return trouves(corps) | trouves(str(reponse.headers).encode())


def des_tables() -> Iterator[tuple[str, str, str]]:
    """(table, column, canary) of every place of the base that holds one, whatever the table."""
    with connection.cursor() as curseur:
        for table in connection.introspection.table_names(curseur):
            curseur.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            colonnes = [colonne[0] for colonne in curseur.description]
            for rang in curseur.fetchall():
                for nom, valeur in zip(colonnes, rang, strict=True):
                    for dit in trouves(_en_octets(valeur)):
                        yield table, nom, dit


def _en_octets(valeur: Any) -> bytes:
    """What a cell holds; of a cached value and of a session, what is packed in it too."""
    octets = bytes(valeur) if isinstance(valeur, bytes | memoryview) else str(valeur).encode()
    for deplier in (base64.b64decode, lambda un: str(pickle.loads(base64.b64decode(un))).encode()):
        try:
            octets += b"\n" + deplier(octets.split(b"\n")[0])
        except Exception:
            continue
    return octets
