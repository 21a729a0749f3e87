"""What the database counts for the map, by quartier: exact, before any reader."""

from collections.abc import Sequence
from dataclasses import dataclass

from sessions.rencontres.selection import Selection
from sessions.statistiques.mesures import (
    ParQuartier,
    Presence,
    compter_par_quartier,
    presences,
)
from sessions.statistiques.mesures.par_quartier import Compteur, toutes
from sessions.statistiques.sujets import PASSAGES, REFUS, Parmi, Sujet


@dataclass(frozen=True, slots=True)
class Comptes:
    """Of a quartier, or of the whole. The share is `compte` over `sur`."""

    presence: Presence
    rencontres: int
    compte: int
    sur: int


@dataclass(frozen=True, slots=True)
class Releve:
    """The counts of one selection."""

    sujet: Sujet
    presences: dict[int, Presence]
    rencontres: ParQuartier
    compte: ParQuartier
    sur: ParQuartier

    def de(self, quartier: int) -> Comptes:
        presence = self.presences.get(quartier, Presence())
        compte, sur = self._fraction(
            presence,
            self.rencontres.get(quartier, 0),
            self.compte.get(quartier, 0),
            self.sur.get(quartier, 0),
        )
        if self.sujet.parmi is Parmi.LA_VILLE:
            sur = sum(self.compte.values())
        return Comptes(presence, self.rencontres.get(quartier, 0), compte, sur)

    def ensemble(self, quartiers: Sequence[int] | None = None) -> Comptes:
        """The sum of the quartiers, those given or all."""

        def somme(comptes: ParQuartier) -> int:
            return sum(n for pk, n in comptes.items() if quartiers is None or pk in quartiers)

        presence = sum(
            (une for pk, une in self.presences.items() if quartiers is None or pk in quartiers),
            start=Presence(),
        )
        rencontres = somme(self.rencontres)
        compte, sur = self._fraction(presence, rencontres, somme(self.compte), somme(self.sur))
        if self.sujet.parmi is Parmi.LA_VILLE:
            sur = sum(self.compte.values())
        return Comptes(presence, rencontres, compte, sur)

    def _fraction(
        self, presence: Presence, rencontres: int, compte: int, sur: int
    ) -> tuple[int, int]:
        """What haltes count by hand is in the presence, and is over the people met there."""
        if self.sujet is PASSAGES:
            return presence.passages, rencontres + presence.passages + presence.refus
        if self.sujet is REFUS:
            return presence.refus, rencontres + presence.refus
        return compte, sur


def relever(sujet: Sujet, selections: Sequence[Selection]) -> list[Releve]:
    """One a selection; two queries for all of them, whatever the rows."""

    def compteurs(selection: Selection) -> dict[str, Compteur]:
        return {"rencontres": toutes(selection), **sujet.compteurs(selection)}

    lus = compter_par_quartier(selections, compteurs)
    return [
        Releve(
            sujet=sujet,
            presences=presence,
            rencontres=comptes["rencontres"],
            compte=comptes.get("compte", comptes["rencontres"]),
            sur=comptes.get("sur", comptes["rencontres"]),
        )
        for presence, comptes in zip(presences(selections), lus, strict=True)
    ]
