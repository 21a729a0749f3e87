"""The bare view: what anybody would write to insert these rows, and nothing more.

No token, no verdict, no empreinte compared, no reference looked up: it believes what it reads.
It writes the very rows that `POST /api/v1/lots/` writes for the same lot (tests/bench holds
them to be equal), by one `bulk_create` a table, in one transaction.
"""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from sessions.models import (
    Appareil,
    Besoin,
    CategorieBesoin,
    Exigence,
    Orientation,
    QuestionPosee,
    Reception,
    Rencontre,
    Sortie,
    Vecu,
)
from sessions.rencontres.premiers import marques

COLONNES = {nom: f"{nom}_id" for nom in ("sortie", "halte", "besoin", "partenaire")}
AILLEURS = {"besoins", "orientations", "vecu", "questions_posees", "exigences", "categorie"}


@csrf_exempt
@login_not_required
def lots(request: HttpRequest) -> JsonResponse:
    lot = json.loads(request.body)
    lignes: dict[type[Model], list[Model]] = {}
    for element in lot["elements"]:
        for ligne in _lignes(element):
            lignes.setdefault(type(ligne), []).append(ligne)
    with transaction.atomic():
        for modele, siennes in lignes.items():
            modele._default_manager.bulk_create(siennes)
    recus = [element["id"] for element in lot["elements"]]
    return JsonResponse({"lot": lot["lot"], "recus": recus})


@cache
def ici() -> tuple[Appareil, Sortie, dict[str, CategorieBesoin]]:
    """The only tablet, the only sortie, the categories: read once a process."""
    categories = {une.code: une for une in CategorieBesoin.objects.all()}
    return Appareil.objects.get(), Sortie.objects.get(), categories


def _lignes(element: dict[str, Any]) -> Iterator[Model]:
    appareil, sortie, categories = ici()
    pk, donnees = element["id"], element["donnees"]
    figees = {
        "equipe_id": appareil.equipe_id,
        "jour": sortie.date,
        "quartier_id": sortie.quartier_id,
    }
    yield Rencontre(
        id=pk,
        auteur_id=element["auteur"],
        saisi_le=element["saisi_le"][:10],
        empreinte=element["empreinte"],
        saisie="sur_le_moment",
        **figees,
        **_colonnes(donnees),
    )
    de_categorie = {}
    siennes = [categories[besoin["categorie"]] for besoin in donnees["besoins"]]
    marquees = zip(donnees["besoins"], siennes, marques(siennes), strict=True)
    for rang, (besoin, categorie, premiers) in enumerate(marquees, start=1):
        de_categorie[besoin["id"]] = categorie.pk
        yield Besoin(
            rencontre_id=pk,
            rang=rang,
            categorie_id=categorie.pk,
            **figees,
            **premiers,
            **_colonnes(besoin),
        )
        for code in besoin.get("exigences", ()):
            yield Exigence(besoin_id=besoin["id"], code=code)
    for code in donnees.get("vecu", ()):
        yield Vecu(rencontre_id=pk, code=code)
    for code in donnees.get("questions_posees", ()):
        yield QuestionPosee(rencontre_id=pk, code=code)
    for orientation in donnees.get("orientations", ()):
        categorie = de_categorie[orientation["besoin"]]
        yield Orientation(categorie_id=categorie, **figees, **_colonnes(orientation))
    yield Reception(
        equipe_id=appareil.equipe_id,
        appareil_id=appareil.pk,
        element=pk,
        empreinte=element["empreinte"],
        type=element["type"],
        brut=element,
        verdict="cree",
    )


def _colonnes(dit: dict[str, Any]) -> dict[str, Any]:
    """What is said, as columns: those that are not said are at the default of the model."""
    return {COLONNES.get(cle, cle): valeur for cle, valeur in dit.items() if cle not in AILLEURS}
