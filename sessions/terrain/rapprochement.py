"""What a tablet believes it has sent, compared with what the server holds.

After a restore from a backup, it is the tablets that know what is missing.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from medlove.models import Equipe
from sessions.donnees import TYPES
from sessions.donnees.champs import lire_uuid
from sessions.element import Suppression
from sessions.terrain.corps import illisible, trop_gros
from sessions.terrain.lots.etat import Connue
from sessions.terrain.models import Reception, Verdict

ELEMENTS_AU_PLUS = 5000
OCTETS_AU_PLUS = 1024 * 1024
# Older builds of SQLite take 999 variables in a query.
PAR_REQUETE = 900
EMPREINTE = re.compile("[0-9a-f]{64}")
EN_CAUSE = ("absents", "a_corriger")

Lignes = list[dict[str, str | None]]


class Copie(NamedTuple):
    """What a tablet keeps of an element it sent; `dit` is its id as the tablet writes it."""

    id: UUID
    empreinte: str
    dit: str

    def ligne(self, **autres: str | None) -> dict[str, str | None]:
        return {"id": self.dit, "empreinte": self.empreinte, **autres}


def lire_copies(objet: dict[str, Any]) -> list[Copie]:
    """The sent copies of a body, each once. Raises Refuse (413, 400)."""
    elements = objet.get("elements")
    if type(elements) is not list:
        raise illisible()
    if len(elements) > ELEMENTS_AU_PLUS:
        raise trop_gros()
    return list(dict.fromkeys(_copie(element) for element in elements))


def _copie(element: Any) -> Copie:
    champs = element if type(element) is dict else {}
    dit: Any = champs.get("id")
    empreinte, lu = champs.get("empreinte"), lire_uuid(dit)
    if lu is None or type(empreinte) is not str or not EMPREINTE.fullmatch(empreinte):
        raise illisible()
    return Copie(lu, empreinte, dit)


def rapprocher(copies: Sequence[Copie], equipe: Equipe) -> dict[str, Lignes]:
    """{"absents", "a_corriger", "traites"}: what is to be sent again, kept, or let go of.

    A copy well received is in none of the three. With one that is absent or to correct comes
    the empreinte of the version that the équipe has instead, if any. What another équipe owns
    is absent, like what never came.
    """
    constats: dict[str, Lignes] = {"absents": [], "a_corriger": [], "traites": []}
    for debut in range(0, len(copies), PAR_REQUETE):
        triees = _trier(copies[debut : debut + PAR_REQUETE], equipe)
        en_cause = [copie for nom in EN_CAUSE for copie in triees[nom]]
        actuelles = _actuelles(en_cause, equipe)
        for nom in EN_CAUSE:
            constats[nom] += [
                copie.ligne(actuelle=actuelles.get(copie.id))
                for copie in triees[nom]
                if actuelles.get(copie.id) != copie.empreinte
            ]
        constats["traites"] += [copie.ligne() for copie in triees["traites"]]
    return constats


def _trier(copies: Sequence[Copie], equipe: Equipe) -> dict[str, list[Copie]]:
    """By receptions and deletions alone; of the absent, rows may still say otherwise."""
    ids = [copie.id for copie in copies]
    supprimees = set(Suppression.objects.filter(equipe=equipe, pk__in=ids).values_list("pk"))
    receptions = _receptions(ids, equipe)
    triees: dict[str, list[Copie]] = defaultdict(list)
    for copie in copies:
        connue, traitee = receptions.get((str(copie.id), copie.empreinte), (None, False))
        if (copie.id,) in supprimees or traitee:
            triees["traites"].append(copie)
        elif connue is None or connue.en_suspens:
            triees["absents"].append(copie)
        elif connue.verdict in {Verdict.QUARANTAINE, Verdict.CONFLIT}:
            triees["a_corriger"].append(copie)
    return triees


def _receptions(ids: Iterable[UUID], equipe: Equipe) -> dict[tuple[str, str], tuple[Connue, bool]]:
    """What became of each (id, empreinte) received, and whether the coordination settled it."""
    siennes = Reception.objects.de(equipe).filter(element__in=[str(pk) for pk in ids])
    noms = ("element", "empreinte", "pk", "verdict", "motif", "traitee_le")
    colonnes = siennes.order_by().values_list(*noms)
    return {ligne[:2]: (Connue(*ligne[2:5]), ligne[5] is not None) for ligne in colonnes}


def _actuelles(copies: Sequence[Copie], equipe: Equipe) -> dict[UUID, str]:
    """The empreinte of the row that the équipe has under each of these ids."""
    ids = {copie.id for copie in copies}
    actuelles: dict[UUID, str] = {}
    for type_ in TYPES.values() if ids else ():
        lignes = type_.modele._default_manager.filter(equipe=equipe, pk__in=ids)
        actuelles |= type_.empreintes(lignes.only("id", "empreinte"))
    return actuelles
