"""How a table is written for one reader: what all tables have in common."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sessions.nomenclatures.listes import AUTRE_FAMILLE as AUTRE
from sessions.nomenclatures.listes import NON_RENSEIGNE
from sessions.rencontres.selection import Selection
from sessions.statistiques.effectifs import Lecture, lire, lire_part, repartir
from sessions.statistiques.filtres import FAMILLE_JAMAIS_IMPRIMEE, JAMAIS_IMPRIMEES
from sessions.statistiques.mesures import Dimension
from sessions.statistiques.mesures.dimensions import (
    JAMAIS_IMPRIMEES_PAR_QUARTIER,
    JAMAIS_PAR_QUARTIER,
    Modalites,
)
from sessions.statistiques.sujets import EXIGENCE_JAMAIS_IMPRIMEE
from sessions.statistiques.table import Cellule, Ligne, Table

PLUSIEURS = "Plusieurs réponses possibles\u202f: les parts ne s’ajoutent pas."
ARRONDIES = "Les parts s’ajoutent à 100\u202f%."
VECU_PAR_LIEU = (
    "Le vécu ne se lit jamais par quartier, ni en quartier prioritaire\u202f: "
    "quelqu’un pourrait y être reconnu."
)
RIEN = "Rien n’a été noté pour ce choix."
# The séjour, under each of its names, and what tells the ease in French: never by quartier on
# paper.
TUS_SUR_PAPIER = {
    *JAMAIS_IMPRIMEES,
    FAMILLE_JAMAIS_IMPRIMEE.removeprefix("famille-"),
    EXIGENCE_JAMAIS_IMPRIMEE,
}
# Besoins of one organisme would tell those of the séjour by difference.
REFUSEES_SUR_PAPIER = JAMAIS_IMPRIMEES_PAR_QUARTIER | {"organisme"}

SANS_NOM = {AUTRE, NON_RENSEIGNE}

Modalite = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Redaction:
    """Who reads, and over what. `perimetre` tells the filter in words.

    `noms` gives the labels of dimensions whose modalities are rows of the database.
    `besoin_discret`: the besoin chosen is the séjour.
    """

    selection: Selection
    lecture: Lecture
    perimetre: str
    noms: Mapping[str, Modalites] = field(default_factory=dict)
    besoin_discret: bool = False

    @property
    def papier(self) -> bool:
        return self.lecture is Lecture.IMPRESSION

    @property
    def par_lieu(self) -> bool:
        """Whether all the figures are those of one quartier, or of the QPV."""
        return self.selection.quartier is not None or self.selection.qpv is not None

    def modalites(self, dimension: Dimension) -> Modalites:
        """Labels by code, in screen order, without those this reader may not be shown."""
        noms = self.noms.get(dimension.code) or dimension.modalites(self.selection)
        return noms if not (self.papier and self.par_lieu) else imprimables(noms)

    def refus(self, *dimensions: Dimension) -> str:
        """Why these answers are not told here; empty when they are. Without any: why nothing is."""
        codes = {une.code for une in dimensions}
        if not self.par_lieu and "quartier" not in codes:
            return ""
        if codes & JAMAIS_PAR_QUARTIER:
            return f"{VECU_PAR_LIEU} {self._autrement()}"
        if self.papier and (self.besoin_discret or codes & REFUSEES_SUR_PAPIER):
            return (
                "Ceci ne s’imprime pas par quartier\u202f: quelqu’un pourrait y être reconnu. "
                "La page à l’écran le montre."
            )
        return ""

    def _autrement(self) -> str:
        if self.par_lieu:
            return "Choisir tous les quartiers pour le lire."
        return "Le croiser avec une autre question."

    def compte(self, quoi: str) -> str:
        """« Besoins, par réponse. 3e trimestre 2026, quartier Maurepas. »"""
        return f"{quoi}. {self.perimetre}."

    def nombre(self, nombre: int) -> Cellule:
        return Cellule.de(lire(nombre, self.lecture))

    def part(self, nombre: int, sur: int) -> Cellule:
        return Cellule.de(lire_part(nombre, sur, self.lecture))

    def ecrit(self, nombre: int) -> str:
        return lire(nombre, self.lecture).texte

    def rencontres(self, nombre: int) -> str:
        """« 12 rencontres », « < 5 rencontres »."""
        lu = lire(nombre, self.lecture)
        return f"{lu} {'rencontre' if lu.nombre in {0, 1} else 'rencontres'}"

    def refusee(self, code: str, titre: str, raison: str) -> Table:
        """A table without a row, that says why."""
        return Table(code, titre, raison, colonnes=(), lignes=())

    def repartition(
        self, code: str, titre: str, quoi: str, unite: str, modalites: Sequence[Modalite]
    ) -> Table:
        """One answer each: the rows make up the whole and their shares add up to 100."""
        total = sum(nombre for *_, nombre in modalites)
        parts = repartir([nombre for *_, nombre in modalites], self.lecture)
        return Table(
            code=code,
            titre=titre,
            compte=self.compte(quoi),
            colonnes=(unite, "Part"),
            lignes=tuple(
                Ligne(cle, libelle, (self.nombre(nombre), Cellule.de(part)))
                for (cle, libelle, nombre), part in zip(modalites, parts, strict=True)
            )
            if total
            else (),
            ensemble=Ligne("", "Ensemble", (self.nombre(total), self.part(total, total))),
            notes=(ARRONDIES,) if total else (RIEN,),
        )

    def plusieurs(
        self,
        code: str,
        titre: str,
        quoi: str,
        modalites: Sequence[Modalite],
        sur: int,
        notes: Iterable[str] = (),
    ) -> Table:
        """Rencontres by answer, several being possible, over `sur` rencontres."""
        return Table(
            code=code,
            titre=titre,
            compte=self.compte(quoi),
            colonnes=("Rencontres", "Part"),
            lignes=tuple(
                Ligne(cle, libelle, (self.nombre(nombre), self.part(nombre, sur)))
                for cle, libelle, nombre in modalites
            ),
            notes=(*notes, PLUSIEURS) if modalites else (*notes, RIEN),
        )


def imprimables(noms: Modalites) -> Modalites:
    return {code: nom for code, nom in noms.items() if code not in TUS_SUR_PAPIER}


def les_plus_dites(modalites: Iterable[Modalite]) -> list[Modalite]:
    """Those that were told, the most frequent first; what has no name of its own comes last."""
    dites = [une for une in modalites if une[2]]
    return sorted(dites, key=lambda une: (une[0] in SANS_NOM, -une[2]))


def posee(redaction: Redaction, rencontres: int) -> str:
    """How many times a question de la sortie was asked."""
    return f"Question posée, ou répondue d’elle-même, dans {redaction.rencontres(rencontres)}."
