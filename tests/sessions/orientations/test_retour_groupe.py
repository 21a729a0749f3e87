"""A number for a month."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from medlove.models import Journal
from sessions.models import RetourGroupe
from sessions.orientations.retours import Mois, RetourRefuse, dire, mois_a_dire
from sessions.orientations.services import conclure
from tests.fabriques import OrientationFactory, PartenaireFactory
from tests.sessions.orientations.conftest import Remise

SEPTEMBRE = date(2026, 9, 1)


def test_the_months_to_tell_are_those_with_orientations(remise: Remise, horloge):
    partenaire = remise.en_base().partenaire
    for jour in (date(2026, 8, 31), date(2026, 9, 2), date(2025, 9, 30), date(2025, 10, 1)):
        OrientationFactory(
            partenaire=partenaire, jour=jour, besoin__rencontre__equipe=partenaire.equipe
        )
    dire(partenaire, SEPTEMBRE, 1, source="le_partenaire")
    assert mois_a_dire(partenaire) == [
        Mois(SEPTEMBRE, 2, 1),
        Mois(date(2026, 8, 1), 1, None),
        Mois(date(2025, 10, 1), 1, None),
    ]


def test_told_again_it_replaces_and_stays_one(remise: Remise):
    partenaire = remise.en_base().partenaire
    for nombre, source in ((1, "le_partenaire"), (1, "le_partenaire"), (0, "la_coordination")):
        dire(partenaire, SEPTEMBRE, nombre, source=source)
    retour = RetourGroupe.objects.get()
    assert (retour.accueillies, retour.source, retour.dit_le) == (
        0,
        "la_coordination",
        date(2026, 9, 25),
    )


@pytest.mark.parametrize(
    ("mois", "nombre", "phrase"),
    [
        (SEPTEMBRE, 2, "écrire de 0 à 1"),
        (SEPTEMBRE, -1, "écrire de 0 à 1"),
        (date(2026, 8, 1), 1, "Aucune orientation"),
        (date(2026, 9, 15), 1, "Aucune orientation"),
    ],
)
def test_a_number_that_cannot_be_says_why(remise: Remise, mois: date, nombre: int, phrase: str):
    with pytest.raises(RetourRefuse, match=phrase):
        dire(remise.en_base().partenaire, mois, nombre, source="le_partenaire")
    assert not RetourGroupe.objects.exists()


def test_the_cut_does_not_change_what_may_be_told(remise: Remise):
    partenaire = remise.en_base().partenaire
    avant = mois_a_dire(partenaire)
    conclure(remise.en_base(), "accueillie", source="le_partenaire")
    assert mois_a_dire(partenaire) == avant


@pytest.mark.parametrize("combien", [1, 20])
def test_the_months_take_two_queries(horloge, equipe, combien: int):
    partenaire = PartenaireFactory(equipe=equipe)
    OrientationFactory.create_batch(
        combien, partenaire=partenaire, besoin__rencontre__equipe=equipe
    )
    with CaptureQueriesContext(connection) as requetes:
        mois_a_dire(partenaire)
    assert len(requetes) == 2


# --- By the coordination ---------------------------------------------------------------


def adresse(remise: Remise) -> str:
    return f"/orientations/partenaires/{remise.en_base().partenaire_id}/retour/"


def test_the_coordination_notes_it(coordination, remise: Remise):
    ou = adresse(remise)
    reponse = coordination.post(ou, {"mois": "2026-09-01", "accueillies": "1"}, follow=True)
    assert "est noté pour ce mois" in reponse.content.decode()
    assert RetourGroupe.objects.get().source == "la_coordination"
    assert Journal.objects.filter(action="retour_groupe_dit").exists()


@pytest.mark.parametrize("nombre", ["2", "-1", "beaucoup", ""])
def test_a_wrong_number_is_told_beside_the_field_and_nothing_is_lost(
    coordination, remise: Remise, nombre: str
):
    reponse = coordination.post(adresse(remise), {"mois": "2026-09-01", "accueillies": nombre})
    page = reponse.content.decode()
    assert "champ__erreur" in page
    assert "Septembre 2026" in page
    if nombre:
        assert f'value="{nombre}"' in page
    assert not RetourGroupe.objects.exists()


def test_a_month_without_orientation_cannot_be_chosen(coordination, remise: Remise):
    reponse = coordination.post(adresse(remise), {"mois": "2026-08-01", "accueillies": "1"})
    assert reponse.status_code == 200
    assert not RetourGroupe.objects.exists()


@pytest.mark.parametrize(
    ("qui", "statut"), [("etrangere", 404), ("pilotage", 403), ("mediation", 403)]
)
def test_nobody_else_does(qui: str, statut: int, remise: Remise, request):
    personne = request.getfixturevalue(qui)
    reponse = personne.post(adresse(remise), {"mois": "2026-09-01", "accueillies": "1"})
    assert reponse.status_code == statut
    assert not RetourGroupe.objects.exists()


def test_without_orientation_the_page_says_what_comes_next(coordination, equipe, horloge):
    partenaire = PartenaireFactory(equipe=equipe)
    page = coordination.get(f"/orientations/partenaires/{partenaire.pk}/retour/").content.decode()
    assert "Aucun mois à compter" in page
