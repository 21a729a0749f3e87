"""Exigences numériques: what the démarche demanded, over the rencontres where it was asked."""

from typing import Any

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, Value, When

from sessions.nomenclatures.listes import libelles, sortes_d_exigences
from sessions.rencontres.models import QuestionPosee
from sessions.rencontres.selection import Selection
from sessions.statistiques.mesures.comptes import Repartition

QUESTION = "exigences"


def exigences_par_sorte(selection: Selection) -> Repartition:
    """Rencontres by kind of exigence, in screen order; two of a kind count once."""
    par_sorte: dict[str, list[str]] = {}
    for code, sorte in sortes_d_exigences().items():
        par_sorte.setdefault(sorte, []).append(code)
    sorte_du_code = Case(
        *(When(code__in=codes, then=Value(sorte)) for sorte, codes in par_sorte.items()),
        output_field=CharField(),
    )
    return _repartition(selection, sorte_du_code, "sorte_exigence")


def exigences_par_code(selection: Selection) -> Repartition:
    """Rencontres by exigence, in screen order."""
    return _repartition(selection, F("code"), "exigence")


def _repartition(selection: Selection, cle: Any, liste: str) -> Repartition:
    comptes = selection.exigences().values_list(cle)
    lus = dict(comptes.annotate(n=Count("besoin__rencontre", distinct=True)))
    return Repartition(
        effectifs={code: lus.get(code, 0) for code in libelles(liste)},
        demandees=_demandees(selection),
    )


def _demandees(selection: Selection) -> int:
    """Rencontres where the question was put, or answered without being put."""
    posee = QuestionPosee.objects.filter(rencontre=OuterRef("pk"), code=QUESTION)
    remplie = selection.exigences().filter(besoin__rencontre=OuterRef("pk"))
    rencontres = selection.rencontres().filter(Q(Exists(posee)) | Q(Exists(remplie)))
    if selection.porte_sur_un_besoin:
        rencontres = rencontres.filter(pk__in=selection.besoins().values("rencontre"))
    return rencontres.count()
