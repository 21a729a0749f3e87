"""The map as GeoJSON (WGS84, RFC 7946) with the style that QGIS lays on it."""

import json
from typing import Any
from xml.sax.saxutils import quoteattr

from sessions.exports.archive import archiver
from sessions.exports.document import INTERNE, Document, Part, valeur
from sessions.statistiques.choroplethe import Choroplethe, Ligne
from sessions.statistiques.figures.aspects import COULEURS, Aspect
from sessions.statistiques.figures.figure import ENCRE, SABLE
from sessions.statistiques.table import Cellule
from sessions.statistiques.tableau import tableau

# What it is not a value: pale fills of QGIS's own brushes, told by the legend.
BROSSES = {
    Aspect.ZERO: "no",
    Aspect.MASQUE: "solid",
    Aspect.TROP_PEU: "b_diagonal",
    Aspect.SANS_DONNEE: "horizontal",
    Aspect.JAMAIS: "dense6",
}


def en_geojson(document: Document, carte: Choroplethe) -> bytes:
    """A zip of both files under one name: QGIS takes the style with the layer."""
    return archiver(
        {
            f"{document.nom}.geojson": _geojson(document, carte).encode(),
            f"{document.nom}.qml": _qml(carte).encode(),
        }
    )


def _geojson(document: Document, carte: Choroplethe) -> str:
    lignes = {ligne.quartier.cle: ligne for ligne in (*carte.lignes, *carte.hors_commune)}
    vue = tableau(carte)
    colonnes = [une.texte for une in vue.entetes]
    entites = [
        {
            "type": "Feature",
            "id": rangee.code,
            "geometry": lignes[rangee.code].quartier.trace,  # type: ignore[attr-defined]
            "properties": {
                **_proprietes(lignes[rangee.code]),
                **{
                    colonne: _lue(Cellule(une.texte, une.nombre))
                    for colonne, une in zip(colonnes, rangee.cellules, strict=True)
                },
            },
        }
        for rangee in vue.rangees
    ]
    contenu = {
        "type": "FeatureCollection",
        "diffusion": INTERNE,
        "titre": document.titre,
        "a_lire": dict(document.entete),
        "definitions": document.definitions,
        "features": entites,
    }
    return json.dumps(contenu, ensure_ascii=False, indent=1)


def _proprietes(ligne: Ligne) -> dict[str, Any]:
    return {
        "quartier": ligne.quartier.nom,
        "valeur": ligne.valeur,
        "classe": ligne.lettre,
        "apparence": _apparence(ligne),
    }


def _apparence(ligne: Ligne) -> str:
    return ligne.lettre if ligne.aspect is Aspect.VALEUR else ligne.aspect.code


def _lue(cellule: Cellule) -> str | int:
    """A share keeps its sign: a number alone would read as a count."""
    lue = valeur(cellule)
    return cellule.texte if isinstance(lue, Part) else lue


def _qml(carte: Choroplethe) -> str:
    """One category a look, the value as label (QGIS 3)."""
    classes = [
        ("ABCDE"[rang], texte, COULEURS[rang], "solid")
        for rang, texte in enumerate(carte.echelle.intervalles())
    ]
    autres = [(un.code, un.libelle, SABLE, brosse) for un, brosse in BROSSES.items()]
    toutes = [*classes, *autres]
    categories = "".join(
        f'<category render="true" symbol="{rang}" value={quoteattr(code)} '
        f"label={quoteattr(texte)}/>"
        for rang, (code, texte, _, _) in enumerate(toutes)
    )
    symboles = "".join(
        f'<symbol type="fill" name="{rang}" alpha="1" clip_to_extent="1" force_rhr="0">'
        '<layer class="SimpleFill" enabled="1" locked="0" pass="0">'
        f'<prop k="color" v="{_rvb(couleur)}"/><prop k="style" v="{brosse}"/>'
        f'<prop k="outline_color" v="{_rvb(ENCRE)}"/><prop k="outline_style" v="solid"/>'
        '<prop k="outline_width" v="0.3"/><prop k="outline_width_unit" v="MM"/>'
        "</layer></symbol>"
        for rang, (_, _, couleur, brosse) in enumerate(toutes)
    )
    return (
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
        '<qgis version="3.22.0" styleCategories="Symbology|Labeling" labelsEnabled="1">'
        '<renderer-v2 type="categorizedSymbol" attr="apparence" symbollevels="0" '
        f'enableorderby="0" forceraster="0"><categories>{categories}</categories>'
        f"<symbols>{symboles}</symbols></renderer-v2>"
        '<labeling type="simple"><settings><text-style fieldName="valeur" fontSize="9"/>'
        '<text-format/><placement placement="1"/><rendering drawLabels="1"/></settings></labeling>'
        "</qgis>\n"
    )


def _rvb(hexadecimal: str) -> str:
    rouge, vert, bleu = (int(hexadecimal[rang : rang + 2], 16) for rang in (1, 3, 5))
    return f"{rouge},{vert},{bleu},255"
