"""Whether a PDF tells what was published: what it prints, what is inside it, and the database.

It holds the figures and their files, not the words that people wrote around them.
"""

import csv
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO, StringIO
from typing import Any

from pikepdf import Pdf
from pikepdf.exceptions import PdfError

from medlove.models import Equipe
from medlove.templatetags.francais import accord
from sessions.cahiers.blocs.donnees import donnees
from sessions.cahiers.blocs.registre import BLOCS
from sessions.cahiers.editions.empreinte import COLONNES, en_chiffres, rangs
from sessions.cahiers.editions.lecture import joints, textes
from sessions.cahiers.editions.pieces import CHIFFRES, FICHE
from sessions.cahiers.matiere import Matiere
from sessions.cahiers.models import Cahier
from sessions.publication.fichiers import MANIFESTE, feuillet, fichiers
from sessions.publication.models import Publication
from sessions.publication.services import deja_publiee

PAS_DE_NOUS = "Ce fichier n’est pas un cahier de Medlové, ou ne se lit plus."
MASQUE = "masqué"
# As the colophon writes it, wherever its words stand on the page: « SHA-256 : 12d443b0 … ».
IMPRIMEE = re.compile(r"SHA-256\W*:\W*([0-9a-f]{64})")
# Counted in the records of the team, which live on: what is said of it then cannot be redone.
DU_CARNET = {"frise"}
EMPREINTE = re.compile(r"[0-9a-f]{64}")
COURTE = 8


@dataclass(frozen=True, slots=True)
class Fichier:
    """A cahier as it is read: what it prints, what is inside."""

    imprimee: str
    pages: str
    joints: Mapping[str, bytes]
    fiche: Mapping[str, Any]

    @property
    def annoncees(self) -> Mapping[str, str]:
        annoncees: Mapping[str, str] = self.fiche["fichiers"]
        return annoncees


def differences(octets: bytes) -> list[str]:
    """In French, a line each, how a file differs from what was published; none when it tells
    the same."""
    lu = _lire(octets)
    if lu is None:
        return [PAS_DE_NOUS]
    return [*_dedans(lu), *_dehors(lu)]


def _lire(octets: bytes) -> Fichier | None:
    try:
        with Pdf.open(BytesIO(octets)) as pdf:
            dedans = joints(pdf)
            fiche = _fiche(dedans.get(FICHE, b""))
            if fiche is None:
                return None
            pages = "\n".join(textes(pdf))
    except (PdfError, ValueError, TypeError, KeyError):
        return None
    return Fichier(_imprimee(pages, fiche["donnees"]), pages, dedans, fiche)


def _imprimee(pages: str, attendue: str) -> str:
    """That of the colophon, which people's words may have quoted another before."""
    imprimees = IMPRIMEE.findall(pages)
    return attendue if attendue in imprimees else next(iter(imprimees), "")


def _fiche(octets: bytes) -> dict[str, Any] | None:
    """`cahier.json` when it has all that is read of it."""
    try:
        fiche = json.loads(octets)
    except ValueError:
        return None
    if not isinstance(fiche, dict):
        return None
    textes_attendus = [fiche.get(nom) for nom in ("equipe", "periode", "donnees")]
    listes = [fiche.get("territoires"), list(_valeurs(fiche.get("fichiers")))]
    entiers = all(isinstance(une, list) and _mots(une) for une in listes)
    return fiche if entiers and _mots(textes_attendus) and listes[1] else None


def _valeurs(annoncees: object) -> Iterator[object]:
    if isinstance(annoncees, dict):
        yield from annoncees.values()


def _mots(tous: list[Any]) -> bool:
    return all(isinstance(un, str) for un in tous)


def _dedans(lu: Fichier) -> Iterator[str]:
    """What does not hold together within the file."""
    for nom, annoncee in sorted(lu.annoncees.items()):
        if nom not in lu.joints:
            yield f"{nom} n’est plus joint au fichier."
        elif sha256(lu.joints[nom]).hexdigest() != annoncee:
            yield f"{nom}, joint au fichier, a été modifié."
    for nom in sorted(lu.joints.keys() - lu.annoncees.keys() - {FICHE}):
        yield f"{nom} a été ajouté au fichier\u202f: Medlové ne l’y a pas mis."
    attendue = lu.fiche["donnees"]
    if not lu.imprimee:
        yield "L’empreinte des chiffres ne se lit plus sur les pages."
    elif lu.imprimee != attendue:
        yield (
            f"L’empreinte imprimée ({_courte(lu.imprimee)}) n’est pas celle du fichier joint "
            f"({_courte(attendue)})."
        )
    if attendue != lu.annoncees.get(CHIFFRES):
        yield f"L’empreinte jointe n’est pas celle de {CHIFFRES}."
    yield from _sur_les_pages(lu)


def _sur_les_pages(lu: Fichier) -> Iterator[str]:
    """The colophon prints the hash of each file, that of the sheet too: changed together inside,
    they still differ from the paper."""
    for nom in sorted(lu.joints.keys() & {*lu.annoncees, FICHE} - {CHIFFRES}):
        if lu.imprimee and sha256(lu.joints[nom]).hexdigest() not in lu.pages:
            yield f"{nom}\u202f: son empreinte n’est pas celle que les pages impriment."


def _courte(empreinte: str) -> str:
    return f"{empreinte[:COURTE]}…" if EMPREINTE.fullmatch(empreinte) else "illisible"


def _dehors(lu: Fichier) -> Iterator[str]:
    """What differs from the publication in the database."""
    equipe = Equipe.objects.filter(slug=lu.fiche["equipe"]).first()
    periode = lu.fiche["periode"]
    publication = deja_publiee(equipe, periode) if equipe else None
    if not lu.fiche.get("publication"):
        yield "C’est une version de travail\u202f: ses chiffres n’ont pas été publiés."
    if equipe is None or publication is None:
        nom = equipe.nom if equipe else lu.fiche["equipe"]
        yield f"La période {periode} n’est pas publiée ici pour «\u202f{nom}\u202f»."
        return
    if lu.fiche.get("publication"):
        cellules = list(_cellules(lu, publication))
        yield from cellules
        if not cellules:
            yield from _fichiers(lu, publication)


def _cellules(lu: Fichier, publication: Publication) -> Iterator[str]:
    """The cells one by one, when they are not the same."""
    ici = en_chiffres(rangs(feuillet(publication)))
    if lu.imprimee and lu.imprimee != sha256(ici).hexdigest():
        yield (
            f"L’empreinte imprimée ({_courte(lu.imprimee)}) n’est pas celle de la publication "
            f"({_courte(sha256(ici).hexdigest())})."
        )
    la, publiees = _par_cle(lu.joints.get(CHIFFRES, b"")), _par_cle(ici)
    for cle in sorted(la.keys() | publiees.keys()):
        if la.get(cle) != publiees.get(cle):
            yield (
                f"{_dite(cle)}\u202f: le fichier dit {_valeur(la, cle)}, "
                f"la publication {_valeur(publiees, cle)}."
            )


def _par_cle(octets: bytes) -> dict[tuple[str, ...], str]:
    """The values of `chiffres.csv` by where and what; a row that is not one is not read."""
    lignes = csv.reader(StringIO(octets.decode(errors="replace")))
    next(lignes, None)
    return {
        tuple(une[: len(COLONNES) - 1]): une[len(COLONNES) - 1]
        for une in lignes
        if len(une) > len(COLONNES) - 1
    }


def _dite(cle: tuple[str, ...]) -> str:
    return ", ".join(mot for mot in cle if mot)


def _valeur(valeurs: Mapping[tuple[str, ...], str], cle: tuple[str, ...]) -> str:
    return (valeurs[cle] or MASQUE) if cle in valeurs else "rien"


def _fichiers(lu: Fichier, publication: Publication) -> Iterator[str]:
    """The file of each figure, counted again."""
    if lu.joints.get(MANIFESTE) != fichiers(publication)[MANIFESTE]:
        yield f"{MANIFESTE} n’est pas celui de la publication."
    cahier = Cahier(equipe=publication.equipe, periode=publication.periode)
    matiere = Matiere(
        cahier,
        publication,
        feuillet(publication),
        publication.contours,
        tuple(lu.fiche["territoires"]),
    )
    for nom in sorted(lu.annoncees):
        code = nom.removesuffix(".csv")
        bloc = BLOCS[code](matiere) if code in BLOCS.keys() - DU_CARNET else None
        if bloc and lu.joints.get(nom) != donnees(bloc):
            yield f"{nom} ne dit pas ce que disent les chiffres publiés."


def combien(trouvees: list[str]) -> str:
    return f"{len(trouvees)} {accord(len(trouvees), 'différence')}"
