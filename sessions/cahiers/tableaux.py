"""The tables of a cahier: what a print may show, row by row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sessions.nomenclatures.listes import domaines, libelles, sortes_d_exigences
from sessions.rencontres.selection import Selection
from sessions.statistiques import mesures
from sessions.statistiques.effectifs import Effectif, Lecture, Part, lire, lire_part
from sessions.statistiques.mesures import Repartition
from territoires.models import Quartier

LECTURE = Lecture.IMPRESSION

# Rows of two columns of tables, side by side. Rows rather than CSS columns: WeasyPrint
# balances columns by trial, five times slower.
DOMAINES_DISPOSES = [
    [["droits"], ["numerique"]],
    [["quotidien"], ["equipement", "conversation"]],
]
SORTES_DISPOSEES = [[["financiere"], ["materielle"]], [["cognitive"], ["culturelle"]]]


@dataclass(frozen=True, slots=True)
class Tableau:
    """A table with its title: `lignes` start with the header of the row."""

    code: str
    titre: str
    colonnes: Sequence[str]
    lignes: Sequence[Sequence[str]]
    note: str = ""


Rangs = list[list[list[Tableau]]]


def _disposer(tableaux: dict[str, Tableau], disposition: list[list[list[str]]]) -> Rangs:
    return [[[tableaux[code] for code in colonne] for colonne in rang] for rang in disposition]


@dataclass(frozen=True, slots=True)
class LigneDomaine:
    """A domain, the rencontres that carry one of its besoins, their share of all."""

    libelle: str
    rencontres: Effectif
    part: Part


def lignes_par_domaine(selection: Selection, rencontres: int) -> list[LigneDomaine]:
    comptes = mesures.besoins_par_domaine(selection)
    return [
        LigneDomaine(
            domaine.libelle,
            lire(comptes[code].rencontres, LECTURE),
            lire_part(comptes[code].rencontres, rencontres, LECTURE),
        )
        for code, domaine in domaines().items()
    ]


def par_domaine(lignes: Sequence[LigneDomaine]) -> Tableau:
    """Rencontres by domain of besoin, and their share of all rencontres."""
    return Tableau(
        code="domaines",
        titre="Rencontres où le besoin a été dit, par domaine",
        colonnes=["Domaine", "Rencontres", "Part"],
        lignes=[[ligne.libelle, ligne.rencontres.texte, ligne.part.texte] for ligne in lignes],
        note="Une rencontre peut porter plusieurs besoins : les parts ne s’ajoutent pas.",
    )


def par_categorie(selection: Selection) -> Rangs:
    """Rencontres by category that was met, the most frequent first: one table a domain."""
    comptes = sorted(mesures.besoins_par_categorie(selection), key=lambda un: -un.rencontres)
    tableaux = {
        code: Tableau(
            code=f"categories-{code}",
            titre=domaine.libelle,
            colonnes=["Catégorie de besoin", "Rencontres"],
            lignes=[
                [compte.libelle, lire(compte.rencontres, LECTURE).texte]
                for compte in comptes
                if compte.domaine == code
            ],
        )
        for code, domaine in domaines().items()
    }
    return _disposer(tableaux, DOMAINES_DISPOSES)


def par_quartier(selection: Selection, quartiers: Iterable[Quartier]) -> Tableau:
    """Presence, rencontres and rencontres by domain, for each quartier visited."""
    presences = mesures.presence(selection)
    rencontres = mesures.rencontres_par_quartier(selection)
    croisees = mesures.par_quartier_et_domaine(selection)
    return Tableau(
        code="quartiers",
        titre="Besoins entendus par quartier",
        colonnes=["Quartier", "Sorties", "Rencontres", *(un.court for un in domaines().values())],
        lignes=[
            [
                quartier.nom,
                str(presences[quartier.pk].sorties),
                lire(rencontres.get(quartier.pk, 0), LECTURE).texte,
                *(
                    lire(croisees.get((quartier.pk, domaine), 0), LECTURE).texte
                    for domaine in domaines()
                ),
            ]
            for quartier in quartiers
            if quartier.pk in presences
        ],
        note="Le quartier est celui de la halte, pas celui où la personne habite.",
    )


def exigences(selection: Selection) -> Rangs:
    """What the démarches demanded: one table a kind, its own line first."""
    sortes = mesures.exigences_par_sorte(selection)
    detail = mesures.exigences_par_code(selection)
    tableaux = {
        sorte: Tableau(
            code=f"exigences-{sorte}",
            titre=libelle,
            colonnes=["Exigence", "Rencontres", "Part"],
            lignes=[
                ["Au moins une", *_nombre_et_part(sortes, sorte)],
                *(
                    [libelles("exigence")[code], *_nombre_et_part(detail, code)]
                    for code, sa_sorte in sortes_d_exigences().items()
                    if sa_sorte == sorte
                ),
            ],
        )
        for sorte, libelle in libelles("sorte_exigence").items()
    }
    return _disposer(tableaux, SORTES_DISPOSEES)


def demandees(selection: Selection) -> str:
    """Over how many rencontres the exigences are told."""
    return lire(mesures.exigences_par_sorte(selection).demandees, LECTURE).texte


def reponses(selection: Selection) -> Tableau:
    """Besoins by réponse given."""
    comptes = mesures.reponses(selection)
    total = sum(comptes.values())
    return Tableau(
        code="reponses",
        titre="Besoins, par réponse",
        colonnes=["Réponse", "Besoins", "Part"],
        lignes=[
            [
                libelle,
                lire(comptes[code], LECTURE).texte,
                lire_part(comptes[code], total, LECTURE).texte,
            ]
            for code, libelle in libelles("reponse").items()
        ],
    )


def _nombre_et_part(repartition: Repartition, code: str) -> list[str]:
    nombre = repartition.effectifs[code]
    return [
        lire(nombre, LECTURE).texte,
        lire_part(nombre, repartition.demandees, LECTURE).texte,
    ]
