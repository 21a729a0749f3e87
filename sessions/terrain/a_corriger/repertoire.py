"""The words for what elements refer to: one query a sort, for a page however long."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, time
from typing import Any, NamedTuple

from django.db.models import F

from medlove.models import Appartenance, Equipe
from medlove.templatetags.francais import jour
from sessions.donnees.lecture import Citation
from sessions.nomenclatures.listes import libelles
from sessions.nomenclatures.models import CategorieBesoin
from sessions.rencontres.models import Rencontre
from sessions.sorties.models import Halte, Outil, Sortie
from sessions.sorties.references import cles_des_quartiers
from territoires.models import Lieu, Partenaire, Professionnel, Quartier

Mots = Mapping[Any, Any]


class SortieNommee(NamedTuple):
    date: date
    creneau: str
    quartier: str

    def __str__(self) -> str:
        creneau = libelles("creneau").get(self.creneau, self.creneau)
        return f"{jour(self.date).capitalize()}, {creneau.lower()}, {self.quartier}"


class HalteNommee(NamedTuple):
    sortie: SortieNommee
    lieu: str
    arrivee: time | None

    def __str__(self) -> str:
        heure = f", {heure_dite(self.arrivee)}" if self.arrivee else ""
        return f"{self.lieu}{heure}"


def heure_dite(heure: time) -> str:
    """« 14 h 15 », on one line."""
    return f"{heure.hour}\u00a0h\u00a0{heure.minute:02}"


class Repertoire:
    """What the équipe has, by sort then key. What is not there, or is another's, has no name."""

    def __init__(self, equipe: Equipe) -> None:
        self.equipe = equipe
        self._connus: dict[str, dict[Any, Any]] = defaultdict(dict)

    def charger(self, citations: Iterable[Citation]) -> None:
        """Fetch the names of what is cited and not here yet."""
        voulus: dict[str, set[Any]] = defaultdict(set)
        for citation in citations:
            voulus[citation.sorte].add(citation.cle)
        for sorte, cles in voulus.items():
            if manquantes := cles - self._connus[sorte].keys():
                self._connus[sorte].update(NOMMER[sorte](self.equipe, manquantes))

    def trouver(self, sorte: str, cle: Any) -> Any:
        """What was fetched, whose `str` is its name; None when it is not the équipe's."""
        return self._connus[sorte].get(cle)


def _sorties(equipe: Equipe, cles: Collection[Any]) -> Mots:
    lignes = Sortie.objects.de(equipe).filter(pk__in=cles).order_by()
    colonnes = lignes.values_list("pk", "date", "creneau", "quartier__nom")
    return {ligne[0]: SortieNommee(*ligne[1:]) for ligne in colonnes}


def _haltes(equipe: Equipe, cles: Collection[Any]) -> Mots:
    lignes = Halte.objects.de(equipe).filter(pk__in=cles).order_by()
    sa_sortie = ("sortie__date", "sortie__creneau", "sortie__quartier__nom")
    colonnes = lignes.values_list("pk", "lieu__nom", "quartier__nom", "arrivee", *sa_sortie)
    return {
        pk: HalteNommee(SortieNommee(*sortie), lieu or quartier, arrivee)
        for pk, lieu, quartier, arrivee, *sortie in colonnes
    }


def _quartiers(equipe: Equipe, cles: Collection[Any]) -> Mots:
    communes = {cle.split("-")[0] for cle in cles}
    noms = dict(Quartier.objects.filter(code_insee__in=communes).values_list("pk", "nom"))
    return {cle: noms[pk] for pk, cle in cles_des_quartiers(noms).items()}


def _membres(equipe: Equipe, cles: Collection[Any]) -> Mots:
    """Those who left too: what they noted is still theirs."""
    lignes = Appartenance.objects.de(equipe).filter(utilisateur__in=cles).order_by()
    return dict(lignes.values_list("utilisateur_id", "utilisateur__nom"))


def _categories(equipe: Equipe, cles: Collection[Any]) -> Mots:
    lignes = CategorieBesoin.objects.pour(equipe).filter(code__in=cles)
    rangees = lignes.order_by(F("equipe").asc(nulls_first=True))
    return dict(rangees.values_list("code", "libelle"))


def _rencontres(equipe: Equipe, cles: Collection[Any]) -> Mots:
    lignes = Rencontre.objects.de(equipe).filter(pk__in=cles).order_by()
    colonnes = lignes.values_list("pk", "jour", "quartier__nom")
    return {pk: f"celle du {jour(le_jour)}, {quartier}" for pk, le_jour, quartier in colonnes}


def _par_nom(modele: Any) -> Callable[[Equipe, Collection[Any]], Mots]:
    def nommer(equipe: Equipe, cles: Collection[Any]) -> Mots:
        lignes = modele.objects.de(equipe).filter(pk__in=cles).order_by()
        return dict(lignes.values_list("pk", "nom"))

    return nommer


NOMMER: dict[str, Callable[[Equipe, Collection[Any]], Mots]] = {
    "auteur": _membres,
    "categorie": _categories,
    "halte": _haltes,
    "lieu": _par_nom(Lieu),
    "membre": _membres,
    "outil": _par_nom(Outil),
    "partenaire": _par_nom(Partenaire),
    "professionnel": _par_nom(Professionnel),
    "quartier": _quartiers,
    "rencontre": _rencontres,
    "sortie": _sorties,
}
