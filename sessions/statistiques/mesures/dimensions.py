"""The ways in which figures can be cut: one dimension a question, with its modalities."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import partial
from typing import Any

from django.db.models import Case, CharField, F, Value, When
from django.db.models.functions import Coalesce
from django.utils.dates import MONTHS

from sessions.nomenclatures.listes import (
    AUTRE_FAMILLE,
    NON_RENSEIGNE,
    domaines,
    familles,
    libelles,
    sortes_d_exigences,
)
from sessions.nomenclatures.models import CategorieBesoin
from sessions.periodes import Periode
from sessions.rencontres.premiers import DE_LA_CATEGORIE, DE_LA_FAMILLE, DU_DOMAINE
from sessions.rencontres.selection import Selection
from territoires.models import Quartier


class Porteur(IntEnum):
    """The row that carries an answer, from the coarsest to the finest."""

    RENCONTRE = 1
    VECU = 2
    BESOIN = 3
    EXIGENCE = 4


# From a row to one coarser, in the words of the ORM. Quartier and day are copied on besoins.
CHEMINS = {
    (Porteur.RENCONTRE, Porteur.RENCONTRE): "",
    (Porteur.VECU, Porteur.VECU): "",
    (Porteur.VECU, Porteur.RENCONTRE): "rencontre__",
    (Porteur.BESOIN, Porteur.BESOIN): "",
    (Porteur.BESOIN, Porteur.RENCONTRE): "rencontre__",
    (Porteur.BESOIN, Porteur.VECU): "rencontre__vecus__",
    (Porteur.EXIGENCE, Porteur.EXIGENCE): "",
    (Porteur.EXIGENCE, Porteur.BESOIN): "besoin__",
    (Porteur.EXIGENCE, Porteur.RENCONTRE): "besoin__rencontre__",
    (Porteur.EXIGENCE, Porteur.VECU): "besoin__rencontre__vecus__",
}

Modalites = dict[str, str]


@dataclass(frozen=True, slots=True)
class Dimension:
    """One way to cut.

    `cle` gives the SQL expression of the modality from a prefix of the ORM; `modalites` the
    labels by code in screen order. `question`: the question whose asking is the denominator,
    when there is one. `copiee`: its column is on besoins too, no join is needed. `marque`: the
    column that is true of one besoin of each modality in a rencontre.
    """

    code: str
    libelle: str
    porteur: Porteur
    cle: Callable[[str, Selection], Any]
    modalites: Callable[[Selection], Modalites]
    question: str = ""
    copiee: bool = False
    marque: str = ""

    @property
    def plusieurs(self) -> bool:
        """Whether a rencontre may have several answers: they do not add up to rencontres."""
        return self.porteur is not Porteur.RENCONTRE

    def expression(self, depuis: Porteur, selection: Selection) -> Any:
        """Its SQL expression, in a query whose rows are those of `depuis`."""
        if self.copiee and depuis >= Porteur.BESOIN:
            return self.cle(CHEMINS[depuis, Porteur.BESOIN], selection)
        return self.cle(CHEMINS[depuis, self.porteur], selection)


def _champ(nom: str, prefixe: str, selection: Selection) -> Any:
    return F(prefixe + nom)


def _liste(nom: str, selection: Selection) -> Modalites:
    return libelles(nom)


def _simple(
    code: str, libelle: str, porteur: Porteur, liste: str = "", *, question: str = ""
) -> Dimension:
    """A column whose codes are those of a list."""
    return Dimension(
        code, libelle, porteur, partial(_champ, code), partial(_liste, liste or code), question
    )


def _cas(valeurs: Mapping[str, Any], **conditions: Any) -> Case:
    """CASE WHEN condition THEN code: `conditions` gives, by lookup, the values of each code."""
    (recherche, par_code), *_ = conditions.items()
    return Case(
        *(When(**{recherche: par_code[code]}, then=Value(code)) for code in valeurs),
        default=Value(""),
        output_field=CharField(),
    )


def _sorte(prefixe: str, selection: Selection) -> Case:
    par_sorte: dict[str, list[str]] = {}
    for code, sorte in sortes_d_exigences().items():
        par_sorte.setdefault(sorte, []).append(code)
    return _cas(par_sorte, **{f"{prefixe}code__in": par_sorte})


def _categorie(prefixe: str, selection: Selection) -> Any:
    """A sub-category counts in its parent."""
    return Coalesce(F(f"{prefixe}categorie__parent__code"), F(f"{prefixe}categorie__code"))


def _categories(selection: Selection) -> Modalites:
    principales = CategorieBesoin.objects.pour(selection.equipe).filter(parent=None)
    return dict(principales.values_list("code", "libelle"))


def _familles(selection: Selection) -> Modalites:
    noms = {code: famille.libelle for code, famille in familles().items()}
    return {**noms, AUTRE_FAMILLE: "Autre"}


def _domaines(selection: Selection) -> Modalites:
    return {code: domaine.libelle for code, domaine in domaines().items()}


def _quartiers(selection: Selection) -> Modalites:
    quartiers = Quartier.objects.de_commune(selection.equipe.code_insee).sans_contour()
    return {str(un.pk): un.nom for un in quartiers}


def _trimestres(selection: Selection) -> dict[str, Periode]:
    return {str(un): Periode.de(un) for un in selection.periode.trimestres()}


def _mois(selection: Selection) -> dict[str, Periode]:
    return {f"{un.du:%Y-%m}": un for un in selection.periode.mois()}


def _du_temps(
    decouper: Callable[[Selection], dict[str, Periode]], prefixe: str, selection: Selection
) -> Case:
    """Bounds rather than a function of the date, which SQLite would call back for each row."""
    bornes: dict[str, tuple[date, date]] = {
        code: (un.du, un.au) for code, un in decouper(selection).items()
    }
    return _cas(bornes, **{f"{prefixe}jour__range": bornes})


RENCONTRE, BESOIN = Porteur.RENCONTRE, Porteur.BESOIN

DIMENSIONS: dict[str, Dimension] = {
    une.code: une
    for une in (
        Dimension(
            "quartier",
            "Quartier",
            RENCONTRE,
            partial(_champ, "quartier_id"),
            _quartiers,
            copiee=True,
        ),
        Dimension(
            "trimestre",
            "Trimestre",
            RENCONTRE,
            partial(_du_temps, _trimestres),
            lambda selection: {str(un): un.libelle for un in selection.periode.trimestres()},
            copiee=True,
        ),
        Dimension(
            "mois",
            "Mois",
            RENCONTRE,
            partial(_du_temps, _mois),
            lambda selection: {
                code: f"{MONTHS[un.du.month]} {un.du.year}" for code, un in _mois(selection).items()
            },
            copiee=True,
        ),
        Dimension(
            "domaine",
            "Domaine",
            BESOIN,
            partial(_champ, "categorie__domaine"),
            _domaines,
            marque=DU_DOMAINE,
        ),
        Dimension(
            "famille",
            "Famille",
            BESOIN,
            partial(_champ, "categorie__famille"),
            _familles,
            marque=DE_LA_FAMILLE,
        ),
        Dimension("categorie", "Besoin", BESOIN, _categorie, _categories, marque=DE_LA_CATEGORIE),
        _simple("reponse", "Réponse", BESOIN),
        _simple("organisme", "Qui demandait", BESOIN),
        _simple("non_recours", "Non-recours", BESOIN, question="non_recours"),
        Dimension(
            "exigence",
            "Ce que la démarche exigeait",
            Porteur.EXIGENCE,
            partial(_champ, "code"),
            partial(_liste, "exigence"),
            question="exigences",
        ),
        Dimension(
            "sorte_exigence",
            "Sorte d’exigence",
            Porteur.EXIGENCE,
            _sorte,
            partial(_liste, "sorte_exigence"),
            question="exigences",
        ),
        _simple("tranche_age", "Âge", RENCONTRE),
        _simple("genre", "Genre", RENCONTRE),
        _simple("activite", "Activité", RENCONTRE, question="activite"),
        _simple("nb_personnes", "Nombre de personnes", RENCONTRE),
        _simple("pour_qui", "Pour qui", RENCONTRE),
        _simple("habite", "Habite", RENCONTRE, question="habite"),
        _simple("aisance_francais", "En français", RENCONTRE, question="aisance_francais"),
        _simple(
            "frequentation_lieux", "Lieux où l’on aide", RENCONTRE, question="frequentation_lieux"
        ),
        _simple("raison", "Si elle n’y va pas", RENCONTRE, question="raison"),
        _simple("deja_rencontre", "Déjà venue", RENCONTRE, question="deja_rencontre"),
        _simple("initiative", "Comment la rencontre a commencé", RENCONTRE, question="initiative"),
        _simple(
            "recours_service_payant",
            "A payé quelqu’un",
            RENCONTRE,
            "oui_non",
            question="recours_service_payant",
        ),
        _simple(
            "souhaite_aide_a_domicile",
            "Aide chez elle",
            RENCONTRE,
            "oui_non",
            question="souhaite_aide_a_domicile",
        ),
        _simple(
            "sur_son_propre_appareil",
            "Sur son appareil",
            RENCONTRE,
            "oui_non",
            question="sur_son_propre_appareil",
        ),
        _simple("duree", "Durée", RENCONTRE),
        _simple("saisie", "Saisie", RENCONTRE),
        Dimension(
            "vecu",
            "Vécu exprimé",
            Porteur.VECU,
            partial(_champ, "code"),
            partial(_liste, "vecu"),
        ),
    )
}

# Never by quartier, on any page: what the person felt.
JAMAIS_PAR_QUARTIER = {"vecu"}
# By quartier on the screens of the team only: neither printed, nor drawn for a file.
JAMAIS_IMPRIMEES_PAR_QUARTIER = JAMAIS_PAR_QUARTIER | {"non_recours", "aisance_francais"}
MUETTES = {NON_RENSEIGNE}
