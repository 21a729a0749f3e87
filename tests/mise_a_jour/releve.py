"""What a database holds, table by table, and what of the first version must be found in today's."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.apps.registry import Apps

from tests.mise_a_jour.premiere import NOS_APPLICATIONS, uuid

Ligne = dict[str, Any]
Releve = dict[str, dict[Any, Ligne]]


class Devenue(NamedTuple):
    """The column a value is in today, and how it is written there."""

    colonne: str
    valeur: Callable[[Any], Any]


def _liste(valeur: str) -> list[str]:
    return [valeur.replace("|", "%7C")] if valeur else []


def _abregee(valeur: str) -> str:
    """The beginning of a long presentation, that `presentation_detail` holds whole."""
    if len(valeur) <= 280:
        return valeur
    entier = valeur[:280].rpartition(" ")[0] or valeur[:279]
    return f"{entier}…"


# All that moved since; a column that is not here is where it was, as it was.
DEVENUES = {
    ("territoires.partenaire", "courriel"): Devenue("courriels", _liste),
    ("territoires.partenaire", "site_web"): Devenue("sites_web", _liste),
    ("territoires.partenaire", "presentation"): Devenue("presentation_resume", _abregee),
    # Who did it, by the account and no longer by its address; to the second.
    ("medlove.journal", "acteur"): Devenue("acteur", lambda email: uuid(email.partition("@")[0])),
    ("medlove.journal", "quand"): Devenue("quand", lambda quand: quand.replace(microsecond=0)),
}
# Told otherwise: by the period of the cahier.
QUITTEES = {("medlove_sessions.cahier", "du"), ("medlove_sessions.cahier", "au")}
# Drawn anew, so that their order says nothing.
RETIREES = {"medlove_sessions.suite"}
# Told by the program, and written again by each `migrate`.
DU_PROGRAMME = {"medlove_sessions.categoriebesoin": "equipe_id"}


def relever(registre: Apps) -> Releve:
    """Every row of our tables, those that join two included, by its primary key."""
    return {
        modele._meta.label_lower: {
            ligne[modele._meta.pk.attname]: ligne for ligne in modele._base_manager.values()
        }
        for modele in registre.get_models(include_auto_created=True)
        if modele._meta.app_label in NOS_APPLICATIONS
    }


def pertes(avant: Releve, apres: Releve) -> list[str]:
    """What was there and is no more, or is otherwise."""
    return [
        perte
        for table, lignes in avant.items()
        for perte in (
            _tirees(table, lignes, apres)
            if table in RETIREES
            else _de_la_table(table, lignes, apres.get(table, {}))
        )
    ]


def _de_la_table(table: str, avant: dict[Any, Ligne], apres: dict[Any, Ligne]) -> list[str]:
    trouvees = []
    for pk, ligne in avant.items():
        if pk not in apres:
            trouvees.append(f"{table} {pk} : la ligne")
        elif not _du_programme(table, ligne):
            trouvees += [
                f"{table} {pk}, {colonne} : {valeur!r} → {apres[pk].get(colonne)!r}"
                for colonne, valeur in attendues(table, ligne).items()
                if colonne not in apres[pk] or apres[pk][colonne] != valeur
            ]
    return trouvees


def _du_programme(table: str, ligne: Ligne) -> bool:
    return table in DU_PROGRAMME and ligne[DU_PROGRAMME[table]] is None


def attendues(table: str, ligne: Ligne) -> Ligne:
    """A row of the first version, in the columns of today."""
    return {
        devenue.colonne: devenue.valeur(valeur)
        for colonne, valeur in ligne.items()
        if (table, colonne) not in QUITTEES
        for devenue in [DEVENUES.get((table, colonne), Devenue(colonne, lambda une: une))]
    }


def _tirees(table: str, avant: dict[Any, Ligne], apres: Releve) -> list[str]:
    """The same rows, under other ids."""
    d_avant, d_apres = (sans_cle(lignes) for lignes in (avant, apres.get(table, {})))
    return [] if d_avant == d_apres else [f"{table} : {d_avant} → {d_apres}"]


def sans_cle(lignes: dict[Any, Ligne], *autres: str) -> list[list[tuple[str, str]]]:
    """Rows without their id, nor what is drawn or dated when they are made."""
    return sorted(
        sorted((nom, repr(valeur)) for nom, valeur in une.items() if nom not in {"id", *autres})
        for une in lignes.values()
    )
