"""What a publication reads of one rencontre, and nothing more."""

from dataclasses import dataclass, field
from uuid import UUID

from sessions.nomenclatures.listes import NON_RENSEIGNE

# Only the first besoins and exigences of a rencontre feed the tables that hold several.
BESOINS_AU_PLUS = EXIGENCES_AU_PLUS = 2

GROUPES_D_AGE = {
    "12_17": "moins_25",
    "mineur": "moins_25",
    "18_24": "moins_25",
    "25_39": "25_39",
    "40_59": "40_59",
    "60_69": "60_plus",
    "70_74": "60_plus",
    "75_plus": "60_plus",
    "70_plus": "60_plus",
}
LIBELLES_DES_AGES = {
    "moins_25": "moins de 25 ans",
    "25_39": "25 à 39 ans",
    "40_59": "40 à 59 ans",
    "60_plus": "60 ans et plus",
}


@dataclass(frozen=True, slots=True)
class BesoinLu:
    """Codes of one besoin, and of the exigences it met (code, sorte), in screen order."""

    domaine: str
    famille: str
    reponse: str = NON_RENSEIGNE
    non_recours: str = NON_RENSEIGNE
    exigences: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Fiche:
    """One rencontre. `territoire` is the code it is published under; `demandes` the questions
    that were put; `besoins` those kept, in the order of the rencontre.
    """

    identifiant: UUID
    territoire: str
    age: str = NON_RENSEIGNE
    genre: str = NON_RENSEIGNE
    aisance_francais: str = NON_RENSEIGNE
    frequentation_lieux: str = NON_RENSEIGNE
    deja_rencontre: str = NON_RENSEIGNE
    initiative: str = NON_RENSEIGNE
    qpv: bool | None = None
    besoins: tuple[BesoinLu, ...] = ()
    demandes: frozenset[str] = field(default_factory=frozenset)

    def modalites(self, axe: str) -> list[str]:
        """Its answers on an axis, each once, in order; none where it did not answer."""
        match axe:
            case "age":
                lues = [GROUPES_D_AGE.get(self.age, NON_RENSEIGNE)]
            case "qpv":
                lues = [] if self.qpv is None else ["qpv" if self.qpv else "hors_qpv"]
            case "domaine" | "famille" | "reponse" | "non_recours":
                lues = [getattr(besoin, axe) for besoin in self.besoins[:BESOINS_AU_PLUS]]
            case "exigence":
                lues = [code for code, _, _ in self._exigences()]
            case _:
                lues = [getattr(self, axe)]
        return [une for une in dict.fromkeys(lues) if une != NON_RENSEIGNE]

    def demandee(self, axe: str) -> bool:
        """Whether it counts among those who were asked: put the question, or answered it."""
        question = "exigences" if axe == "exigence" else axe
        return question in self.demandes or bool(self.modalites(axe))

    @property
    def domaines_et_sortes(self) -> list[tuple[str, str]]:
        """(domain of the besoin, kind of exigence), each pair once."""
        return list(dict.fromkeys((domaine, sorte) for _, sorte, domaine in self._exigences()))

    def _exigences(self) -> list[tuple[str, str, str]]:
        """The first exigences of the first besoins: code, kind, domain of the besoin."""
        toutes = [
            (code, sorte, besoin.domaine)
            for besoin in self.besoins[:BESOINS_AU_PLUS]
            for code, sorte in besoin.exigences
        ]
        return toutes[:EXIGENCES_AU_PLUS]
