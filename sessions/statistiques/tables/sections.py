"""The tables in the order of the page, by section: what the page, prints and files show."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sessions.periodes import Trimestre
from sessions.statistiques.mesures import Journee
from sessions.statistiques.table import Table
from sessions.statistiques.tables import appels, besoins, evolution, exigences, personnes
from sessions.statistiques.tables.comptes import Comptes
from sessions.statistiques.tables.croisement import Croise, Croisement, rediger, refusee
from sessions.statistiques.tables.ensemble import droits_et_numerique
from sessions.statistiques.tables.matrice import Matrice
from sessions.statistiques.tables.redaction import Redaction

Fabrique = Callable[[Redaction, Comptes], Table]


@dataclass(frozen=True, slots=True)
class Section:
    """`code` is the anchor. Crossed tables come after the plain ones."""

    code: str
    titre: str
    tables: tuple[Table, ...] = ()
    matrices: tuple[Matrice, ...] = field(default=())

    def toutes(self) -> list[Table]:
        return [*self.tables, *(une.table for une in self.matrices)]


SIMPLES: tuple[tuple[str, str, tuple[Fabrique, ...]], ...] = (
    ("besoins", "Besoins", (besoins.par_domaine, besoins.par_famille, besoins.par_categorie)),
    ("reponses", "Réponses", (besoins.par_reponse, besoins.par_organisme)),
    (
        "exigences",
        "Exigences et non-recours",
        (exigences.par_sorte, exigences.par_non_recours, exigences.par_code),
    ),
    ("droits", "Droits et numérique", ()),
    ("personnes", "Qui", (personnes.par_age, personnes.par_genre, personnes.par_activite)),
    (
        "vecu",
        "Vécu, aides voulues, coups de fil",
        (personnes.vecu, personnes.aides_voulues, appels.coups_de_fil),
    ),
)
EVOLUTION = ("evolution", "Évolution")
CROISER = ("croiser", "Croiser deux questions")


def sections_du_terrain(redaction: Redaction, comptes: Comptes) -> list[Section]:
    """What the team reads; the crossing chosen is apart."""
    par_mois = evolution.par_mois(redaction, comptes.jours)
    temps = (evolution.par_trimestre(redaction, comptes.jours), par_mois)
    croisees = {"droits": (droits_et_numerique(redaction, comptes),)}
    return [
        Section(*EVOLUTION, temps),
        *(
            Section(
                code,
                titre,
                tuple(fabrique(redaction, comptes) for fabrique in fabriques),
                croisees.get(code, ()),
            )
            for code, titre, fabriques in SIMPLES
        ),
    ]


def section_croisee(redaction: Redaction, croise: Croise | Croisement) -> Section:
    """The crossing chosen; uncounted, it is one that is refused."""
    if isinstance(croise, Croise):
        return Section(*CROISER, matrices=(rediger(redaction, croise),))
    raison = redaction.refus(croise.une, croise.autre)
    return Section(*CROISER, matrices=(refusee(redaction, croise, raison),))


def sections_du_pilotage(
    redaction: Redaction,
    comptes: Comptes,
    de_suite: Redaction,
    jours: Mapping[date, Journee],
    trimestres: Sequence[Trimestre],
) -> list[Section]:
    """What steering reads: the domains of one trimestre, and those that led to it."""
    return [
        Section(*EVOLUTION, (evolution.trimestres_de_suite(de_suite, jours, trimestres),)),
        Section("besoins", "Besoins", (besoins.par_domaine(redaction, comptes),)),
    ]
