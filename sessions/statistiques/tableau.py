"""The table that stands beside the map, with the very figures of the map."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from medlove.templatetags.francais import heures
from sessions.statistiques.choroplethe import (
    RIEN,
    SANS_VALEUR,
    Chiffres,
    Choroplethe,
    Frequence,
    Ligne,
    ecart,
    valeur,
)
from sessions.statistiques.demande import Demande, Mesure
from sessions.statistiques.effectifs import Effectif, Part, Taux, milliers
from sessions.statistiques.figures.aspects import Aspect
from sessions.statistiques.planche import Planche
from sessions.statistiques.presentation import titre_du_panneau
from sessions.statistiques.sujets import PASSAGES, REFUS, RENCONTRES, Parmi

MENTIONS = {
    Aspect.JAMAIS: "pas visité",
    Aspect.TROP_PEU: "trop peu de présence",
    Aspect.SANS_DONNEE: "trop peu de données",
}
ECART = "Écart (points)"


@dataclass(frozen=True, slots=True)
class Cellule:
    """`nombre` is None when hidden. `montree`: this column is the one the map shows;
    `lettre`: its class there; `detail`: what the figure is made of."""

    texte: str
    nombre: int | None = None
    montree: bool = False
    lettre: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Rangee:
    nom: str
    mentions: list[str]
    cellules: list[Cellule]
    code: str = ""


@dataclass(frozen=True, slots=True)
class Tableau:
    entetes: list[Cellule]
    rangees: list[Rangee]
    ensemble: list[Cellule]
    premiere: str = "Quartier"


def tableau(vue: Choroplethe | Planche) -> Tableau:
    """Of one map, a row a quartier and a column a figure; of several, a column a map."""
    if isinstance(vue, Choroplethe):
        return _d_une_carte(vue)
    if len(vue.cartes) == 1:
        return _d_une_carte(vue.carte)
    if vue.cartes[0].demande.cote_a_cote_de_quartiers:
        return _de_deux_quartiers(vue)
    return _de_periodes(vue)


# --- One map ------------------------------------------------------------------


def _d_une_carte(carte: Choroplethe) -> Tableau:
    """A row a quartier, those out of the choice left out, then the whole."""
    return Tableau(
        entetes=[Cellule(nom, montree=montree) for nom, montree in _colonnes(carte.demande)],
        rangees=[
            Rangee(ligne.quartier.nom, mentions, _cellules_de(carte, ligne), ligne.quartier.cle)
            for ligne, mentions in _rangs([carte])
        ],
        ensemble=list(_cellules(carte, carte.ensemble, carte.avant, sorties=carte.sorties)),
    )


def _colonnes(demande: Demande) -> Iterator[tuple[str, bool]]:
    """Headings, and whether the map shows this column."""
    sujet, mesure = demande.sujet, demande.mesure
    if mesure == Mesure.ECART:
        yield ECART, True
    if sujet.parmi is Parmi.LA_VILLE:
        yield "Part de la ville", mesure == Mesure.PART
    else:
        du_quartier = sujet.code == RENCONTRES.code
        yield "Part du quartier" if du_quartier else "Part", mesure == Mesure.PART
    if mesure == Mesure.ECART:
        yield "Part d’avant", False
    if mesure == Mesure.HEURE:
        yield "Par heure", True
    if sujet is not RENCONTRES:
        yield sujet.titre, mesure == Mesure.NOMBRE
    if sujet.pose:
        yield "Posée" if sujet.avec_la_personne else "Données", False
    yield "Rencontres", sujet is RENCONTRES and mesure == Mesure.NOMBRE
    yield "Sorties", False
    yield "Présence", False
    for autre in (PASSAGES, REFUS):
        if sujet is not autre:
            yield autre.nom, False


def _cellules_de(carte: Choroplethe, ligne: Ligne) -> list[Cellule]:
    if ligne.aspect is Aspect.JAMAIS:
        return [Cellule(RIEN, montree=montree) for _, montree in _colonnes(carte.demande)]
    sorties = ligne.chiffres.presence.sorties
    cellules = _cellules(carte, ligne.chiffres, ligne.avant, sorties=sorties, lettre=ligne.lettre)
    return list(cellules)


def _cellules(
    carte: Choroplethe, lus: Chiffres, avant: Chiffres | None, *, sorties: int, lettre: str = ""
) -> Iterator[Cellule]:
    figures = _figures(carte.demande, lus, avant, sorties=sorties)
    for (texte, nombre), (_, montree) in zip(figures, _colonnes(carte.demande), strict=True):
        yield Cellule(texte, nombre, montree, lettre if montree else "")


def _figures(
    demande: Demande, lus: Chiffres, avant: Chiffres | None, *, sorties: int
) -> Iterator[tuple[str, int | None]]:
    """In the order of `_colonnes`."""
    sujet = demande.sujet
    if avant and demande.mesure == Mesure.ECART:
        points, texte = ecart(avant.part, lus.part)
        yield texte, points
    yield _lue(lus.part)
    if avant and demande.mesure == Mesure.ECART:
        yield _lue(avant.part)
    if demande.mesure == Mesure.HEURE:
        yield _lue(lus.taux)
    if sujet is not RENCONTRES:
        yield _lue(lus.portant)
    if sujet.pose:
        yield _lue(lus.sur)
    yield _lue(lus.rencontres)
    yield milliers(sorties), sorties
    yield heures(lus.presence.minutes), lus.presence.minutes
    if sujet is not PASSAGES:
        yield _lue(lus.passages)
    if sujet is not REFUS:
        yield _lue(lus.refus)


def _lue(lu: Effectif | Part | Taux) -> tuple[str, int | None]:
    if isinstance(lu, Effectif):
        return lu.texte, lu.nombre
    return lu.texte, lu.points if isinstance(lu, Part) else lu.dixiemes


# --- Several ------------------------------------------------------------------


def _de_periodes(vue: Planche) -> Tableau:
    """A column a period, then the points between two shares that stand side by side."""
    compare = len(vue.cartes) == 2 and vue.cartes[0].demande.mesure == Mesure.PART
    entetes = [Cellule(titre_du_panneau(une)) for une in vue.cartes]
    rangees = []
    for ligne, mentions in _rangs(vue.cartes):
        lignes = [_de(une, ligne.quartier.pk) for une in vue.cartes]
        cellules = [_montree(vue.demande, une) if une else Cellule(RIEN) for une in lignes]
        if compare:
            cellules.append(_ecart_entre(*lignes))
        rangees.append(Rangee(ligne.quartier.nom, mentions, cellules, ligne.quartier.cle))
    ensemble = [_en_tout(une) for une in vue.cartes]
    if compare:
        deux = [une.ensemble.part for une in vue.cartes]
        points, texte = ecart(*deux)
        ensemble.append(Cellule(texte, points))
        entetes.append(Cellule(ECART))
    return Tableau(entetes, rangees, ensemble)


def _de_deux_quartiers(vue: Planche) -> Tableau:
    """The table of one map turned over: a column a quartier, then the whole."""
    tables = [_d_une_carte(une) for une in vue.cartes]
    lignes = [next(iter(une.rangees), None) for une in tables]
    colonnes = [une.cellules if une else [] for une in lignes]
    rangees = [
        Rangee(entete.texte, [], [Cellule(RIEN) if not un else un[rang] for un in colonnes])
        for rang, entete in enumerate(tables[0].entetes)
    ]
    return Tableau(
        entetes=[*(Cellule(titre_du_panneau(une)) for une in vue.cartes), Cellule("Ensemble")],
        rangees=[
            *(
                Rangee(une.nom, [], [*une.cellules, tout], une.nom)
                for une, tout in zip(rangees, tables[0].ensemble, strict=True)
            ),
            *_par_domaine(vue),
        ],
        ensemble=[],
        premiere="Chiffre",
    )


def _par_domaine(vue: Planche) -> Iterator[Rangee]:
    """What was heard in each of two quartiers, domain by domain."""
    choisies = [next((un.quartier.pk for un, _ in _rangs([carte])), None) for carte in vue.cartes]
    for domaine in vue.carte.domaines:
        lues = [domaine.quartiers.get(pk) if pk else None for pk in choisies]
        cellules = [_frequence(une) if une else Cellule(RIEN) for une in lues]
        yield Rangee(
            domaine.libelle,
            ["part des rencontres"],
            [*cellules, _frequence(domaine.ensemble)],
            domaine.code,
        )


def _frequence(lue: Frequence) -> Cellule:
    texte, nombre = _lue(lue.part)
    return Cellule(texte, nombre, detail=f"{lue.portant} sur {lue.sur}")


def _rangs(cartes: Iterable[Choroplethe]) -> Iterator[tuple[Ligne, list[str]]]:
    """The quartiers of the choice, each once, with what is to be said of them all along."""
    toutes = list(cartes)
    vus = set()
    for dehors in (False, True):
        for carte in toutes:
            for ligne in carte.hors_commune if dehors else carte.lignes:
                if ligne.quartier.pk in vus or ligne.aspect is Aspect.HORS_CHOIX:
                    continue
                vus.add(ligne.quartier.pk)
                mentions = ["hors de la commune"] if dehors else []
                if len(toutes) == 1 and ligne.aspect in MENTIONS:
                    mentions.append(MENTIONS[ligne.aspect])
                yield ligne, mentions


def _de(carte: Choroplethe, quartier: int) -> Ligne | None:
    toutes = (*carte.lignes, *carte.hors_commune)
    return next((une for une in toutes if une.quartier.pk == quartier), None)


def _montree(demande: Demande, ligne: Ligne) -> Cellule:
    """The figure of a map, as its label writes it, and why there is none."""
    sans_valeur = ligne.aspect in SANS_VALEUR
    return Cellule(
        ligne.valeur,
        None if sans_valeur else ligne.nombre,
        lettre=ligne.lettre,
        detail=MENTIONS[ligne.aspect] if sans_valeur else _detail(demande, ligne.chiffres),
    )


def _detail(demande: Demande, lus: Chiffres) -> str:
    """What a figure is made of; a count is made of itself."""
    if demande.mesure == Mesure.NOMBRE:
        return ""
    if demande.mesure == Mesure.HEURE:
        return f"{lus.portant} en {heures(lus.presence.minutes)}"
    return f"{lus.portant} sur {lus.sur}"


def _en_tout(carte: Choroplethe) -> Cellule:
    lus = carte.ensemble
    nombre, texte = valeur(carte.demande, lus, carte.avant)
    return Cellule(texte, nombre, detail=_detail(carte.demande, lus))


def _ecart_entre(avant: Ligne | None, apres: Ligne | None) -> Cellule:
    """No points between what cannot be compared."""
    if not avant or not apres or {avant.aspect, apres.aspect} & SANS_VALEUR:
        return Cellule(RIEN)
    points, texte = ecart(avant.chiffres.part, apres.chiffres.part)
    return Cellule(texte, points)
