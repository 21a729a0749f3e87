"""One map: a line a quartier, read by one reader.

The table, the SVG and the data of the live map are all made from these lines.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.db.models.functions import Coalesce

from medlove.models import Equipe
from sessions.nomenclatures.listes import domaines
from sessions.rencontres.choix import quartiers_connus
from sessions.statistiques.demande import Demande, Mesure
from sessions.statistiques.effectifs import (
    FINE,
    PART_MASQUEE,
    Effectif,
    Lecture,
    Part,
    Taux,
    lire,
    lire_part,
    lire_somme,
    lire_taux,
)
from sessions.statistiques.figures.aspects import LETTRES, Aspect, Echelle
from sessions.statistiques.mesures import Presence, sorties_en_tout
from sessions.statistiques.releve import Comptes, Releve
from territoires.models import Quartier

PRESENCE_SUFFISANTE = 3
# A share of fewer answers than this leaps with each of them.
REPONSES_SUFFISANTES = 10
RIEN = "–"
SANS_VALEUR = {Aspect.JAMAIS, Aspect.TROP_PEU, Aspect.SANS_DONNEE}
# What a difference cannot be drawn from, the worst first.
SANS_ECART = (Aspect.TROP_PEU, Aspect.JAMAIS, Aspect.MASQUE, Aspect.SANS_DONNEE)


@dataclass(frozen=True, slots=True)
class Chiffres:
    """The figures of a quartier or of the whole, as they are read.

    `portant` counts what the map is about: without a sujet, all the rencontres. `part` is
    its share of `sur`, `taux` its number by hour of presence.
    """

    presence: Presence
    rencontres: Effectif
    portant: Effectif
    sur: Effectif
    passages: Effectif
    refus: Effectif
    part: Part
    taux: Taux


@dataclass(frozen=True, slots=True)
class Ligne:
    """A quartier. `valeur` is the figure mapped, as its label writes it, `nombre` what it is
    ranged by; `avant`, the figures of the period it is compared with, if any.

    A quartier that cannot be compared has none: its counts are in the table, with a mention.
    """

    quartier: Quartier
    chiffres: Chiffres
    aspect: Aspect
    classe: int | None
    valeur: str
    nombre: int | None = None
    avant: Chiffres | None = None

    @property
    def lettre(self) -> str:
        return "" if self.classe is None else LETTRES[self.classe]

    def selon(self, echelle: Echelle) -> "Ligne":
        """With its class on this scale."""
        if self.aspect is not Aspect.VALEUR:
            return self
        return replace(self, classe=echelle.classe(abs(self.nombre or 0)))


@dataclass(frozen=True, slots=True)
class Frequence:
    """How many rencontres of a quartier carry besoins of a domain, as it is read."""

    portant: Effectif
    sur: Effectif
    part: Part


@dataclass(frozen=True, slots=True)
class ParDomaine:
    """A domain: by id of quartier, and in all."""

    code: str
    libelle: str
    quartiers: dict[int, Frequence]
    ensemble: Frequence


@dataclass(frozen=True, slots=True)
class Choroplethe:
    """`ailleurs` counts the rencontres that belong to no quartier of the commune."""

    demande: Demande
    lecture: Lecture
    echelle: Echelle
    lignes: list[Ligne]
    hors_commune: list[Ligne]
    ensemble: Chiffres
    sorties: int
    ailleurs: Effectif
    avant: Chiffres | None = None
    domaines: tuple[ParDomaine, ...] = ()

    @property
    def schematique(self) -> bool:
        return any(ligne.quartier.schematique for ligne in self.lignes)


def quartiers_de(equipe: Equipe) -> list[Quartier]:
    """Those of the équipe's commune, then those beyond it where it has been; `trace` is light."""
    quartiers = quartiers_connus(equipe)
    return list(quartiers.annotate(trace=Coalesce("contour_simplifie", "contour")))


def lire_carte(
    demande: Demande,
    quartiers: Sequence[Quartier],
    lecture: Lecture,
    releve: Releve,
    avant: Releve | None,
) -> Choroplethe:
    """The map of one selection, before its values are ranged in classes."""
    commune = demande.selection.equipe.code_insee
    lignes = [_ligne(demande, un, lecture, releve, avant) for un in quartiers]
    ici = [une.quartier.pk for une in lignes if une.quartier.code_insee == commune]
    ensemble = releve.ensemble()
    return Choroplethe(
        demande=demande,
        lecture=lecture,
        echelle=demande.echelle,
        lignes=[une for une in lignes if une.quartier.code_insee == commune],
        hors_commune=[
            une
            for une in lignes
            if une.quartier.code_insee != commune and une.aspect is not Aspect.JAMAIS
        ],
        ensemble=_lus(ensemble, lecture),
        sorties=sorties_en_tout(releve.presences.values()),
        ailleurs=lire(ensemble.rencontres - releve.ensemble(ici).rencontres, lecture),
        avant=_lus(avant.ensemble(), lecture) if avant else None,
        domaines=tuple(_domaines(releve, lecture)),
    )


def _domaines(releve: Releve, lecture: Lecture) -> Iterator[ParDomaine]:
    def lue(portant: int, sur: int) -> Frequence:
        part = lire_part(portant, sur, lecture)
        return Frequence(lire(portant, lecture), lire(sur, lecture), part)

    for code, comptes in releve.par_domaine.items():
        quartiers = {
            pk: lue(comptes.get(pk, 0), toutes) for pk, toutes in releve.rencontres.items()
        }
        tout = lue(sum(comptes.values()), sum(releve.rencontres.values()))
        yield ParDomaine(code, domaines()[code].libelle, quartiers, tout)


def valeur(demande: Demande, lus: Chiffres, avant: Chiffres | None) -> tuple[int | None, str]:
    """The figure that is mapped, and how it is written."""
    if demande.mesure == Mesure.NOMBRE:
        return lus.portant.nombre, lus.portant.texte
    if demande.mesure == Mesure.HEURE:
        return lus.taux.dixiemes, lus.taux.texte
    if demande.mesure == Mesure.ECART and avant is not None:
        return ecart(avant.part, lus.part)
    return lus.part.points, lus.part.texte


def ecart(avant: Part, apres: Part) -> tuple[int | None, str]:
    """The points from one share to another: « ▲ +12 », « ▼ −5 », « = 0 »."""
    if avant.points is None or apres.points is None:
        return None, PART_MASQUEE if avant.masque or apres.masque else RIEN
    points = apres.points - avant.points
    if not points:
        return 0, f"={FINE}0"
    return points, f"▲{FINE}+{points}" if points > 0 else f"▼{FINE}−{-points}"


def _ligne(
    demande: Demande,
    quartier: Quartier,
    lecture: Lecture,
    releve: Releve,
    releve_avant: Releve | None,
) -> Ligne:
    lus = _lus(releve.de(quartier.pk), lecture)
    avant = _lus(releve_avant.de(quartier.pk), lecture) if releve_avant else None
    nombre, texte = valeur(demande, lus, avant)
    aspect = _aspect(demande, quartier, lus, nombre, texte)
    if avant and aspect is not Aspect.HORS_CHOIX:
        aspects = {aspect, _aspect(demande, quartier, avant, nombre, texte)}
        aspect = next((un for un in SANS_ECART if un in aspects), Aspect.VALEUR)
    return Ligne(
        quartier=quartier,
        chiffres=lus,
        aspect=aspect,
        classe=None,
        valeur=RIEN if aspect in SANS_VALEUR else texte,
        nombre=nombre,
        avant=avant,
    )


def _lus(comptes: Comptes, lecture: Lecture) -> Chiffres:
    presence = comptes.presence
    return Chiffres(
        presence=presence,
        rencontres=lire(comptes.rencontres, lecture),
        portant=lire(comptes.compte, lecture),
        sur=lire_somme(comptes.parties or (comptes.sur,), lecture),
        passages=lire(presence.passages, lecture),
        refus=lire(presence.refus, lecture),
        part=lire_part(comptes.compte, comptes.sur, lecture, comptes.parties),
        taux=lire_taux(comptes.compte, presence.minutes, lecture),
    )


def _aspect(
    demande: Demande, quartier: Quartier, lus: Chiffres, nombre: int | None, texte: str
) -> Aspect:
    """Decided on what is read only: a hidden count leaves no trace in a look."""
    if demande.choisis and quartier.cle not in demande.choisis:
        return Aspect.HORS_CHOIX
    if not lus.presence.sorties and not lus.rencontres.nombre:
        return Aspect.JAMAIS
    if lus.presence.sorties < PRESENCE_SUFFISANTE:
        return Aspect.TROP_PEU
    if _trop_peu_pose(demande, lus):
        return Aspect.SANS_DONNEE
    if lus.portant.nombre == 0:
        return Aspect.ZERO
    if texte == RIEN:
        return Aspect.SANS_DONNEE
    return Aspect.MASQUE if nombre is None else Aspect.VALEUR


def _trop_peu_pose(demande: Demande, lus: Chiffres) -> bool:
    """Whether too few were asked for a share, or none for a count. A hidden number is not told."""
    if not demande.sujet.pose or lus.sur.nombre is None:
        return False
    en_part = demande.mesure in {Mesure.PART, Mesure.ECART}
    return lus.sur.nombre < (REPONSES_SUFFISANTES if en_part else 1)
