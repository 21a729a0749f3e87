"""What the directory's pages gather: a page of results, the load of each, freshness said."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.utils import timezone

from medlove.models import Equipe, Utilisateur
from sessions.annuaire.filtres import PartenaireFiltre
from sessions.nomenclatures.models import CategorieBesoin
from sessions.orientations.models import Orientation
from territoires.models import Partenaire

PAR_PAGE = 20
# Entries on paper: some fifty sheets.
AU_PLUS = 300
CHARGE_SUR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Comptes:
    """How the entries in service stand."""

    en_service: int
    a_verifier: int
    inexacts: int
    jamais: int


def page_de(filtre: PartenaireFiltre, numero: str | None) -> tuple[list[Partenaire], Page[Any]]:
    """The rows of the page asked for, and the page; hours are read only if they are filtered on."""
    resultats = filtre.qs
    critere = filtre.critere_d_horaires()
    if critere is None:
        page = Paginator(resultats.pour_la_liste(), PAR_PAGE).get_page(numero)
        return list(page), page
    page = Paginator(retenir(resultats, critere), PAR_PAGE).get_page(numero)
    par_cle = Partenaire.objects.pour_la_liste().in_bulk(list(page))
    return [par_cle[pk] for pk in page], page


def a_imprimer(filtre: PartenaireFiltre) -> tuple[list[Partenaire], bool]:
    """What the filters leave, quartier by quartier, those without one last; at most AU_PLUS.

    And whether some are left out.
    """
    rangees = filtre.qs.order_by(
        F("quartier__numero").asc(nulls_last=True), "quartier_id", "nom_recherche", "id"
    )
    critere = filtre.critere_d_horaires()
    if critere:
        rangees = rangees.filter(pk__in=retenir(rangees, critere)[: AU_PLUS + 1])
    categories = CategorieBesoin.objects.order_by("ordre", "code")
    rangees = rangees.pour_la_liste().prefetch_related(Prefetch("categories", categories))
    trouves = list(rangees[: AU_PLUS + 1])
    return trouves[:AU_PLUS], len(trouves) > AU_PLUS


def retenir(partenaires: QuerySet[Partenaire], critere: Callable[[str], bool]) -> list[UUID]:
    """The ids whose hours answer the question, in the order given. A string is read once."""
    lus: dict[str, bool] = {}
    retenus = []
    for pk, texte in partenaires.exclude(horaires="").values_list("pk", "horaires"):
        if texte not in lus:
            lus[texte] = critere(texte)
        if lus[texte]:
            retenus.append(pk)
    return retenus


def charges(partenaires: Collection[Partenaire], jour: date) -> dict[UUID, int]:
    """How many orientations each was sent in the last thirty days, by everybody.

    One whose outcome is known counts on the first of its month: all that is kept of its day.
    """
    recentes = Orientation.objects.filter(partenaire__in=[un.pk for un in partenaires])
    comptes = (
        recentes.pendant(jour - CHARGE_SUR, jour)
        .order_by()
        .values_list("partenaire")
        .annotate(combien=Count("pk"))
    )
    return dict(comptes)


def compter(equipe: Equipe) -> Comptes:
    jour = timezone.localdate()
    actifs = Partenaire.objects.de(equipe).actifs()
    return Comptes(
        a_verifier=actifs.a_verifier(jour).count(),
        **actifs.aggregate(
            en_service=Count("pk"),
            inexacts=Count("pk", filter=~Q(inexact_le=None)),
            jamais=Count("pk", filter=Q(verifie_le=None)),
        ),
    )


def dire_exact(partenaire: Partenaire, par: Utilisateur) -> None:
    Partenaire.objects.filter(pk=partenaire.pk).dire_exacts(timezone.localdate(), par.pk)


def dire_inexact(partenaire: Partenaire) -> None:
    Partenaire.objects.filter(pk=partenaire.pk).dire_inexacts(timezone.localdate())


def mettre_en_pause(partenaire: Partenaire, jusqu_au: date, motif: str) -> None:
    partenaire.en_pause_jusqu_au, partenaire.motif_de_pause = jusqu_au, motif
    partenaire.save(update_fields=["en_pause_jusqu_au", "motif_de_pause"])


def reprendre(partenaire: Partenaire) -> None:
    partenaire.en_pause_jusqu_au, partenaire.motif_de_pause = None, ""
    partenaire.save(update_fields=["en_pause_jusqu_au", "motif_de_pause"])


def categories_possibles(partenaire: Partenaire) -> list[CategorieBesoin]:
    """Those proposed to the équipe, and whichever the partenaire answers to already."""
    toutes = CategorieBesoin.objects.pour(partenaire.equipe)
    deja = Q() if partenaire._state.adding else Q(partenaires=partenaire)
    return list(toutes.filter(Q(is_active=True) | deja).distinct())
