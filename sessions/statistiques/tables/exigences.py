"""What the démarche demanded, and the rights that are not had."""

from sessions.nomenclatures.listes import NON_RENSEIGNE
from sessions.statistiques.mesures import DIMENSIONS
from sessions.statistiques.table import Table
from sessions.statistiques.tables.comptes import Comptes
from sessions.statistiques.tables.redaction import Redaction, les_plus_dites, posee


def par_sorte(redaction: Redaction, comptes: Comptes) -> Table:
    """The four kinds, in screen order."""
    lus = comptes.rencontres_par("sorte_exigence")
    modalites = redaction.modalites(DIMENSIONS["sorte_exigence"])
    return redaction.plusieurs(
        "exigences-sortes",
        "Exigences numériques, par sorte",
        "Rencontres où une telle exigence a été notée",
        [(code, nom, lus.get(code, 0)) for code, nom in modalites.items()],
        comptes.demandees["exigences"],
        _notes(redaction, comptes),
    )


def par_code(redaction: Redaction, comptes: Comptes) -> Table:
    lus = comptes.rencontres_par("exigence")
    modalites = redaction.modalites(DIMENSIONS["exigence"])
    return redaction.plusieurs(
        "exigences",
        "Exigences numériques, une par une",
        "Rencontres où cette exigence a été notée",
        les_plus_dites((code, nom, lus.get(code, 0)) for code, nom in modalites.items()),
        comptes.demandees["exigences"],
        _notes(redaction, comptes),
    )


def par_non_recours(redaction: Redaction, comptes: Comptes) -> Table:
    dimension, titre = DIMENSIONS["non_recours"], "Non-recours\u202f: ce droit, la personne…"
    if raison := redaction.refus(dimension):
        return redaction.refusee("non-recours", titre, raison)
    lus = comptes.rencontres_par("non_recours")
    demandees = comptes.demandees["non_recours"]
    dites = comptes.rencontres_par("non_recours_dit").get("dit", 0)
    modalites = {**lus, NON_RENSEIGNE: demandees - dites}
    return redaction.plusieurs(
        "non-recours",
        titre,
        "Rencontres où un non-recours a été demandé pour un besoin de droits",
        [
            (code, nom, modalites.get(code, 0))
            for code, nom in redaction.modalites(dimension).items()
            if demandees
        ],
        demandees,
        [posee(redaction, demandees)],
    )


def _notes(redaction: Redaction, comptes: Comptes) -> list[str]:
    demandees = comptes.demandees["exigences"]
    sans = demandees - comptes.ayant_repondu("exigence")
    return [
        posee(redaction, demandees),
        f"Aucune exigence notée dans {redaction.rencontres(sans)}.",
    ]
