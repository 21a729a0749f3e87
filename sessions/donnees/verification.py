"""One version verified from end to end: what a lot does in bulk, for a page and its form."""

from typing import Any

from sessions.donnees.references import Contexte
from sessions.donnees.types import TypeDElement, Version


def verifier(
    type_: TypeDElement, version: Version, contexte: Contexte, ancienne: Any = None
) -> dict[str, str]:
    """Why it cannot be written, by field; nothing when it can.

    A reference that is not there is a reason too: a page cannot wait for it. `ancienne` is
    the row it would replace.
    """
    lecture = version.lecture
    type_.lire(version)
    contexte.charger([lecture])
    contexte.refuser_inconnues(lecture)
    for citation in contexte.absentes(lecture):
        lecture.refuser(citation.chemin, contexte.motif(citation))
    type_.controler(version, contexte)
    if ancienne:
        type_.controler_suite(version, ancienne)
    return lecture.motifs
