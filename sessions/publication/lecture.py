"""Records of the field, read as fiches: the one place of publications that sees rencontres."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar
from uuid import UUID

from medlove.models import Equipe
from sessions.nomenclatures.listes import libelles, sortes_d_exigences
from sessions.orientations.models import Orientation
from sessions.periodes import Periode
from sessions.publication.catalogue import Taille
from sessions.publication.fiche import BesoinLu, Fiche
from sessions.publication.territoires import codes_des_territoires
from sessions.rencontres.models import Besoin, Exigence, QuestionPosee, Rencontre

LOT = 2_000
CHAMPS = (
    *("id", "quartier_id", "tranche_age", "genre", "aisance_francais"),
    *("frequentation_lieux", "deja_rencontre", "initiative", "halte__lieu__en_qpv"),
)
Quoi = TypeVar("Quoi")


def fiches(equipe: Equipe, periode: Periode, taille: Taille) -> Iterator[Fiche]:
    """The rencontres of a period; a bounded number of them in memory at once."""
    lignes = (
        Rencontre.objects.de(equipe)
        .pendant(periode.du, periode.au)
        .order_by()
        .values_list(*CHAMPS)
        .iterator(chunk_size=LOT)
    )
    codes = codes_des_territoires(equipe, taille)
    for lot in _lots(lignes):
        ids = [ligne[0] for ligne in lot]
        besoins, demandes = _besoins(ids), _demandes(ids)
        for pk, quartier, age, genre, francais, lieux, deja, initiative, en_qpv in lot:
            yield Fiche(
                identifiant=pk,
                territoire=codes[quartier],
                age=age,
                genre=genre,
                aisance_francais=francais,
                frequentation_lieux=lieux,
                deja_rencontre=deja,
                initiative=initiative,
                qpv=en_qpv,
                besoins=tuple(besoins.get(pk, ())),
                demandes=frozenset(demandes.get(pk, ())),
            )


def suites(equipe: Equipe, periode: Periode) -> Iterator[tuple[UUID, str]]:
    """The orientations of a period whose outcome is known: id, outcome."""
    orientations = Orientation.objects.de(equipe).pendant(periode.du, periode.au).avec_suite()
    return orientations.order_by().values_list("id", "statut").iterator(chunk_size=LOT)


def _besoins(ids: list[UUID]) -> dict[UUID, list[BesoinLu]]:
    """By rencontre, in the order in which they were noted."""
    exigences = _exigences(ids)
    lus: dict[UUID, list[BesoinLu]] = defaultdict(list)
    lignes = (
        Besoin.objects.filter(rencontre__in=ids)
        .order_by("rencontre", "rang", "id")
        .values_list(
            "rencontre",
            "id",
            "categorie__domaine",
            "categorie__famille",
            "reponse",
            "non_recours",
        )
    )
    for rencontre, pk, domaine, famille, reponse, non_recours in lignes:
        lues = tuple(exigences.get(pk, ()))
        lus[rencontre].append(BesoinLu(domaine, famille, reponse, non_recours, lues))
    return lus


def _exigences(ids: list[UUID]) -> dict[UUID, list[tuple[str, str]]]:
    """By besoin, (code, kind), in the order of the list: never in that of the rows."""
    sortes, rangs = sortes_d_exigences(), list(libelles("exigence"))
    lues: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
    lignes = Exigence.objects.filter(besoin__rencontre__in=ids).values_list("besoin", "code")
    for besoin, code in lignes:
        lues[besoin].append((code, sortes[code]))
    return {pk: sorted(une, key=lambda paire: rangs.index(paire[0])) for pk, une in lues.items()}


def _demandes(ids: list[UUID]) -> dict[UUID, list[str]]:
    lues: dict[UUID, list[str]] = defaultdict(list)
    posees = QuestionPosee.objects.filter(rencontre__in=ids).values_list("rencontre", "code")
    for rencontre, code in posees:
        lues[rencontre].append(code)
    return lues


def _lots(lignes: Iterable[Any]) -> Iterator[list[Any]]:
    suite = iter(lignes)
    while lot := list(islice(suite, LOT)):
        yield lot
