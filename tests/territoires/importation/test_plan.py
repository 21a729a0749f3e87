"""What an import will do, before it does."""

import pytest

from territoires.geometrie import Contour, contient
from territoires.importation.champs import QuartierLu
from territoires.importation.formes import normaliser_contour
from territoires.importation.plan import Plan, preparer
from territoires.importation.quartiers import ecrire
from territoires.models import Quartier
from tests.fabriques import carre

pytestmark = pytest.mark.django_db


def lu(numero: int, contour: Contour, nom: str = "", **champs: object) -> QuartierLu:
    return QuartierLu("35999", numero, nom, normaliser_contour(contour), **champs)  # type: ignore[arg-type]


def plan(*lus: QuartierLu) -> Plan:
    return preparer(
        {un.numero: un for un in lus if un.numero}, list(Quartier.objects.all()), "35999"
    )


def test_preparing_writes_nothing():
    assert len(plan(lu(1, carre(-1.7, 48.1))).crees) == 1
    assert not Quartier.objects.exists()


def test_a_nameless_quartier_is_called_by_its_number_and_gains_no_alias():
    ecrire(plan(lu(7, carre(-1.7, 48.1))))
    assert Quartier.objects.get().nom == "Quartier 7"

    assert plan(lu(7, carre(-1.7, 48.1))).inchanges


def test_each_reason_of_a_change_is_told():
    ecrire(plan(lu(1, carre(-1.7, 48.1), "Nord", schematique=True)))

    (changement,) = plan(lu(1, carre(-1.7, 48.1, 0.02), "Le Nord", population=12)).modifies

    assert changement.motifs == [
        "contour officiel à la place du contour schématique",
        "82,8 ha → 3,31 km²",
        "population",
        "autre nom « Le Nord »",
    ]


def test_a_file_without_population_keeps_the_one_we_have():
    ecrire(plan(lu(1, carre(-1.7, 48.1), population=12)))

    assert plan(lu(1, carre(-1.7, 48.1))).inchanges
    assert Quartier.objects.get().population == 12


def test_a_lighter_map_alone_is_a_change_of_its_own():
    ecrire(plan(lu(1, carre(-1.7, 48.1))))
    Quartier.objects.update(contour_simplifie=None)

    (changement,) = plan(lu(1, carre(-1.7, 48.1))).modifies

    assert changement.motifs == ["contour simplifié des cartes"]


def test_the_label_of_a_crescent_is_inside_of_it():
    x, y = -1.7, 48.1
    croissant = {
        "type": "Polygon",
        "coordinates": [
            [
                [x, y], [x + 0.03, y], [x + 0.03, y + 0.03], [x, y + 0.03], [x, y + 0.025],
                [x + 0.025, y + 0.025], [x + 0.025, y + 0.005], [x, y + 0.005], [x, y],
            ]
        ],
    }  # fmt: skip

    quartier = plan(lu(1, croissant)).crees[0].quartier

    assert not contient(croissant, x + 0.015, y + 0.015)
    assert contient(croissant, float(quartier.longitude), float(quartier.latitude))
