"""« Un coup de fil à un ami »: what calls from the street gave."""

from dataclasses import replace

from sessions.statistiques.table import Table
from sessions.statistiques.tables.comptes import Comptes
from sessions.statistiques.tables.redaction import Redaction

ISSUES: dict[str, tuple[bool | None, str]] = {
    "oui": (True, "A débloqué la situation"),
    "non": (False, "N’a pas débloqué"),
    "non_renseigne": (None, "Non renseigné"),
}
NOTE = "Le besoin, l’âge, le genre et l’activité choisis ne réduisent pas ce tableau."


def coups_de_fil(redaction: Redaction, comptes: Comptes) -> Table:
    table = redaction.repartition(
        "appels",
        "Ce qu’ont donné les coups de fil",
        "Appels passés pendant les sorties, à un professionnel de l’annuaire",
        "Appels",
        [
            (code, libelle, comptes.appels.get(debloque, 0))
            for code, (debloque, libelle) in ISSUES.items()
        ],
    )
    return replace(table, notes=(*table.notes, NOTE))
