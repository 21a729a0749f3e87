"""References, looked up in bulk: one query a sort for a whole lot.

Each room says, with `@reference`, which rows an équipe may name.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.db.models import QuerySet

from medlove.models import Equipe
from sessions.consultation import Consultation
from sessions.donnees.lecture import Citation, Lecture
from sessions.instructions import executer

Rangees = Callable[[Equipe, Collection[Any]], QuerySet[Any, Any]]
Apports = Mapping[str, Callable[[Mapping[Any, Any]], Mapping[Any, Any]]]


def _telle_quelle(*colonnes: Any) -> Any:
    """What a row tells besides its key: the column when there is one; that it is there."""
    return colonnes[0] if colonnes else True


@dataclass(frozen=True, slots=True)
class Source:
    """How to fetch a sort of rows, and what to say of one that is not there.

    `attendue`: a tablet mints it, so it may still be on its way. `apporte` takes from these
    rows those of other sorts that come with them, and need not be fetched again.
    """

    consultation: Consultation
    motif: str
    attendue: bool
    forme: Callable[..., Any]
    apporte: Apports


SOURCES: dict[str, Source] = {}


def reference(
    sorte: str,
    motif: str,
    *,
    attendue: bool = False,
    forme: Callable[..., Any] = _telle_quelle,
    apporte: Apports = MappingProxyType({}),
) -> Callable[[Rangees], Rangees]:
    """Declare a sort of rows that elements may name.

    The function gives a QuerySet of values: the key, then the columns `forme` is made of. It
    is run by a Consultation.
    """

    def declarer(rangees: Rangees) -> Rangees:
        SOURCES[sorte] = Source(Consultation(rangees), motif, attendue, forme, apporte)
        return rangees

    return declarer


class Contexte:
    """What the elements of a lot refer to, for one équipe."""

    def __init__(self, equipe: Equipe) -> None:
        self.equipe = equipe
        self._connus: dict[str, dict[Any, Any]] = defaultdict(dict)
        self._faits: dict[str, Any] = {}

    def une_fois(self, nom: str, faire: Callable[[Equipe], Any]) -> Any:
        """What is made of the équipe alone, at the first element that asks for it."""
        if nom not in self._faits:
            self._faits[nom] = faire(self.equipe)
        return self._faits[nom]

    def charger(self, lectures: Iterable[Lecture]) -> None:
        """Fetch what these readings cite and is not here yet."""
        voulues: dict[str, set[Any]] = defaultdict(set)
        for lecture in lectures:
            for citation in lecture.citations:
                voulues[citation.sorte].add(citation.cle)
        apportees = {autre for sorte in voulues for autre in SOURCES[sorte].apporte}
        self._chercher({sorte: voulues[sorte] for sorte in voulues.keys() - apportees})
        self._chercher({sorte: voulues[sorte] for sorte in voulues.keys() & apportees})

    def _chercher(self, voulues: Mapping[str, set[Any]]) -> None:
        """All sorts in one trip. Of two rows under one key, the last one is kept."""
        restantes = {sorte: cles - self._connus[sorte].keys() for sorte, cles in voulues.items()}
        manquantes = {sorte: cles for sorte, cles in restantes.items() if cles}
        consultations = [
            SOURCES[sorte].consultation.pour(self.equipe, cles)
            for sorte, cles in manquantes.items()
        ]
        for sorte, lignes in zip(manquantes, executer(consultations), strict=True):
            source = SOURCES[sorte]
            trouvees = {cle: source.forme(*dites) for cle, *dites in lignes}
            self._connus[sorte].update(trouvees)
            for autre, tirer in source.apporte.items():
                self._connus[autre].update(tirer(trouvees))

    def trouver(self, sorte: str, cle: Any) -> Any:
        """What was fetched for this key; None when it is not there, or not of the équipe."""
        return self._connus[sorte].get(cle)

    def absentes(self, lecture: Lecture) -> list[Citation]:
        """What this reading cites and a tablet may still send."""
        return [
            citation for citation in self._introuvables(lecture) if SOURCES[citation.sorte].attendue
        ]

    def refuser_inconnues(self, lecture: Lecture) -> None:
        """Refuse the fields that name what no tablet mints and the équipe does not have."""
        for citation in self._introuvables(lecture):
            source = SOURCES[citation.sorte]
            if not source.attendue:
                lecture.refuser(citation.chemin, source.motif)

    def motif(self, citation: Citation) -> str:
        """What to say of what is not there."""
        return SOURCES[citation.sorte].motif

    def _introuvables(self, lecture: Lecture) -> Iterable[Citation]:
        return (
            citation
            for citation in lecture.citations
            if citation.cle not in self._connus[citation.sorte]
        )
