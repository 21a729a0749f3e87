"""Under which names places are published: quartiers, or the secteurs that group them."""

from typing import Any

from medlove.models import Equipe
from sessions.publication.catalogue import Taille
from territoires.models import Quartier


def territoires(equipe: Equipe) -> list[Quartier]:
    """The quartiers of the commune: what happened beyond it counts in the city only."""
    return list(Quartier.objects.de_commune(equipe.code_insee).order_by("numero"))


def codes_des_territoires(equipe: Equipe, taille: Taille) -> dict[int, str]:
    """By id of quartier, the code it is published under: its own key, or its secteur.

    Where quartiers are few people, a list of secteurs fixed in advance groups them; a
    quartier without one stays by itself, and so does that of another commune, whose secteurs
    may have the same names.
    """
    quartiers = Quartier.objects.only("pk", "code_insee", "numero", "secteur")
    if taille is Taille.GRANDE:
        return {un.pk: un.cle for un in quartiers}
    ici = equipe.code_insee
    return {un.pk: (un.code_insee == ici and un.secteur) or un.cle for un in quartiers}


def contours(equipe: Equipe, taille: Taille) -> list[dict[str, Any]]:
    """The territoires as they are published, sorted by code: code, name, polygons.

    Polygons are the coordinates of a GeoJSON MultiPolygon; a secteur has all those of its
    quartiers.
    """
    codes = codes_des_territoires(equipe, taille)
    par_code: dict[str, dict[str, Any]] = {}
    for quartier in territoires(equipe):
        code = codes[quartier.pk]
        nom = quartier.nom if code == quartier.cle else code
        un = par_code.setdefault(code, {"code": code, "nom": nom, "polygones": []})
        un["polygones"] += _polygones(quartier.contour_simplifie or quartier.contour)
    return [par_code[code] for code in sorted(par_code)]


def _polygones(contour: dict[str, Any]) -> list[Any]:
    coordonnees: list[Any] = contour["coordinates"]
    return coordonnees if contour["type"] == "MultiPolygon" else [coordonnees]
