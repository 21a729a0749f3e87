"""References, looked up in bulk: one query a sort for a whole lot.

Each room says, with `@reference`, how to fetch its rows for an équipe.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from medlove.models import Equipe
from sessions.donnees.lecture import Citation, Lecture

Apport = Callable[[Mapping[Any, Any]], Mapping[str, Mapping[Any, Any]]]


class Chercher(Protocol):
    def __call__(self, equipe: Equipe, cles: Collection[Any], /) -> Mapping[Any, Any]: ...


@dataclass(frozen=True, slots=True)
class Source:
    """How to fetch a sort of rows, and what to say of one that is not there.

    `attendue`: a tablet mints it, so it may still be on its way. `apporte` names what comes
    with these rows, by sort then by key, and need not be fetched again.
    """

    chercher: Chercher
    motif: str
    attendue: bool
    apporte: Apport | None


SOURCES: dict[str, Source] = {}


def reference(
    sorte: str, motif: str, *, attendue: bool = False, apporte: Apport | None = None
) -> Callable[[Chercher], Chercher]:
    """Declare a sort of rows that elements may name."""

    def declarer(chercher: Chercher) -> Chercher:
        SOURCES[sorte] = Source(chercher, motif, attendue, apporte)
        return chercher

    return declarer


class Contexte:
    """What the elements of a lot refer to, for one équipe."""

    def __init__(self, equipe: Equipe) -> None:
        self.equipe = equipe
        self._connus: dict[str, dict[Any, Any]] = defaultdict(dict)

    def charger(self, lectures: Iterable[Lecture]) -> None:
        """Fetch what these readings cite and is not here yet."""
        voulus: dict[str, set[Any]] = defaultdict(set)
        for lecture in lectures:
            for citation in lecture.citations:
                voulus[citation.sorte].add(citation.cle)
        for sorte in sorted(voulus, key=lambda sorte: SOURCES[sorte].apporte is None):
            if cles := voulus[sorte] - self._connus[sorte].keys():
                self._chercher(sorte, cles)

    def _chercher(self, sorte: str, cles: Collection[Any]) -> None:
        source = SOURCES[sorte]
        trouvees = source.chercher(self.equipe, cles)
        self._connus[sorte].update(trouvees)
        if source.apporte:
            for autre, siennes in source.apporte(trouvees).items():
                self._connus[autre].update(siennes)

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
