"""The look of the published map in QGIS: the classes and the colours of the page."""

from collections.abc import Collection, Iterator
from itertools import pairwise
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from sessions.statistiques.figures.aspects import COULEURS, Echelle
from sessions.statistiques.figures.figure import ENCRE, GRIS, SABLE

MASQUE = "< 11"
# Nothing under 10 is ever published: the classes of the desk would leave their first one empty.
RENCONTRES = Echelle((50, 100, 200, 400))


def style(tables: Collection[str]) -> bytes:
    """A .qml for the GeoJSON of a publication that holds these tables."""
    champ = next((un for un in ("T1", "T6") if un in tables), "T5_sorties")
    qgis = Element(
        "qgis", version="3.22.0", styleCategories="Symbology|Labeling", labelsEnabled="1"
    )
    rendu = SubElement(qgis, "renderer-v2", type="RuleRenderer", symbollevels="0")
    regles = SubElement(rendu, "rules", key="{racine}")
    symboles = SubElement(rendu, "symbols")
    for rang, (filtre, texte, couleur) in enumerate(_classes(champ)):
        SubElement(
            regles,
            "rule",
            key=f"{{regle-{rang}}}",
            filter=filtre,
            label=texte,
            symbol=str(rang),
        )
        _symbole(symboles, rang, couleur)
    reglages = SubElement(SubElement(qgis, "labeling", type="simple"), "settings")
    SubElement(
        reglages,
        "text-style",
        fieldName="nom",
        fontSize="9",
        textColor=_rvb(ENCRE),
        isExpression="0",
    )
    indent(qgis)
    entete = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
    return f"{entete}{tostring(qgis, encoding='unicode')}\n".encode()


def _classes(champ: str) -> Iterator[tuple[str, str, str]]:
    """Filter, words and colour of each class; what is hidden first."""
    yield f'"{champ}" IS NULL', MASQUE, SABLE
    bornes: tuple[int | None, ...] = (None, *RENCONTRES.bornes, None)
    lus = zip(pairwise(bornes), RENCONTRES.intervalles(), COULEURS, strict=True)
    for (bas, haut), texte, couleur in lus:
        bouts = [
            *([f'"{champ}" >= {bas}'] if bas is not None else []),
            *([f'"{champ}" < {haut}'] if haut is not None else []),
        ]
        yield " AND ".join(bouts), texte, couleur


def _symbole(symboles: Element, rang: int, couleur: str) -> None:
    symbole = SubElement(symboles, "symbol", type="fill", name=str(rang), alpha="1")
    couche = SubElement(symbole, "layer", {"class": "SimpleFill", "enabled": "1", "locked": "0"})
    for nom, valeur in {
        "color": _rvb(couleur),
        "outline_color": _rvb(GRIS),
        "outline_width": "0.26",
        "outline_width_unit": "MM",
        "style": "solid",
    }.items():
        SubElement(couche, "prop", k=nom, v=valeur)


def _rvb(couleur: str) -> str:
    """« #ffffcc » as QGIS writes it: « 255,255,204,255 »."""
    rouge, vert, bleu = (int(couleur[rang : rang + 2], 16) for rang in (1, 3, 5))
    return f"{rouge},{vert},{bleu},255"
