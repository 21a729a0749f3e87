"""The map of besoins by quartier: one line a quartier, read by one reader.

The table, the SVG and the data of the live map are all made from these lines.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from medlove.models import Equipe
from sessions.rencontres.models import Rencontre
from sessions.sorties.models import Halte, Sortie
from sessions.statistiques.effectifs import Effectif, Lecture, Part, lire, lire_part
from sessions.statistiques.figures.aspects import (
    LETTRES,
    NOMBRES,
    NOMBRES_D_UN_BESOIN,
    PARTS_D_UN_DOMAINE,
    PARTS_D_UNE_CATEGORIE,
    PARTS_DE_LA_VILLE,
    Aspect,
    Echelle,
)
from sessions.statistiques.filtres import Demande, Mesure
from sessions.statistiques.mesures import (
    Presence,
    presence,
    rencontres_avec_besoin_par_quartier,
    rencontres_par_quartier,
    sorties_en_tout,
)
from territoires.models import Quartier

PRESENCE_SUFFISANTE = 3
RIEN = "–"
SANS_VALEUR = {Aspect.JAMAIS, Aspect.TROP_PEU}


@dataclass(frozen=True, slots=True)
class Chiffres:
    """The figures of a quartier or of the whole, as they are read.

    `portant` counts the rencontres that carry the besoin asked for, all of them without one.
    """

    presence: Presence
    rencontres: Effectif
    portant: Effectif
    passages: Effectif
    refus: Effectif
    part: Part


@dataclass(frozen=True, slots=True)
class Ligne:
    """A quartier. `valeur` is the figure mapped, as its label writes it.

    A quartier that cannot be compared has none: its counts are in the table, with a mention.
    """

    quartier: Quartier
    chiffres: Chiffres
    aspect: Aspect
    classe: int | None
    valeur: str

    @property
    def lettre(self) -> str:
        return "" if self.classe is None else LETTRES[self.classe]


@dataclass(frozen=True, slots=True)
class Choroplethe:
    demande: Demande
    lecture: Lecture
    echelle: Echelle
    lignes: list[Ligne]
    hors_commune: list[Ligne]
    ensemble: Chiffres
    sorties: int

    @property
    def schematique(self) -> bool:
        return any(ligne.quartier.schematique for ligne in self.lignes)


def quartiers_de(equipe: Equipe) -> list[Quartier]:
    """Those of the équipe's commune, then those beyond it where it has been; `trace` is light."""
    beyond = Q()
    for modele in (Sortie, Halte, Rencontre):
        beyond |= Q(Exists(modele.objects.filter(equipe=equipe, quartier=OuterRef("pk"))))
    quartiers = (
        Quartier.objects.filter(Q(code_insee=equipe.code_insee) | beyond)
        .sans_contour()
        .annotate(trace=Coalesce("contour_simplifie", "contour"))
    )
    return sorted(quartiers, key=lambda un: (un.code_insee != equipe.code_insee, un.numero))


def choroplethe(demande: Demande, quartiers: Sequence[Quartier], lecture: Lecture) -> Choroplethe:
    """Three queries at most, whatever the rows."""
    comptes = _Comptes(demande, lecture)
    lignes = [comptes.ligne(quartier) for quartier in quartiers]
    commune = demande.selection.equipe.code_insee
    return Choroplethe(
        demande=demande,
        lecture=lecture,
        echelle=comptes.echelle,
        lignes=[une for une in lignes if une.quartier.code_insee == commune],
        hors_commune=[
            une
            for une in lignes
            if une.quartier.code_insee != commune and une.aspect is not Aspect.JAMAIS
        ],
        ensemble=comptes.ensemble(),
        sorties=sorties_en_tout(comptes.presences.values()),
    )


class _Comptes:
    """Exact counts by quartier, and how this reader reads them."""

    def __init__(self, demande: Demande, lecture: Lecture) -> None:
        selection = demande.selection
        self.demande, self.lecture = demande, lecture
        self.presences = presence(selection)
        self.rencontres = rencontres_par_quartier(selection)
        self.portant = self.rencontres
        if selection.porte_sur_un_besoin:
            self.portant = rencontres_avec_besoin_par_quartier(selection)
        self.en_tout = sum(self.rencontres.values())

    @property
    def echelle(self) -> Echelle:
        if self.demande.mesure == Mesure.NOMBRE:
            return NOMBRES_D_UN_BESOIN if self.demande.besoin else NOMBRES
        if not self.demande.besoin:
            return PARTS_DE_LA_VILLE
        return PARTS_D_UN_DOMAINE if self.demande.selection.domaine else PARTS_D_UNE_CATEGORIE

    def ligne(self, quartier: Quartier) -> Ligne:
        rencontres = self.rencontres.get(quartier.pk, 0)
        chiffres = self._lus(
            self.presences.get(quartier.pk, Presence()),
            rencontres=rencontres,
            portant=self.portant.get(quartier.pk, 0),
            sur=rencontres if self.demande.besoin else self.en_tout,
        )
        aspect = self._aspect(quartier, chiffres)
        nombre, texte = self._valeur(chiffres)
        return Ligne(
            quartier=quartier,
            chiffres=chiffres,
            aspect=aspect,
            classe=self.echelle.classe(nombre or 0) if aspect is Aspect.VALEUR else None,
            valeur=RIEN if aspect in SANS_VALEUR else texte,
        )

    def ensemble(self) -> Chiffres:
        return self._lus(
            sum(self.presences.values(), start=Presence()),
            rencontres=self.en_tout,
            portant=sum(self.portant.values()),
            sur=self.en_tout,
        )

    def _lus(self, presence: Presence, *, rencontres: int, portant: int, sur: int) -> Chiffres:
        return Chiffres(
            presence=presence,
            rencontres=lire(rencontres, self.lecture),
            portant=lire(portant, self.lecture),
            passages=lire(presence.passages, self.lecture),
            refus=lire(presence.refus, self.lecture),
            part=lire_part(portant, sur, self.lecture),
        )

    def _valeur(self, chiffres: Chiffres) -> tuple[int | None, str]:
        if self.demande.mesure == Mesure.NOMBRE:
            return chiffres.portant.nombre, chiffres.portant.texte
        return chiffres.part.points, chiffres.part.texte

    def _aspect(self, quartier: Quartier, chiffres: Chiffres) -> Aspect:
        """Decided on what is read only: a hidden count leaves no trace in a look."""
        if self.demande.quartier not in {"", quartier.cle}:
            return Aspect.HORS_CHOIX
        if not chiffres.presence.sorties and not chiffres.rencontres.nombre:
            return Aspect.JAMAIS
        if chiffres.presence.sorties < PRESENCE_SUFFISANTE:
            return Aspect.TROP_PEU
        if chiffres.portant.nombre == 0:
            return Aspect.ZERO
        return Aspect.MASQUE if self._valeur(chiffres)[0] is None else Aspect.VALEUR
