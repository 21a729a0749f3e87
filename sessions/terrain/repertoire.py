"""The directory as a tablet needs it off line: whom to refer to, when it is open, whom to call."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce

from medlove.models import Equipe
from sessions.nomenclatures.models import CategorieBesoin
from sessions.orientations.models import Orientation
from territoires.horaires import Plage
from territoires.models import Partenaire, Professionnel

JOURS_D_OUVERTURES = 14
# Days during which an orientation weighs on a door.
CHARGE = timedelta(days=14)


def partenaires(equipe: Equipe, cles: dict[int, str], jour: date) -> list[dict[str, Any]]:
    """Those in service; `ouvertures` runs from `jour`. What is empty is left out."""
    categories = CategorieBesoin.objects.only("code").order_by("ordre", "code")
    siens = Partenaire.objects.de(equipe).actifs().annotate(charge=_charge(jour))
    return [
        _sans_vides(
            {
                "id": str(un.pk),
                "nom": un.nom,
                "genre_de_structure": un.genre_de_structure,
                "adresse": un.adresse,
                "commune": un.commune,
                "repere": un.repere,
                "telephone": un.telephone,
                "quartier": cles[un.quartier_id] if un.quartier_id else None,
                "latitude": _degres(un.latitude),
                "longitude": _degres(un.longitude),
                "en_pause_jusqu_au": _iso(un.en_pause_jusqu_au),
                "verifie_le": _iso(un.verifie_le),
                "inexact_le": _iso(un.inexact_le),
                "charge": un.charge or None,
                "categories": [categorie.code for categorie in un.categories.all()],
                **_horaires(un, jour),
            }
        )
        for un in siens.prefetch_related(Prefetch("categories", categories))
    ]


def _charge(jour: date) -> Coalesce:
    """How many orientations a partenaire was sent in the last fourteen days, by all."""
    recentes = Orientation.objects.filter(partenaire=OuterRef("pk")).pendant(jour - CHARGE, jour)
    comptees = recentes.order_by().values("partenaire").annotate(combien=Count("pk"))
    return Coalesce(Subquery(comptees.values("combien")), 0)


def _horaires(partenaire: Partenaire, jour: date) -> dict[str, Any]:
    """Computed when the hours can be read, else as they are written."""
    lus = partenaire.ouvertures
    if lus is None:
        return {"horaires": partenaire.horaires}
    jours: Iterable[list[Plage] | None] = lus.jours(jour, JOURS_D_OUVERTURES)
    return {"ouvertures": list(jours)}


def professionnels(equipe: Equipe) -> list[dict[str, Any]]:
    colonnes = ["nom", "telephone", "metier", "structure", "sujet", "quand"]
    return [
        _sans_vides({"id": str(un.pk), **{nom: getattr(un, nom) for nom in colonnes}})
        for un in Professionnel.objects.de(equipe).a_appeler()
    ]


def _degres(valeur: Any) -> float | None:
    return None if valeur is None else float(valeur)


def _iso(jour: date | None) -> str | None:
    return jour.isoformat() if jour else None


def _sans_vides(entree: dict[str, Any]) -> dict[str, Any]:
    return {nom: valeur for nom, valeur in entree.items() if valeur not in ("", None)}
