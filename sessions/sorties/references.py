"""What elements may name of a sortie: its haltes, its ground, its people, its outils."""

from collections.abc import Collection, Mapping
from datetime import date, time
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from medlove.models import Appartenance, Equipe
from sessions.donnees import reference
from sessions.sorties.models import Halte, Outil, Sortie
from territoires.models import Lieu, Quartier
from territoires.models.quartier import FORME_DE_LA_CLE

Rangees = QuerySet[Any, Any]


class SortieCitee(NamedTuple):
    date: date
    creneau: str
    statut: str
    quartier: int
    bilan: UUID | None


class HalteCitee(NamedTuple):
    sortie: UUID
    quartier: int
    arrivee: time | None
    depart: time | None
    sa_sortie: SortieCitee


COLONNES_DE_SORTIE = ("date", "creneau", "statut", "quartier_id", "bilan__pk")


def cle_de_quartier(valeur: Any) -> str | None:
    """The key of a quartier, "35238-11"; None for anything else."""
    return valeur if type(valeur) is str and FORME_DE_LA_CLE.fullmatch(valeur) else None


def cles_des_quartiers(pks: Collection[int]) -> dict[int, str]:
    lignes = Quartier.objects.filter(pk__in=set(pks)).values_list("pk", "code_insee", "numero")
    return {pk: f"{code_insee}-{numero}" for pk, code_insee, numero in lignes}


@reference("sortie", "Cette sortie n’est pas connue.", attendue=True, forme=SortieCitee)
def _sorties(equipe: Equipe, ids: Collection[Any]) -> Rangees:
    lignes = Sortie.objects.de(equipe).filter(pk__in=ids).order_by()
    return lignes.values_list("pk", *COLONNES_DE_SORTIE)


def _avec_sa_sortie(sortie: UUID, quartier: int, arrivee: Any, depart: Any, *elle: Any) -> Any:
    return HalteCitee(sortie, quartier, arrivee, depart, SortieCitee(*elle))


def _leurs_sorties(haltes: Mapping[UUID, HalteCitee]) -> dict[UUID, SortieCitee]:
    return {halte.sortie: halte.sa_sortie for halte in haltes.values()}


@reference(
    "halte",
    "Cette halte n’est pas connue.",
    attendue=True,
    forme=_avec_sa_sortie,
    apporte={"sortie": _leurs_sorties},
)
def _haltes(equipe: Equipe, ids: Collection[Any]) -> Rangees:
    """With their sorties: a rencontre cites both."""
    lignes = Halte.objects.de(equipe).filter(pk__in=ids).order_by()
    de_la_sortie = [f"sortie__{colonne}" for colonne in COLONNES_DE_SORTIE]
    return lignes.values_list("pk", "sortie_id", "quartier_id", "arrivee", "depart", *de_la_sortie)


@reference("lieu", "Ce lieu n’est pas dans la liste de l’équipe.")
def _lieux(equipe: Equipe, ids: Collection[Any]) -> Rangees:
    """The quartier of each lieu."""
    return Lieu.objects.de(equipe).filter(pk__in=ids).order_by().values_list("pk", "quartier_id")


@reference("quartier", "Ce quartier n’est pas connu.")
def _quartiers(equipe: Equipe, cles: Collection[Any]) -> Rangees:
    return Quartier.objects.par_cle(cles)


@reference("auteur", "L’auteur ne fait pas partie de l’équipe, ou son compte est fermé.")
def _auteurs(equipe: Equipe, ids: Collection[Any]) -> Rangees:
    membres = Appartenance.objects.de(equipe).sur_le_terrain().filter(utilisateur__in=ids)
    return membres.order_by().values_list("utilisateur_id")


@reference("membre", "Une personne de l’équipage ne fait pas partie de l’équipe.")
def _membres(equipe: Equipe, ids: Collection[Any]) -> Rangees:
    """Whoever belongs or has belonged to the équipe: a crew is told long after."""
    membres = Appartenance.objects.de(equipe).filter(utilisateur__in=ids)
    return membres.order_by().values_list("utilisateur_id")


@reference("outil", "Cet outil n’est pas dans la liste de l’équipe.")
def _outils(equipe: Equipe, ids: Collection[Any]) -> Rangees:
    return Outil.objects.de(equipe).filter(pk__in=ids).order_by().values_list("pk")
