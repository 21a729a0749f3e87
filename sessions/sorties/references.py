"""What elements may name of a sortie: its haltes, its ground, its people, its outils."""

from collections.abc import Collection, Mapping
from datetime import date, time
from typing import Any, NamedTuple
from uuid import UUID

from medlove.models import Appartenance, Equipe
from sessions.donnees import reference
from sessions.sorties.models import Halte, Outil, Sortie
from territoires.models import Lieu, Quartier
from territoires.models.quartier import FORME_DE_LA_CLE


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


@reference("sortie", "Cette sortie n’est pas connue.", attendue=True)
def _sorties(equipe: Equipe, ids: Collection[Any]) -> dict[UUID, SortieCitee]:
    lignes = Sortie.objects.de(equipe).filter(pk__in=ids)
    trouvees = lignes.order_by().values_list("pk", *COLONNES_DE_SORTIE)
    return {ligne[0]: SortieCitee(*ligne[1:]) for ligne in trouvees}


def _leurs_sorties(haltes: Mapping[UUID, HalteCitee]) -> dict[str, dict[UUID, SortieCitee]]:
    return {"sortie": {halte.sortie: halte.sa_sortie for halte in haltes.values()}}


@reference("halte", "Cette halte n’est pas connue.", attendue=True, apporte=_leurs_sorties)
def _haltes(equipe: Equipe, ids: Collection[Any]) -> dict[UUID, HalteCitee]:
    """With their sorties: a rencontre cites both."""
    lignes = Halte.objects.de(equipe).filter(pk__in=ids).order_by()
    siennes = ("pk", "sortie_id", "quartier_id", "arrivee", "depart")
    de_la_sortie = [f"sortie__{colonne}" for colonne in COLONNES_DE_SORTIE]
    return {
        ligne[0]: HalteCitee._make([*ligne[1:5], SortieCitee(*ligne[5:])])
        for ligne in lignes.values_list(*siennes, *de_la_sortie)
    }


@reference("lieu", "Ce lieu n’est pas dans la liste de l’équipe.")
def _lieux(equipe: Equipe, ids: Collection[Any]) -> dict[UUID, int]:
    """The quartier of each lieu."""
    return dict(Lieu.objects.de(equipe).filter(pk__in=ids).values_list("pk", "quartier_id"))


@reference("quartier", "Ce quartier n’est pas connu.")
def _quartiers(equipe: Equipe, cles: Collection[Any]) -> dict[str, int]:
    communes, numeros = zip(*(cle.split("-") for cle in cles), strict=True)
    lignes = Quartier.objects.filter(code_insee__in=set(communes), numero__in=set(numeros))
    colonnes = lignes.order_by().values_list("pk", "code_insee", "numero")
    return {f"{code_insee}-{numero}": pk for pk, code_insee, numero in colonnes}


@reference("auteur", "L’auteur ne fait pas partie de l’équipe, ou son compte est fermé.")
def _auteurs(equipe: Equipe, ids: Collection[Any]) -> dict[UUID, bool]:
    membres = Appartenance.objects.de(equipe).sur_le_terrain().filter(utilisateur__in=ids)
    return dict.fromkeys(membres.order_by().values_list("utilisateur_id", flat=True), True)


@reference("membre", "Une personne de l’équipage ne fait pas partie de l’équipe.")
def _membres(equipe: Equipe, ids: Collection[Any]) -> dict[UUID, bool]:
    """Whoever belongs or has belonged to the équipe: a crew is told long after."""
    membres = Appartenance.objects.de(equipe).filter(utilisateur__in=ids)
    return dict.fromkeys(membres.order_by().values_list("utilisateur_id", flat=True), True)


@reference("outil", "Cet outil n’est pas dans la liste de l’équipe.")
def _outils(equipe: Equipe, ids: Collection[Any]) -> dict[UUID, bool]:
    outils = Outil.objects.de(equipe).filter(pk__in=ids)
    return dict.fromkeys(outils.order_by().values_list("pk", flat=True), True)
