"""Every cell that a publication holds, whatever was counted: nought and ten look the same."""

from collections.abc import Iterable, Iterator

from sessions.nomenclatures.listes import (
    AUTRE_FAMILLE,
    NON_RENSEIGNE,
    domaines,
    familles,
    libelles,
)
from sessions.publication.catalogue import QUESTIONS, TOUT, VILLE, Cle, Duree, Taille
from sessions.publication.faits import DE_LA_VILLE, PAR_TERRITOIRE
from sessions.publication.fiche import LIBELLES_DES_AGES

PERSONNE = ("age", "genre", "aisance_francais")
SUITE = "suite"
# Not everybody was asked: their denominator is a cell of its own.
SUR_DEMANDE = ("aisance_francais", *QUESTIONS, "non_recours", SUITE)


def modalites(axe: str) -> dict[str, str]:
    """The words of an axis by code, in screen order, without « non renseigné »."""
    match axe:
        case "age":
            return LIBELLES_DES_AGES
        case "qpv":
            return {"qpv": "en quartier prioritaire", "hors_qpv": "hors quartier prioritaire"}
        case "domaine":
            return {code: un.libelle for code, un in domaines().items()}
        case "famille":
            noms = {code: une.libelle for code, une in familles().items()}
            return {**noms, AUTRE_FAMILLE: "Autre"}
        case "suite":
            return {c: mot for c, mot in libelles("statut_orientation").items() if c != "remise"}
    return {code: mot for code, mot in libelles(axe).items() if code != NON_RENSEIGNE}


def mots() -> dict[str, dict[str, str]]:
    """The words of every axis by code, as a publication keeps them."""
    axes = ("domaine", "famille", *PERSONNE, "reponse", *QUESTIONS, "non_recours", SUITE)
    return {**{axe: modalites(axe) for axe in axes}, "sorte": libelles("sorte_exigence")}


def grille(territoires: Iterable[str], duree: Duree, taille: Taille) -> list[Cle]:
    """The keys of a publication, sorted by code. `territoires` are codes, VILLE left out."""
    lieux = sorted(territoires)
    cles = {*_faits(lieux)}
    if duree is Duree.ANNEE:
        cles.update(_de_l_annee(lieux, taille))
    elif taille is Taille.GRANDE:
        cles.update(Cle("T6", lieu) for lieu in lieux)
        cles.update(_axe("T2", "domaine"))
    return sorted(cles)


def _faits(lieux: list[str]) -> Iterator[Cle]:
    yield from (Cle("T5", axe=nom) for nom in DE_LA_VILLE)
    yield from (Cle("T5", lieu, nom) for lieu in lieux for nom in PAR_TERRITOIRE)


def _de_l_annee(lieux: list[str], taille: Taille) -> Iterator[Cle]:
    yield from (Cle("T1", lieu) for lieu in lieux)
    for lieu in (VILLE, *lieux):
        yield from _axe("T1", "domaine", lieu)
    if taille is Taille.GRANDE:
        yield from _axe("T2", "famille")
    yield Cle("T3", axe="aisance_francais", modalite=TOUT)
    for axe in PERSONNE:
        yield from _axe("T3", axe)
    for lieu in lieux:
        yield from _axe("T3", "age", lieu)
        yield from _axe("T3", "genre", lieu)
    yield from _axe("T4", "reponse")
    for axe in (*QUESTIONS, "non_recours", SUITE):
        yield Cle("T4", axe=axe, modalite=TOUT)
        yield from _axe("T4", axe)
    for domaine in domaines():
        for sorte in libelles("sorte_exigence"):
            yield Cle("T7", axe="domaine", modalite=domaine, croisee=sorte)


def _axe(table: str, axe: str, lieu: str = VILLE) -> Iterator[Cle]:
    yield from (Cle(table, lieu, axe, modalite) for modalite in modalites(axe))
