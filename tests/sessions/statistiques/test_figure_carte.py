"""The drawing of the map: its four looks and more, its words, its geometry."""

from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest

from sessions.statistiques.figures.aspects import COULEURS, Aspect, Echelle
from sessions.statistiques.figures.carte import Zone, carte_svg, case_svg
from sessions.statistiques.figures.etiquettes import place
from sessions.statistiques.figures.projection import Projection
from tests.fabriques import carre

SVG = "{http://www.w3.org/2000/svg}"
ECHELLE = Echelle((5, 10, 15, 25), "\u202f%")


def zone(aspect: Aspect = Aspect.VALEUR, classe: int | None = 1, rang: int = 0) -> Zone:
    ouest = -1.75 + 0.01 * rang
    return Zone(
        cle=f"35238-{rang + 1}",
        nom="Jeanne d’Arc - Longs-Champs",
        contour=carre(ouest, 48.1),
        longitude=ouest + 0.005,
        latitude=48.105,
        aspect=aspect,
        classe=classe if aspect is Aspect.VALEUR else None,
        texte="12\u202f%",
        description="Jeanne d’Arc - Longs-Champs : 12 %",
    )


def dessin(*zones: Zone) -> ElementTree.Element:
    return ElementTree.fromstring(carte_svg(zones, titre="Titre", description="Description"))


def formes(racine: ElementTree.Element) -> list[ElementTree.Element]:
    return racine.findall(f".//{SVG}path[@class]")


def test_the_drawing_says_its_title_and_description() -> None:
    racine = dessin(zone())

    dits = {un.get("id"): un.text for un in racine if un.tag in {f"{SVG}title", f"{SVG}desc"}}
    assert racine.get("role") == "img"
    assert racine.get("aria-labelledby", "").split() == list(dits)
    assert list(dits.values()) == ["Titre", "Description"]


def test_there_is_no_style_attribute_nor_element() -> None:
    racine = dessin(*(zone(aspect, rang=rang) for rang, aspect in enumerate(Aspect)))

    assert all("style" not in un.attrib and un.tag != f"{SVG}style" for un in racine.iter())


def test_every_look_has_a_fill_of_its_own() -> None:
    fonds = [forme.get("fill") for forme in formes(dessin(*(zone(un) for un in Aspect)))]

    assert len(set(fonds)) == len(Aspect)
    assert fonds[0] == COULEURS[1]


def test_a_pattern_named_by_a_fill_is_in_the_drawing() -> None:
    racine = dessin(zone(Aspect.TROP_PEU), zone(Aspect.JAMAIS), zone(Aspect.SANS_DONNEE))

    motifs = {f"url(#{un.get('id')})" for un in racine.iter(f"{SVG}pattern")}
    assert {forme.get("fill") for forme in formes(racine)} == motifs


def test_a_label_gives_name_figure_and_class() -> None:
    (texte,) = dessin(zone()).iter(f"{SVG}text")

    assert "".join(texte.itertext()) == "Jeanne d’Arc12\u202f%\u00a0B"


def test_a_quartier_out_of_the_choice_has_no_label() -> None:
    assert not list(dessin(zone(Aspect.HORS_CHOIX)).iter(f"{SVG}text"))


def test_words_from_the_outside_are_escaped() -> None:
    svg = carte_svg([zone()], titre="<b>&", description="")

    assert "<b>" not in svg
    assert "&lt;b&gt;&amp;" in svg


def test_without_a_quartier_there_is_no_drawing() -> None:
    assert carte_svg([], titre="", description="") == ""


@pytest.mark.parametrize("classe", [3, 4])
def test_words_are_white_on_the_two_darkest_classes(classe: int) -> None:
    (texte,) = dessin(zone(classe=classe)).iter(f"{SVG}text")

    assert texte.get("fill") == "#ffffff"


def _luminance(couleur: str) -> float:
    canaux = [int(couleur[rang : rang + 2], 16) / 255 for rang in (1, 3, 5)]
    rouge, vert, bleu = (
        un / 12.92 if un <= 0.04045 else ((un + 0.055) / 1.055) ** 2.4 for un in canaux
    )
    return 0.2126 * rouge + 0.7152 * vert + 0.0722 * bleu


@pytest.mark.parametrize("classe", range(5))
def test_words_read_over_every_class(classe: int) -> None:
    fond, mots = Aspect.VALEUR.fond(classe, ""), Aspect.VALEUR.encre(classe)
    sombre, clair = sorted((_luminance(fond), _luminance(mots)))

    assert (clair + 0.05) / (sombre + 0.05) >= 4.5


def test_a_swatch_shows_the_letter_of_its_class() -> None:
    assert ">C</text>" in case_svg(Aspect.VALEUR, 2, "legende-2")


@pytest.mark.parametrize(
    ("valeur", "classe"), [(0, 0), (4, 0), (5, 1), (9, 1), (10, 2), (24, 3), (25, 4), (100, 4)]
)
def test_a_value_on_a_break_goes_to_the_class_above(valeur: int, classe: int) -> None:
    assert ECHELLE.classe(valeur) == classe


def test_the_classes_are_said_in_words() -> None:
    assert ECHELLE.intervalles() == [
        "moins de 5\u202f%",
        "5 à 9\u202f%",
        "10 à 14\u202f%",
        "15 à 24\u202f%",
        "25\u202f% et plus",
    ]


def rectangle(largeur: float, hauteur: float) -> dict[str, Any]:
    est, nord = -1.7 + largeur, 48.1 + hauteur
    return {
        "type": "Polygon",
        "coordinates": [[[-1.7, 48.1], [est, 48.1], [est, nord], [-1.7, nord], [-1.7, 48.1]]],
    }


def test_the_projection_fills_the_width_and_keeps_shapes() -> None:
    projection = Projection.autour([rectangle(0.03, 0.01)], largeur=640, marge=8)

    x1, y1 = projection.point(-1.7, 48.11)
    x2, y2 = projection.point(-1.67, 48.1)
    assert (x1, y1, x2) == (8, 8, 632)
    # In Rennes a degree of longitude is 0.668 times as long as one of latitude.
    assert (x2 - x1) / (y2 - y1) == pytest.approx(3 * 0.668, rel=0.001)
    assert projection.hauteur == pytest.approx(y2 + 8, abs=1)


def test_a_tall_territory_is_kept_short_and_centred() -> None:
    projection = Projection.autour([rectangle(0.01, 0.2)], largeur=640, marge=8)

    x1, _ = projection.point(-1.70, 48.1)
    x2, _ = projection.point(-1.69, 48.1)
    assert projection.hauteur == 1.25 * 624 + 16
    assert x1 + x2 == pytest.approx(640, abs=0.2)


def test_a_label_goes_to_the_middle_of_the_quartier_along_its_parallel() -> None:
    place_trouvee = place(rectangle(0.03, 0.01), -1.699, 48.105)

    assert place_trouvee.longitude == pytest.approx(-1.685)
    assert place_trouvee.largeur == pytest.approx(0.03)


def test_a_label_stays_in_its_own_part_of_a_quartier_in_two_parts() -> None:
    deux = {
        "type": "MultiPolygon",
        "coordinates": [carre(-1.7, 48.1)["coordinates"], carre(-1.6, 48.1, 0.05)["coordinates"]],
    }

    assert place(deux, -1.699, 48.105).longitude == pytest.approx(-1.695)
    # Out of both: the wider part.
    assert place(deux, -1.65, 48.105).longitude == pytest.approx(-1.575)


def test_a_name_without_room_leaves_the_figure_alone() -> None:
    etroite = replace(zone(), contour=carre(-1.75, 48.1, 0.001))

    (texte,) = dessin(etroite, zone(rang=3)).iterfind(f".//{SVG}text[1]")

    assert "".join(texte.itertext()) == "12\u202f%\u00a0B"
