"""One element of a lot: what it says of itself, then the verdict it is given."""

import json
import re
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from sessions.donnees import TYPES, TypeDElement, Version
from sessions.donnees.champs import lire_uuid
from sessions.empreinte import NonCanonique, empreinte
from sessions.terrain.models import Verdict

MOTIF_AU_PLUS = 200
SEULE = re.compile("[\ud800-\udfff]")
INCONNU = datetime.min.replace(tzinfo=UTC)


class Recu:
    """An element received. Nothing in it is trusted: every attribute has a safe value."""

    verdict: Verdict

    def __init__(self, brut: Any, echappe: bool) -> None:
        self.brut, self.echappe = brut, echappe
        champs = brut if type(brut) is dict else {}
        self.champs = champs
        self.id = lire_uuid(champs.get("id"))
        self.dite = champs.get("empreinte")
        self.donnees = champs.get("donnees")
        self.type = _type(champs.get("type"))
        self.remplace = champs.get("remplace")
        self.motif = ""
        self.empreinte, self.cle = self._reconnaitre()

    def _reconnaitre(self) -> tuple[str, str]:
        """What names this content among receptions: its own empreinte, its id.

        The empreinte is the one recomputed: a content damaged on its way must not take the
        place of the true one, which may still come.
        """
        try:
            calculee = empreinte(self.donnees)
        except NonCanonique:
            calculee = _hacher(self.brut)
        return calculee, str(self.id) if self.id else _hacher(self.brut)

    def suit(self) -> bool:
        """Whether it says that it is not the first version of its record."""
        return type(self.donnees) is dict and self.donnees.get("edition", 1) != 1

    def juger(self, verdict: Verdict, motif: str = "") -> None:
        self.verdict, self.motif = verdict, motif[:MOTIF_AU_PLUS]

    def quarantaine(self, motif: str) -> None:
        self.juger(Verdict.QUARANTAINE, motif)

    def version(self) -> Version:
        """What the types of elements work on; author and time of entry read, or refused."""
        version = Version(
            id=self.id or UUID(int=0),
            auteur=lire_uuid(self.champs.get("auteur")),
            saisi_le=_heure(self.champs.get("saisi_le")) or INCONNU,
            empreinte=self.empreinte,
            donnees=self.donnees or {},
        )
        if version.auteur:
            version.lecture.citer("auteur", "auteur", version.auteur)
        else:
            version.lecture.refuser("auteur", "L’auteur manque.")
        if version.saisi_le is INCONNU:
            version.lecture.refuser("saisi_le", "Le moment de la saisie est illisible.")
        return version

    def nom_du_type(self) -> str:
        """The type as it was said, when it can be written."""
        dit = self.champs.get("type")
        lisible = type(dit) is str and dit.isascii() and dit.isprintable()
        return str(dit)[:40] if lisible else "?"

    def brut_a_ranger(self) -> Any:
        """The raw element, in a form that every database takes.

        PostgreSQL has no room in JSON for U+0000 nor for half a surrogate pair: such an
        element is kept as text, escaped.
        """
        return {"texte": json.dumps(self.brut)} if self.echappe and self._illisible() else self.brut

    def _illisible(self) -> bool:
        texte = json.dumps(self.brut, ensure_ascii=False)
        return "\\u0000" in texte or SEULE.search(texte) is not None

    def reponse(self) -> dict[str, Any]:
        """The line of the answer: id and empreinte as they were said."""
        return {
            "id": self.champs.get("id"),
            "empreinte": self.dite,
            "verdict": self.verdict.value,
            "motif": self.motif,
        }


def _type(nom: Any) -> TypeDElement | None:
    return TYPES.get(nom) if type(nom) is str else None


def _hacher(brut: Any) -> str:
    return sha256(json.dumps(brut).encode()).hexdigest()


def _heure(valeur: Any) -> datetime | None:
    """A moment with its offset, in a century where it can be one."""
    if type(valeur) is not str:
        return None
    try:
        moment = datetime.fromisoformat(valeur)
    except ValueError:
        return None
    return moment if moment.tzinfo and 2000 <= moment.year < 2100 else None
