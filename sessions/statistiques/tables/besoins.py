"""Besoins: which, who demanded, what was answered."""

from collections.abc import Callable

from sessions.statistiques.effectifs import Lecture
from sessions.statistiques.mesures import DIMENSIONS, TOUT
from sessions.statistiques.table import Ligne, Table
from sessions.statistiques.tables.comptes import Comptes
from sessions.statistiques.tables.redaction import (
    PLUSIEURS,
    RIEN,
    Modalite,
    Redaction,
    les_plus_dites,
)

TITRES = {
    "domaine": "Besoins, par domaine",
    "famille": "Besoins, par famille",
    "categorie": "Besoins, par catégorie",
}


def par_domaine(redaction: Redaction, comptes: Comptes) -> Table:
    """All the domains, in screen order."""
    return _table(redaction, comptes, "domaine", list)


def par_famille(redaction: Redaction, comptes: Comptes) -> Table:
    return _table(redaction, comptes, "famille", les_plus_dites)


def par_categorie(redaction: Redaction, comptes: Comptes) -> Table:
    return _table(redaction, comptes, "categorie", les_plus_dites)


def par_reponse(redaction: Redaction, comptes: Comptes) -> Table:
    lus = comptes.besoins_par("reponse")
    modalites = redaction.modalites(DIMENSIONS["reponse"])
    return redaction.repartition(
        "reponses",
        "Ce qui a été répondu",
        "Besoins, par réponse donnée",
        "Besoins",
        [(code, nom, lus.get(code, 0)) for code, nom in modalites.items()],
    )


def par_organisme(redaction: Redaction, comptes: Comptes) -> Table:
    dimension, titre = DIMENSIONS["organisme"], "Qui demandait la démarche"
    if raison := redaction.refus(dimension):
        return redaction.refusee("organismes", titre, raison)
    lus = comptes.besoins_par("organisme")
    modalites = redaction.modalites(dimension)
    return redaction.repartition(
        "organismes",
        titre,
        "Besoins, par organisme qui demandait",
        "Besoins",
        les_plus_dites((code, nom, lus.get(code, 0)) for code, nom in modalites.items()),
    )


def _table(
    redaction: Redaction,
    comptes: Comptes,
    code: str,
    ranger: Callable[[list[Modalite]], list[Modalite]],
) -> Table:
    """Rencontres, their share, besoins. On paper by quartier, rencontres only: besoins add up,
    and would tell by difference those that are not printed."""
    rencontres, besoins = comptes.rencontres_par(code), comptes.besoins_par(code)
    noms = redaction.modalites(DIMENSIONS[code])
    lignes = ranger([(cle, nom, rencontres.get(cle, 0)) for cle, nom in noms.items()])
    avec_besoins = not (redaction.papier and redaction.par_lieu)
    return Table(
        code=f"par-{code}",
        titre=TITRES[code],
        compte=redaction.compte("Rencontres où un tel besoin a été dit, et besoins"),
        colonnes=("Rencontres", "Part", *(["Besoins"] if avec_besoins else [])),
        lignes=tuple(
            Ligne(
                cle,
                nom,
                (
                    redaction.nombre(nombre),
                    redaction.part(nombre, comptes.rencontres),
                    *([redaction.nombre(besoins.get(cle, 0))] if avec_besoins else []),
                ),
            )
            for cle, nom, nombre in lignes
        ),
        notes=_notes(redaction, comptes.rencontres, rencontres.get(TOUT, 0)),
    )


def _notes(redaction: Redaction, rencontres: int, avec: int) -> tuple[str, ...]:
    """To steering, none looks like a few."""
    if not rencontres and redaction.lecture is not Lecture.PILOTAGE:
        return (RIEN,)
    return (
        f"Part sur {redaction.rencontres(rencontres)}, "
        f"dont {redaction.ecrit(rencontres - avec)} sans besoin noté.",
        PLUSIEURS,
    )
