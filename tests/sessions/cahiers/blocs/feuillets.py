"""Feuillets and matières made by hand: any cell shown or hidden, without a row of records."""

from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import Any

from medlove.models import Equipe
from sessions.cahiers.blocs import (
    besoins,
    carte,
    essentiel,
    exigences,
    personnes,
    reponses,
    trimestres,
)
from sessions.cahiers.blocs.registre import BLOCS
from sessions.cahiers.matiere import Matiere
from sessions.models import Cahier, Publication
from sessions.periodes import Periode
from sessions.publication.catalogue import TOUT, Cle, Duree, Taille
from sessions.publication.grille import grille, mots
from sessions.publication.tables import MASQUE, Feuillet, feuillet_de
from sessions.publication.travail import LECTURE

COTE = 0.01
# Those that count, among those that a section may call; others gather records.
COMPTABLES = {
    un.__name__ for un in (besoins, carte, essentiel, exigences, personnes, reponses, trimestres)
}
COMPTES = {code: bloc for code, bloc in BLOCS.items() if bloc.__module__ in COMPTABLES}
FAITS = {"sorties", "haltes", "minutes", "kilometres_dixiemes", "passages", "refus"}


def contours(nombre: int) -> list[dict[str, Any]]:
    """So many squares in a row, west to east."""
    return [
        {
            "code": f"35238-{rang}",
            "nom": f"Quartier {'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[rang - 1]}",
            "polygones": [[_carre(-1.7 + 2 * COTE * rang, 48.1)]],
        }
        for rang in range(1, nombre + 1)
    ]


def _carre(x: float, y: float) -> list[list[float]]:
    return [[x, y], [x + COTE, y], [x + COTE, y + COTE], [x, y + COTE], [x, y]]


def cles(periode: str, taille: Taille, lieux: int) -> Iterator[tuple[str, Cle]]:
    """Every cell of a period, and of its trimestres when it is a year."""
    codes = [un["code"] for un in contours(lieux)]
    annuelle = "-T" not in periode
    duree = Duree.ANNEE if annuelle else Duree.TRIMESTRE
    yield from ((periode, cle) for cle in grille(codes, duree, taille))
    for trimestre in Periode.lire(periode).trimestres() if annuelle else []:
        siennes = grille(codes, Duree.TRIMESTRE, taille)
        yield from ((str(trimestre), cle) for cle in siennes)


def feuillet(
    valeurs: Mapping[Cle, int | None],
    *,
    periode: str = "2025",
    taille: Taille = Taille.GRANDE,
    lieux: int = 3,
    publie: bool = True,
) -> Feuillet:
    """Cells not given are hidden when published, nought in a working version; by trimestre too."""
    rien = None if publie else 0
    return feuillet_de(
        periode,
        [
            (quand, cle, valeurs.get(cle, 0 if cle.axe in FAITS else rien))
            for quand, cle in cles(periode, taille, lieux)
        ],
        libelles=mots(),
        contours=contours(lieux),
        masque=MASQUE if publie else LECTURE.mention,
    )


def tire(
    graine: int,
    *,
    periode: str,
    taille: Taille,
    lieux: int,
    publie: bool,
    cachees: float,
    au_plus: int = 3000,
    faits: tuple[int, int] = (0, 3),
) -> Feuillet:
    """Values drawn at random, a share of them hidden; wholes are greater than their parts."""
    hasard = Random(graine)

    def valeur(cle: Cle) -> int | None:
        if cle.axe in FAITS:
            return hasard.randrange(*faits)
        if hasard.random() < cachees:
            return None
        nombre = hasard.randrange(1, au_plus)
        if cle.modalite == TOUT and hasard.random() < 0.8:
            nombre += au_plus
        if publie:
            return max(10, 5 * (nombre // 5))
        return 0 if nombre < 5 or hasard.random() < 0.2 else nombre

    return feuillet_de(
        periode,
        [(quand, cle, valeur(cle)) for quand, cle in cles(periode, taille, lieux)],
        libelles=mots(),
        contours=contours(lieux),
        masque=MASQUE if publie else LECTURE.mention,
    )


def matiere(lu: Feuillet, choisis: Sequence[str] = ()) -> Matiere:
    """That of a cahier of these territoires, of all without any; nothing is saved."""
    cahier = Cahier(equipe=Equipe(nom="Ici", code_insee="35238"), titre="Essai", periode=lu.periode)
    return Matiere(
        cahier=cahier,
        publication=Publication(periode=lu.periode) if lu.masque == MASQUE else None,
        feuillet=lu,
        contours=contours(len(lu.noms)),
        territoires=tuple(un for un in lu.noms if not choisis or un in choisis),
    )
