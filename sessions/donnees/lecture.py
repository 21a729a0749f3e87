"""What the reading of one element gathers: refusals, and the references to look up later."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference met while reading: where, of which sort, to what."""

    chemin: str
    sorte: str
    cle: Any


@dataclass(slots=True)
class Lecture:
    """One reading. `motifs` holds a French sentence by field, `citations` in order met."""

    motifs: dict[str, str] = field(default_factory=dict)
    citations: list[Citation] = field(default_factory=list)

    def refuser(self, chemin: str, motif: str) -> None:
        """The first reason given for a field is the one that is told."""
        self.motifs.setdefault(chemin, motif)

    def citer(self, chemin: str, sorte: str, cle: Any) -> None:
        self.citations.append(Citation(chemin, sorte, cle))
