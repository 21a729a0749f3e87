"""What the database counts for the map, by quartier: exact, before any reader."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sessions.nomenclatures.listes import domaines
from sessions.rencontres.selection import Selection
from sessions.statistiques.mesures import (
    ParQuartier,
    Presence,
    compter_par_quartier,
    presences,
)
from sessions.statistiques.mesures.par_quartier import Compteur, portant, toutes
from sessions.statistiques.sujets import PASSAGES, REFUS, Parmi, Sujet


@dataclass(frozen=True, slots=True)
class Comptes:
    """Of a quartier, or of the whole. The share is `compte` over `sur`.

    `parties`: the counts that add up to `sur`, when they are shown by themselves.
    """

    presence: Presence
    rencontres: int
    compte: int
    sur: int
    parties: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Releve:
    """The counts of one selection."""

    sujet: Sujet
    presences: dict[int, Presence]
    rencontres: ParQuartier
    compte: ParQuartier
    sur: ParQuartier
    par_domaine: dict[str, ParQuartier] = field(default_factory=dict)

    def de(self, quartier: int) -> Comptes:
        return self._comptes([quartier])

    def ensemble(self, quartiers: Sequence[int] | None = None) -> Comptes:
        """The sum of the quartiers, those given or all."""
        return self._comptes(quartiers)

    def _comptes(self, quartiers: Sequence[int] | None) -> Comptes:
        """What haltes count by hand is in the presence, and is over the people met there."""

        def somme(comptes: ParQuartier) -> int:
            if quartiers is None:
                return sum(comptes.values())
            return sum(comptes.get(pk, 0) for pk in quartiers)

        ou = self.presences if quartiers is None else quartiers
        presence = sum((self.presences.get(pk, Presence()) for pk in ou), start=Presence())
        rencontres = somme(self.rencontres)
        if self.sujet in (PASSAGES, REFUS):
            abordees = (rencontres, presence.refus)
            parties = abordees if self.sujet is REFUS else (*abordees, presence.passages)
            compte = presence.refus if self.sujet is REFUS else presence.passages
            return Comptes(presence, rencontres, compte, sum(parties), parties)
        de_la_ville = self.sujet.parmi is Parmi.LA_VILLE
        sur = sum(self.compte.values()) if de_la_ville else somme(self.sur)
        return Comptes(presence, rencontres, somme(self.compte), sur)


def relever(
    sujet: Sujet, selections: Sequence[Selection], *, par_domaine: bool = False
) -> list[Releve]:
    """One a selection; two queries for all of them, whatever the rows.

    `par_domaine`: with the rencontres that carry a besoin of each domain.
    """

    def compteurs(selection: Selection) -> dict[str, Compteur]:
        return {
            "rencontres": toutes(selection),
            **sujet.compteurs(selection),
            **{
                code: portant(replace(selection, domaine=code))
                for code in (domaines() if par_domaine else ())
            },
        }

    lus = compter_par_quartier(selections, compteurs)
    return [
        Releve(
            sujet=sujet,
            presences=presence,
            rencontres=comptes["rencontres"],
            compte=comptes.get("compte", comptes["rencontres"]),
            sur=comptes.get("sur", comptes["rencontres"]),
            par_domaine={code: comptes[code] for code in domaines() if code in comptes},
        )
        for presence, comptes in zip(presences(selections), lus, strict=True)
    ]
