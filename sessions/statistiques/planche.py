"""The maps of one question, all on one scale: one, one a trimestre, or two side by side."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sessions.rencontres.selection import Selection
from sessions.statistiques.choroplethe import Choroplethe, lire_carte
from sessions.statistiques.demande import Demande, Mesure, Vue
from sessions.statistiques.effectifs import Lecture
from sessions.statistiques.figures.aspects import Aspect, Echelle
from sessions.statistiques.mesures import Frequentation, rencontres_par_lieu
from sessions.statistiques.releve import relever
from territoires.models import Quartier


@dataclass(frozen=True, slots=True)
class Planche:
    """`demande` is the question as it was put; each map has its own part of it.

    `lieux` are told to a reader of exact figures only, when asked for.
    """

    demande: Demande
    lecture: Lecture
    echelle: Echelle
    cartes: list[Choroplethe]
    lieux: list[Frequentation]

    @property
    def carte(self) -> Choroplethe:
        """The last one: the only one, or that of the period asked for."""
        return self.cartes[-1]


def planche(demande: Demande, quartiers: Sequence[Quartier], lecture: Lecture) -> Planche:
    """Three queries at most, whatever the rows and the number of maps."""
    panneaux = demande.panneaux()
    comparees = [_avec(un) if un.mesure == Mesure.ECART else None for un in panneaux]
    selections = [un.selection for un in panneaux] + [une for une in comparees if une]
    uniques = list(dict.fromkeys(selections))
    lus = relever(demande.sujet, uniques, par_domaine=_par_domaine(panneaux[0]))
    releves = dict(zip(uniques, lus, strict=True))
    cartes = [
        lire_carte(
            panneau,
            quartiers,
            lecture,
            releves[panneau.selection],
            releves[autre] if autre else None,
        )
        for panneau, autre in zip(panneaux, comparees, strict=True)
    ]
    echelle = _echelle(demande, cartes)
    return Planche(
        demande=demande,
        lecture=lecture,
        echelle=echelle,
        cartes=[_selon(une, echelle) for une in cartes],
        # Where nobody went there is no lieu to ask for.
        lieux=_lieux(demande, lecture) if cartes[-1].sorties else [],
    )


def choroplethe(demande: Demande, quartiers: Sequence[Quartier], lecture: Lecture) -> Choroplethe:
    """One map."""
    return planche(replace(demande, vue=Vue.UNE), quartiers, lecture).carte


def _par_domaine(panneau: Demande) -> bool:
    """Two quartiers are told by all that was heard there, unless one besoin is asked for."""
    return panneau.cote_a_cote_de_quartiers and not panneau.selection.porte_sur_un_besoin


def _avec(panneau: Demande) -> Selection:
    periode = panneau.periode_comparee(panneau.selection.periode)
    return replace(panneau.selection, periode=periode)


def _echelle(demande: Demande, cartes: Sequence[Choroplethe]) -> Echelle:
    """Round breaks known beforehand or, on demand, those that part what this reader sees."""
    if not demande.quantiles:
        return demande.echelle
    return demande.echelle.en_quantiles(
        abs(ligne.nombre or 0)
        for carte in cartes
        for ligne in carte.lignes
        if ligne.aspect is Aspect.VALEUR
    )


def _selon(carte: Choroplethe, echelle: Echelle) -> Choroplethe:
    return replace(
        carte,
        echelle=echelle,
        lignes=[une.selon(echelle) for une in carte.lignes],
        hors_commune=[une.selon(echelle) for une in carte.hors_commune],
    )


def _lieux(demande: Demande, lecture: Lecture) -> list[Frequentation]:
    if not demande.lieux or lecture is not Lecture.EXACTE:
        return []
    return rencontres_par_lieu(demande.selection)
