"""The files that go inside a cahier: its figures, where they come from, what it is made of."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from pikepdf import Array, AttachedFileSpec, Name, Pdf

from sessions.cahiers.blocs.bloc import Bloc
from sessions.cahiers.blocs.donnees import donnees
from sessions.cahiers.composition import Document
from sessions.cahiers.editions.empreinte import DE_TRAVAIL, chiffres_de, version
from sessions.publication.fichiers import MANIFESTE, fichiers
from sessions.publication.models import Publication

CHIFFRES, FICHE = "chiffres.csv", "cahier.json"
TYPES = {"csv": "text/csv", "json": "application/json"}
PAQUET = 8


@dataclass(frozen=True, slots=True)
class Piece:
    """A file inside the PDF. `dit` says in French what it holds."""

    nom: str
    contenu: bytes
    dit: str

    @property
    def empreinte(self) -> str:
        return sha256(self.contenu).hexdigest()


@dataclass(frozen=True, slots=True)
class Faits:
    """What the colophon prints of a making: where its figures come from, and its files.

    `donnees` is the SHA-256 of the rows its figures are read from; `jour` dates the file, that
    of what it tells and not that of its making, for the same cahier to be the same bytes.
    """

    publication: Publication | None
    jour: date
    donnees: str
    version: str
    pieces: Sequence[Piece]

    @property
    def donnees_lisibles(self) -> str:
        """By eights, for who copies it from paper."""
        return " ".join(
            self.donnees[rang : rang + PAQUET] for rang in range(0, len(self.donnees), PAQUET)
        )


def constater(document: Document) -> Faits:
    """All that is known of a cahier before it is printed."""
    publication = document.matiere.publication
    chiffres = Piece(
        CHIFFRES,
        chiffres_de(document.matiere),
        "Toutes les cellules dont les figures sont tirées",
    )
    autres = [chiffres, *_figures(document.blocs, "" if publication else DE_TRAVAIL)]
    if publication:
        manifeste = fichiers(publication)[MANIFESTE]
        autres.append(Piece(MANIFESTE, manifeste, "Le manifeste de la publication"))
    return Faits(
        publication=publication,
        jour=publication.publiee_le if publication else document.matiere.periode.au,
        donnees=chiffres.empreinte,
        version=version(),
        pieces=[*autres, _fiche(document, autres)],
    )


def _figures(blocs: Iterator[Bloc], etat: str) -> Iterator[Piece]:
    for bloc in blocs:
        if bloc.table:
            yield Piece(nom_de(bloc), donnees(bloc, etat), bloc.titre)


def nom_de(bloc: Bloc) -> str:
    """The name of its file, as its caption says it."""
    return f"{bloc.code}.csv"


def _fiche(document: Document, autres: Sequence[Piece]) -> Piece:
    """`cahier.json`: nothing in it depends on the machine, the day, or an id drawn by chance."""
    publication = document.matiere.publication
    fiche = {
        "programme": {"nom": "Medlové", "version": version()},
        "cahier": {"titre": document.cahier.titre, "licence": document.cahier.licence},
        "equipe": document.cahier.equipe.slug,
        "periode": document.cahier.periode,
        "publication": publication and _publiee(publication, autres),
        "territoires": list(document.matiere.territoires),
        "donnees": autres[0].empreinte,
        "fichiers": {une.nom: une.empreinte for une in autres},
    }
    return Piece(FICHE, _en_json(fiche), "De quoi vérifier ce cahier")


def _publiee(publication: Publication, autres: Sequence[Piece]) -> dict[str, str]:
    return {
        "publiee_le": publication.publiee_le.isoformat(),
        "licence": publication.licence,
        "manifeste": next(une.empreinte for une in autres if une.nom == MANIFESTE),
    }


def _en_json(contenu: dict[str, Any]) -> bytes:
    return (json.dumps(contenu, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def joindre(pdf: Pdf, faits: Faits) -> None:
    """Put the files in the document, as the data it is made of."""
    quand = en_date(faits.jour)
    for piece in faits.pieces:
        jointe = AttachedFileSpec(
            pdf,
            piece.contenu,
            description=piece.dit,
            filename=piece.nom,
            mime_type=TYPES[piece.nom.rpartition(".")[2]],
            creation_date=quand,
            mod_date=quand,
        )
        jointe.relationship = Name.Data
        pdf.attachments[piece.nom] = jointe
    pdf.Root.AF = Array([pdf.attachments[piece.nom].obj for piece in faits.pieces])


def en_date(jour: date) -> str:
    """A day as PDF writes it."""
    return f"D:{jour:%Y%m%d}000000Z"
