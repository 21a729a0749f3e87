"""What the three hypotheses are read from, by trimestre, in a fixed number of queries.

A rencontre, a sortie belong to one trimestre and one only: what is counted by trimestre adds
up to what is counted over the whole period. Counts are exact; `effectifs` says what is read.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import ExtractQuarter, ExtractYear

from sessions.nomenclatures.listes import NON_RENSEIGNE, libelles
from sessions.periodes import Trimestre
from sessions.rencontres.models import Besoin
from sessions.rencontres.selection import Selection
from sessions.statistiques.mesures import DIMENSIONS, TOUT, compter
from sessions.statistiques.mesures.croisement import posee_ou_repondue
from sessions.statistiques.mesures.dimensions import Porteur

# Questions put to the person, of which each rencontre has one answer.
QUESTIONS = ("frequentation_lieux", "initiative", "deja_rencontre")
# Put for each besoin: a rencontre may have several answers.
EXIGENCES = "exigences"
DU_BESOIN = (EXIGENCES, "non_recours")
# A right is at stake, and the person does not get it.
NON_RECOURS = ("non_connaissance", "non_demande", "non_reception", "non_proposition")
RENCONTRES, POSEE, PLUSIEURS = "rencontres", "posee", "plusieurs"
ENSEMBLE, SANS_RECOURS = "droits_et_numerique", "sans_recours"
DOMAINE, SORTE, MOTIF = "domaine", "sorte_exigence", "non_recours"

LIEUX, REVUS = ("lieux", ""), ("lieux_revus", "")
REFUS, PASSAGES, ABORDEES = ("refus", ""), ("passages", ""), ("abordees", "")

# Counts by what they are of, then by trimestre (« 2026-T3 ») or over the period (TOUT).
Comptes = Mapping[tuple[str, str], Counter[str]]


@dataclass(frozen=True, slots=True)
class Lieu:
    """A lieu where the bike stopped: on how many days (`jours`), for how many minutes.

    `id` is None for the haltes whose lieu is not known.
    """

    id: UUID | None
    nom: str
    haltes: int = 0
    jours: int = 0
    minutes: int = 0

    @property
    def revu(self) -> bool:
        return self.jours > 1

    def __add__(self, autre: "Lieu") -> "Lieu":
        """The same over both periods, which have no day in common."""
        return Lieu(
            self.id,
            self.nom,
            self.haltes + autre.haltes,
            self.jours + autre.jours,
            self.minutes + autre.minutes,
        )


def tout(selection: Selection) -> Comptes:
    """All the counts of the page. Five queries, or six.

    Refus say nothing of the person nor of the besoin: they are set against all the rencontres
    of the same place and period, whoever and whatever was chosen.
    """
    comptes = {**des_rencontres(selection), **des_besoins(selection)}
    comptes |= des_refus(selection)
    large = sans_personne(selection)
    rencontres = comptes[RENCONTRES, ""]
    if large != selection:
        rencontres = _par_trimestre(large, large.portant(), {(RENCONTRES, ""): Count("pk")})[
            RENCONTRES, ""
        ]
    comptes[ABORDEES] = comptes[REFUS] + rencontres
    return comptes


def des_rencontres(selection: Selection) -> Comptes:
    """All that each rencontre answers once. One query.

    (RENCONTRES, ""), (POSEE, question), (question, code), (PLUSIEURS, ""), (ENSEMBLE, ""),
    (EXIGENCES, ""), (SANS_RECOURS, ""): an exigence at least, a non-recours at least.
    """
    demandes: dict[tuple[str, str], Q] = {
        (POSEE, une): posee_ou_repondue(une) for une in (*QUESTIONS, *DU_BESOIN)
    }
    for question in QUESTIONS:
        codes = [code for code in libelles(question) if code != NON_RENSEIGNE]
        demandes |= {(question, code): Q(**{question: code}) for code in codes}
    besoins = Besoin.objects.filter(rencontre=OuterRef("pk"))
    en_double = besoins.order_by().values("rencontre").annotate(n=Count("pk")).filter(n__gt=1)
    demandes |= {
        (PLUSIEURS, ""): Q(Exists(en_double.values("n"))),
        (SANS_RECOURS, ""): Q(
            Exists(selection.du_besoin(besoins.filter(non_recours__in=NON_RECOURS)))
        ),
        (EXIGENCES, ""): Q(Exists(selection.du_besoin(besoins.filter(exigences__isnull=False)))),
        (ENSEMBLE, ""): Q(Exists(besoins.filter(categorie__domaine="droits")))
        & Q(Exists(besoins.filter(categorie__domaine="numerique"))),
    }
    comptes = {(RENCONTRES, ""): Count("pk")}
    comptes |= {cle: Count("pk", filter=demande) for cle, demande in demandes.items()}
    return _par_trimestre(selection, selection.portant(), comptes)


def des_besoins(selection: Selection) -> Comptes:
    """Rencontres by (DOMAINE, code), (SORTE, code), (MOTIF, code). Three queries.

    Without the margins, each of which would read all the rows again.
    """
    trimestre = DIMENSIONS["trimestre"]
    lus: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for nom in (DOMAINE, SORTE, MOTIF):
        comptes = compter(selection, DIMENSIONS[nom], trimestre, marges=False)
        for (code, quand), combien in comptes.items():
            _ajouter(lus[nom, code], quand, combien)
    return lus


def des_refus(selection: Selection) -> Comptes:
    """("refus", "") and ("passages", ""), which say nothing of the person. One query."""
    sommes = {"refus": Sum("refus"), "passages": Sum("passages")}
    return _par_jour(selection.passages(), "halte__sortie__date", sommes)


def des_lieux(selection: Selection) -> dict[str, list[Lieu]]:
    """The lieux of the haltes by trimestre, and over the period (TOUT). One query."""
    haltes = selection.haltes().values(
        "lieu",
        "lieu__nom",
        t_annee=ExtractYear("sortie__date"),
        t_rang=ExtractQuarter("sortie__date"),
    )
    lignes = haltes.annotate(
        n_haltes=Count("pk"),
        n_jours=Count("sortie__date", distinct=True),
        n_minutes=Sum("minutes"),
    )
    colonnes = ("lieu", "lieu__nom", "n_haltes", "n_jours", "n_minutes")
    lus: defaultdict[str, list[Lieu]] = defaultdict(list)
    ensemble: dict[UUID | None, Lieu] = {}
    for annee, rang, pk, nom, nombre, jours, minutes in lignes.values_list(
        "t_annee", "t_rang", *colonnes
    ):
        lieu = Lieu(pk, nom or "", nombre, jours, minutes or 0)
        lus[str(Trimestre(annee, rang))].append(lieu)
        ensemble[pk] = ensemble.get(pk, Lieu(pk, lieu.nom)) + lieu
    lus[TOUT] = list(ensemble.values())
    return lus


def des_retours(lieux: Mapping[str, Iterable[Lieu]]) -> Comptes:
    """(LIEUX): how many lieux are known; (REVUS): those of at least two days."""
    connus = {quand: [un for un in ceux if un.id] for quand, ceux in lieux.items()}
    return {
        LIEUX: Counter({quand: len(ceux) for quand, ceux in connus.items()}),
        REVUS: Counter({quand: sum(un.revu for un in ceux) for quand, ceux in connus.items()}),
    }


def sans_besoin(selection: Selection) -> Selection:
    return replace(selection, domaine=None, famille=None, categorie=None)


def sans_personne(selection: Selection) -> Selection:
    """The place and the period only: what the team did, whoever was met."""
    return replace(sans_besoin(selection), tranche_age=None, genre=None, activite=None)


def _par_trimestre(
    selection: Selection, lignes: "QuerySet[Any]", comptes: Mapping[tuple[str, str], Count]
) -> Comptes:
    trimestre = DIMENSIONS["trimestre"].expression(Porteur.RENCONTRE, selection)
    colonnes = {f"n_{rang}": compte for rang, compte in enumerate(comptes.values())}
    groupes = lignes.values(quand=trimestre).annotate(**colonnes)
    return _lire(groupes.values_list("quand", *colonnes), comptes)


def _par_jour(lignes: "QuerySet[Any]", jour: str, comptes: Mapping[str, Any]) -> Comptes:
    """By trimestre of a date that is not copied: there are few such rows."""
    colonnes = {f"n_{nom}": compte for nom, compte in comptes.items()}
    groupes = lignes.order_by().values(t_annee=ExtractYear(jour), t_rang=ExtractQuarter(jour))
    lus = groupes.annotate(**colonnes).values_list("t_annee", "t_rang", *colonnes)
    return _lire(
        ((str(Trimestre(annee, rang)), *nombres) for annee, rang, *nombres in lus),
        [(nom, "") for nom in comptes],
    )


def _lire(lignes: Iterable[Any], cles: Iterable[tuple[str, str]]) -> Comptes:
    connues = list(cles)
    lus: dict[tuple[str, str], Counter[str]] = {cle: Counter() for cle in connues}
    for quand, *nombres in lignes:
        for cle, nombre in zip(connues, nombres, strict=True):
            _ajouter(lus[cle], quand, nombre or 0)
    return lus


def _ajouter(compteur: Counter[str], quand: str, nombre: int) -> None:
    compteur[quand] += nombre
    compteur[TOUT] += nombre
