"""The file a tablet exports, taken up at the desk: the same reception, by lots of a hundred.

Ids and empreintes make it safe to take up twice, or after the tablet itself has sent.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from medlove.journal import consigner
from medlove.models import Equipe, Utilisateur
from sessions.donnees import TYPES
from sessions.donnees.champs import lire_uuid
from sessions.terrain.emetteur import Emetteur
from sessions.terrain.lots import Lot, LotIllisible, recevoir
from sessions.terrain.lots.enveloppe import ELEMENTS_AU_PLUS, echappe, lire_objet
from sessions.terrain.lots.recu import Recu
from sessions.terrain.models import Appareil, Reception, Verdict

FORMAT, VERSION = "medlove-attente", 1
MIO = 1024 * 1024
FICHIER_AU_PLUS = 5 * MIO
ENREGISTREMENTS_AU_PLUS = 5000

VIDE = "Ce fichier est vide : refaire l’export sur la tablette."
TROP_GROS = "Ce fichier dépasse 5 Mio : ce n’est pas l’export d’une tablette."
TROP_LONG = "Ce fichier compte plus de 5 000 fiches : ce n’est pas l’export d’une tablette."
PAGE_WEB = "Ce fichier est une page web, pas l’export d’une tablette : choisir le bon fichier."
TRONQUE = "Ce fichier s’arrête avant la fin : le copier de nouveau, ou refaire l’export."
PAS_UN_EXPORT = "Ce fichier n’est pas l’export d’une tablette : choisir le fichier medlove-….json."
AUTRE_VERSION = "Une tablette plus récente que ce site l’a écrit : mettre le site à jour d’abord."
AUTRE_EQUIPE = "Ce fichier est celui d’une autre équipe : le remettre à sa coordination."
RIEN = "Ce fichier ne contient aucun enregistrement : la tablette avait déjà tout envoyé."


class FichierRefuse(ValueError):
    """This file cannot be taken up; the message says why, and nothing of it was written."""


@dataclass(frozen=True, slots=True)
class Attente:
    """What waited on a tablet."""

    elements: list[Any]
    appareil: Appareil | None
    echappe: bool


@dataclass(frozen=True, slots=True)
class Rapport:
    """What became of the elements of a file, in counts."""

    repris: int
    deja_recus: int
    a_corriger: int
    supprimes: int


def lire_fichier(corps: bytes, equipe: Equipe) -> Attente:
    """The elements of an exported file. Raises FichierRefuse."""
    lu = _lire(corps)
    if lu.get("format") != FORMAT or type(lu.get("elements")) is not list:
        raise FichierRefuse(PAS_UN_EXPORT)
    if lu.get("version") != VERSION:
        raise FichierRefuse(AUTRE_VERSION)
    if lire_uuid(lu.get("equipe")) != equipe.pk:
        raise FichierRefuse(AUTRE_EQUIPE)
    elements = lu["elements"]
    if not elements:
        raise FichierRefuse(RIEN)
    if len(elements) > ENREGISTREMENTS_AU_PLUS:
        raise FichierRefuse(TROP_LONG)
    appareils = Appareil.objects.de(equipe).filter(pk__in=_ids(lu.get("appareil")))
    return Attente(elements, appareils.first(), echappe(corps))


def importer(attente: Attente, equipe: Equipe, *, par: Utilisateur) -> Rapport:
    """Receive what waited. Each hundred is written whole or not at all."""
    emetteur = Emetteur(equipe, appareil=attente.appareil, membre=par)
    verdicts: Counter[Verdict] = Counter()
    for elements in _centaines(attente.elements):
        recus = _recevoir(Lot(str(uuid4()), elements, attente.echappe), emetteur)
        verdicts.update(recu.verdict for recu in recus)
    rapport = Rapport(
        repris=verdicts[Verdict.CREE] + verdicts[Verdict.REMPLACE],
        deja_recus=verdicts[Verdict.DEJA],
        a_corriger=verdicts[Verdict.QUARANTAINE] + verdicts[Verdict.CONFLIT],
        supprimes=verdicts[Verdict.SUPPRIME],
    )
    comptes: dict[str, Any] = {
        verdict.value: combien for verdict, combien in sorted(verdicts.items())
    }
    consigner("fichier_importe", equipe=equipe, par=par, lignes=len(attente.elements), **comptes)
    return rapport


def _ids(valeur: Any) -> list[UUID]:
    return [lu] if (lu := lire_uuid(valeur)) else []


def _lire(corps: bytes) -> dict[str, Any]:
    corps = corps.removeprefix(b"\xef\xbb\xbf").strip()
    if not corps:
        raise FichierRefuse(VIDE)
    if len(corps) > FICHIER_AU_PLUS:
        raise FichierRefuse(TROP_GROS)
    if corps.startswith(b"<"):
        raise FichierRefuse(PAGE_WEB)
    if corps.startswith(b"{") and not corps.endswith(b"}"):
        raise FichierRefuse(TRONQUE)
    try:
        return lire_objet(corps)
    except LotIllisible as erreur:
        raise FichierRefuse(PAS_UN_EXPORT) from erreur


def _centaines(elements: Sequence[Any]) -> Iterator[list[Any]]:
    """By lots, sorties first: what an element hangs on is there before it."""
    ranges = sorted(elements, key=_rang)
    for debut in range(0, len(ranges), ELEMENTS_AU_PLUS):
        yield ranges[debut : debut + ELEMENTS_AU_PLUS]


def _rang(element: Any) -> int:
    types = list(TYPES)
    nom = element.get("type") if type(element) is dict else None
    return types.index(nom) if nom in types else len(types)


@transaction.atomic
def _recevoir(lot: Lot, emetteur: Emetteur) -> list[Recu]:
    """A hundred received. What waits for a reference is set aside, to be seen: a tablet that
    is wiped sends nothing again."""
    recus = recevoir(lot, emetteur)
    en_attente = [recu for recu in recus if recu.verdict == Verdict.REESSAYER]
    for recu in en_attente:
        recu.quarantaine(recu.motif)
    if en_attente:
        siennes = Reception.objects.de(emetteur.equipe).filter(verdict=Verdict.REESSAYER)
        siennes.filter(element__in=[recu.cle for recu in en_attente]).update(
            verdict=Verdict.QUARANTAINE
        )
    return recus
