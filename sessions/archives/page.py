"""A frozen year as tables to read: what is not there is a dash, whatever the reason."""

from collections.abc import Mapping
from dataclasses import dataclass

from medlove.models import Equipe
from sessions.archives.models import Archive, EffectifFige
from sessions.archives.services import (
    DOMAINE_ET_TRIMESTRE,
    ENSEMBLE,
    QUARTIER,
    QUARTIER_ET_DOMAINE,
    TABLES,
    TRIMESTRE,
)
from sessions.periodes import Periode, Trimestre
from sessions.rencontres.selection import Selection
from sessions.statistiques.effectifs import milliers
from sessions.statistiques.mesures import DIMENSIONS
from territoires.models import Quartier

TIRET = "–"


@dataclass(frozen=True, slots=True)
class Tableau:
    """`lignes` are a label and its cells, one a column; without columns, one number each."""

    code: str
    titre: str
    colonnes: list[str]
    lignes: list[tuple[str, list[str]]]


@dataclass(frozen=True, slots=True)
class Page:
    annee: int
    total: str
    tableaux: list[Tableau]


def page(archive: Archive) -> Page:
    lus: dict[str, dict[tuple[str, str], int]] = {}
    effectifs = EffectifFige.objects.filter(archive=archive)
    for table, ligne, colonne, nombre in effectifs.values_list(
        "table", "ligne", "colonne", "nombre"
    ):
        lus.setdefault(table, {})[ligne, colonne] = nombre
    total = lus.get(ENSEMBLE, {}).get(("", ""))
    return Page(
        annee=archive.annee,
        total=TIRET if total is None else milliers(total),
        tableaux=_tableaux(archive.equipe, archive.annee, lus),
    )


def _tableaux(
    equipe: Equipe, annee: int, lus: Mapping[str, Mapping[tuple[str, str], int]]
) -> list[Tableau]:
    selection = Selection(equipe, Periode.lire(str(annee)))
    noms = {nom: DIMENSIONS[nom].modalites(selection) for nom in TABLES}
    trimestres = {str(un): un.libelle for un in (Trimestre(annee, rang) for rang in range(1, 5))}
    quartiers = {un.cle: un.nom for un in Quartier.objects.sans_contour().order_by("numero")}
    rien: dict[str, str] = {}
    voulus = [
        (TRIMESTRE, "Par trimestre", trimestres, rien),
        (QUARTIER, "Par quartier", quartiers, rien),
        *((nom, DIMENSIONS[nom].libelle, noms[nom], rien) for nom in TABLES),
        (DOMAINE_ET_TRIMESTRE, "Domaine et trimestre", noms["domaine"], trimestres),
        (QUARTIER_ET_DOMAINE, "Quartier et domaine", quartiers, noms["domaine"]),
    ]
    return [
        _tableau(code, titre, lignes, colonnes, lus[code])
        for code, titre, lignes, colonnes in voulus
        if code in lus
    ]


def _tableau(
    code: str,
    titre: str,
    lignes: Mapping[str, str],
    colonnes: Mapping[str, str],
    lus: Mapping[tuple[str, str], int],
) -> Tableau:
    """In the order of the screen; a code that has no words any more comes last, as it is."""
    presents = dict.fromkeys([*lignes, *sorted(ligne for ligne, _ in lus)])
    montres = [un for un in presents if any(ligne == un for ligne, _ in lus)]
    return Tableau(
        code,
        titre,
        list(colonnes.values()),
        [
            (lignes.get(une, une), [_case(lus, une, colonne) for colonne in colonnes or [""]])
            for une in montres
        ],
    )


def _case(lus: Mapping[tuple[str, str], int], ligne: str, colonne: str) -> str:
    nombre = lus.get((ligne, colonne))
    return TIRET if nombre is None else milliers(nombre)
