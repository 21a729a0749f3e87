"""One look: colours in one place, icons that exist, contrasts that hold."""

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from sessions.pdf import PICTOGRAMMES

RACINE = Path(__file__).resolve().parent.parent
FEUILLES = sorted((RACINE / "static/css").glob("*.css"))
JETONS = dict(
    re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", (RACINE / "static/css/jetons.css").read_text())
)
PLANCHE = ET.parse(RACINE / "static/icones.svg").getroot()
SYMBOLES = {symbole.get("id") for symbole in PLANCHE}


def luminance(couleur: str) -> float:
    chiffres = couleur[1:] if len(couleur) == 7 else "".join(c * 2 for c in couleur[1:])
    parts = [int(chiffres[rang : rang + 2], 16) / 255 for rang in (0, 2, 4)]
    lineaires = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(
        poids * part for poids, part in zip((0.2126, 0.7152, 0.0722), lineaires, strict=True)
    )


def contraste(une: str, autre: str) -> float:
    clair, sombre = sorted((luminance(une), luminance(autre)), reverse=True)
    return (clair + 0.05) / (sombre + 0.05)


@pytest.mark.parametrize("fond", ["papier", "blanc", "teinte-brique", "teinte-bleue"])
@pytest.mark.parametrize("encre", ["encre", "gris", "bleu", "brique", "vert", "ambre"])
def test_every_ink_is_readable_on_every_ground(encre, fond):
    assert contraste(JETONS[encre], JETONS[fond]) >= 4.5


def test_borders_of_fields_are_seen_on_paper():
    assert contraste(JETONS["trait"], JETONS["papier"]) >= 3


@pytest.mark.parametrize("feuille", FEUILLES, ids=lambda feuille: feuille.name)
def test_colours_are_written_in_the_tokens_only(feuille):
    if feuille.name != "jetons.css":
        assert not re.search(r"#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(", feuille.read_text())


@pytest.mark.parametrize("feuille", FEUILLES, ids=lambda feuille: feuille.name)
def test_every_address_of_a_sheet_is_relative_and_exists(feuille):
    for adresse in re.findall(r"url\(\"([^\"]+)\"\)", feuille.read_text()):
        dessin = adresse.removeprefix(PICTOGRAMMES)
        if dessin != adresse and feuille.name.startswith("cahier-"):
            assert dessin in SYMBOLES
            continue
        assert not adresse.startswith(("/", "http", "data:"))
        assert (feuille.parent / adresse).is_file(), adresse


def test_the_sheets_of_every_desk_page_stay_light():
    medlove = RACINE / "static/css/medlove.css"
    importees = re.findall(r"@import (?:url\()?\"([^\"]+)\"", medlove.read_text())
    assert "jetons.css" in importees
    feuilles = [medlove, *(medlove.parent / nom for nom in importees)]
    assert sum(feuille.stat().st_size for feuille in feuilles) < 30_000


def test_every_icon_named_in_a_template_is_on_the_sheet():
    genres = "|".join({symbole.split("-")[0] for symbole in SYMBOLES})
    nommees = {
        nom
        for gabarit in (RACINE / "templates").rglob("*.html")
        for nom in re.findall(rf'="((?:{genres})-\w[\w-]*)"', gabarit.read_text())
    }
    assert "nav-carte" in nommees
    assert nommees <= SYMBOLES


@pytest.mark.parametrize("liste", ["familles", "domaines"])
def test_every_first_chip_and_every_domain_has_its_icon(liste):
    chemin = RACINE / "sessions/nomenclatures" / f"{liste}.json"
    codes = [entree["code"] for entree in json.loads(chemin.read_text(encoding="utf-8"))]
    assert {f"{liste.removesuffix('s')}-{code}" for code in codes} <= SYMBOLES
