"""A file held against what is known of the commune, and against the base."""

from dataclasses import replace

import pytest

from territoires.importation.champs import QuartierLu
from territoires.importation.confrontation import confronter
from territoires.importation.refus import FichierRefuse
from territoires.models import Quartier
from tests.fabriques import QuartierFactory, carre

# Twelve squares that cover what Rennes does: 50 km² in all.
COTE = 0.0225


def douze(
    cote: float = COTE, longitude: float = -1.725, latitude: float = 48.076
) -> list[QuartierLu]:
    return [
        QuartierLu(
            "35238",
            numero,
            f"Quartier {numero}",
            carre(longitude + cote * (numero % 4), latitude + cote * (numero // 4), cote),
        )
        for numero in range(1, 13)
    ]


def connus(lus: list[QuartierLu], **champs: object) -> list[Quartier]:
    return [
        QuartierFactory.build(
            numero=lu.numero, contour=lu.contour, superficie_m2=4_180_000, **champs
        )
        for lu in lus
    ]


def test_twelve_quartiers_of_the_right_size_and_place_pass():
    confronter(douze(), [], "35238")
    confronter(douze(), connus(douze()), "35238")


@pytest.mark.parametrize(
    ("lus", "motif"),
    [
        (douze()[:11], "compte 12 quartiers et ce fichier en contient 11 : il en manque"),
        (douze() * 4, "en contient 48 : ce sont sans doute des unités plus fines"),
        (douze(cote=COTE / 3, longitude=-1.69, latitude=48.10), "5,59 km² au lieu de 50,30 km²"),
        (douze(cote=COTE * 2, longitude=-1.78, latitude=48.03), "ce ne sont pas ses quartiers"),
        (douze(longitude=2.3, latitude=48.8), "pas à Rennes, mais à 30"),
    ],
)
def test_what_rennes_is_known_not_to_be_is_refused(lus: list[QuartierLu], motif: str):
    with pytest.raises(FichierRefuse, match=motif.replace(" :", "\u202f:")):
        confronter(lus, [], "35238")


def test_a_commune_of_which_nothing_is_known_passes():
    confronter(douze()[:3], [], "35999")


def test_a_known_quartier_cannot_go_missing():
    with pytest.raises(FichierRefuse, match="Il manque n° 11 et n° 12 parmi les 12 quartiers"):
        confronter(douze()[:10], connus(douze()), "35999")


def test_finer_units_under_the_same_numbers_are_refused():
    with pytest.raises(FichierRefuse, match="pour la commune\u202f: ce sont sans doute des unités"):
        confronter(douze(cote=COTE / 3), connus(douze()), "35999")


def test_a_new_quartier_may_appear():
    confronter(douze(), connus(douze()[:11]), "35999")


@pytest.mark.parametrize("officiels", [12, 1])
def test_a_schema_replaces_a_schema_only(officiels: int):
    schemas = [replace(lu, schematique=True) for lu in douze()]
    base = connus(douze(), schematique=True)
    confronter(schemas, base, "35238")

    for quartier in base[:officiels]:
        quartier.schematique = False
    with pytest.raises(FichierRefuse, match="contours schématiques"):
        confronter(schemas, base, "35238")
