"""Droits and numérique, met in the same rencontre."""

from sessions.statistiques.mesures import DIMENSIONS, TOUT
from sessions.statistiques.tables.comptes import Comptes
from sessions.statistiques.tables.matrice import Matrice, matrice
from sessions.statistiques.tables.redaction import Redaction

TITRE = "Droits et numérique, dans la même rencontre"
CODE = "droits-et-numerique"


def droits_et_numerique(redaction: Redaction, comptes: Comptes) -> Matrice:
    """A row a category of droits, a column a category of numérique told beside it."""
    noms = redaction.modalites(DIMENSIONS["categorie"])
    return matrice(
        redaction,
        CODE,
        TITRE,
        "Rencontres qui portent à la fois un besoin de droits (en ligne) et un besoin "
        "numérique (en colonne)",
        lignes=noms,
        colonnes=noms,
        comptes=comptes.droits_et_numerique,
        notes=[_note(redaction, comptes)],
    )


def _note(redaction: Redaction, comptes: Comptes) -> str:
    deux = comptes.droits_et_numerique.get((TOUT, TOUT), 0)
    part = redaction.part(deux, comptes.rencontres).texte
    return (
        f"{redaction.rencontres(deux)} sur {redaction.ecrit(comptes.rencontres)} ({part}) "
        "portent les deux. Une rencontre peut compter dans plusieurs cases."
    )
