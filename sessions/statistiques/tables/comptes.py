"""All that the tables of a selection need, counted in five queries whatever the rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Case, CharField, Value, When

from sessions.nomenclatures.listes import NON_RENSEIGNE
from sessions.rencontres.selection import Selection
from sessions.statistiques import mesures
from sessions.statistiques.mesures import DIMENSIONS, TOUT, Compte, Dimension, Journee
from sessions.statistiques.mesures.croisement import Cle

QUESTIONS_OUI_NON = (
    "recours_service_payant",
    "souhaite_aide_a_domicile",
    "sur_son_propre_appareil",
)
QUESTIONS = ("exigences", "non_recours", "activite", *QUESTIONS_OUI_NON)

# Whether a non-recours was told: a rencontre with several droits may tell it of one only.
NON_RECOURS_DIT = replace(
    DIMENSIONS["non_recours"],
    code="non_recours_dit",
    cle=lambda prefixe, selection: Case(
        When(**{f"{prefixe}non_recours": NON_RENSEIGNE}, then=Value(NON_RENSEIGNE)),
        default=Value("dit"),
        output_field=CharField(),
    ),
)
COMPTEES: dict[str, tuple[Dimension, ...]] = {
    "non_recours_dit": (NON_RECOURS_DIT,),
    **{
        code: (DIMENSIONS[code],)
        for code in (
            *("domaine", "famille", "categorie", "reponse", "organisme"),
            *("exigence", "sorte_exigence", "non_recours"),
            *("tranche_age", "genre", "activite", "vecu", *QUESTIONS_OUI_NON),
        )
    },
}
COMPTEES_DU_PILOTAGE: dict[str, tuple[Dimension, ...]] = {"domaine": (DIMENSIONS["domaine"],)}


@dataclass(frozen=True, slots=True)
class Comptes:
    """Exact counts: what a reader may see of them is for a `Redaction` to say.

    `ensemble` is the sum of the days.
    """

    jours: Mapping[date, Journee]
    ensemble: Journee
    tables: Mapping[str, Mapping[Cle, Compte]]
    demandees: Mapping[str, int] = field(default_factory=dict)
    droits_et_numerique: Mapping[Cle, int] = field(default_factory=dict)
    appels: Mapping[bool | None, int] = field(default_factory=dict)

    @property
    def rencontres(self) -> int:
        """The population: rencontres that carry the besoin asked for, all of them without one."""
        return self.ensemble.rencontres

    def rencontres_par(self, dimension: str) -> dict[str, int]:
        """Rencontres by code; `TOUT` for those that have an answer."""
        return {code: compte.rencontres for (code,), compte in self.tables[dimension].items()}

    def besoins_par(self, dimension: str) -> dict[str, int]:
        return {code: compte.besoins for (code,), compte in self.tables[dimension].items()}

    def ayant_repondu(self, dimension: str) -> int:
        """Rencontres with an answer of this dimension, were it « non renseigné »."""
        return self.rencontres_par(dimension).get(TOUT, 0)


def compter_tout(selection: Selection, questions: Iterable[str] = ()) -> Comptes:
    """What the team reads; `questions` are those of a crossing, besides those of the page."""
    jours = mesures.par_jour(selection)
    return Comptes(
        jours=jours,
        ensemble=sum(jours.values(), start=Journee()),
        tables=mesures.compter_ensemble(selection, COMPTEES),
        demandees=mesures.demandees_ensemble(selection, {*QUESTIONS, *questions}),
        droits_et_numerique=mesures.droits_et_numerique(selection),
        appels=mesures.appels(selection),
    )


def compter_pour_le_pilotage(selection: Selection) -> Comptes:
    """What steering reads: days and domains."""
    jours = mesures.par_jour(selection)
    return Comptes(
        jours=jours,
        ensemble=sum(jours.values(), start=Journee()),
        tables=mesures.compter_ensemble(selection, COMPTEES_DU_PILOTAGE),
    )
