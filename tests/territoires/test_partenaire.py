"""Partenaire: found by name, in pause or not; and whom to ring."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.forms import modelform_factory
from hypothesis import given
from hypothesis import strategies as st

from medlove.models import Equipe
from territoires.models import Partenaire
from territoires.models.partenaire import FRAIS, PERIME
from territoires.recherche import normaliser
from tests.fabriques import PartenaireFactory, ProfessionnelFactory

JOUR, UN_JOUR = date(2026, 9, 15), timedelta(days=1)


@pytest.mark.parametrize("tape", ["ecole", "ÉCOLE", "École des parents", "l’ecole"])
def test_a_name_is_found_whatever_its_case_and_accents(equipe: Equipe, tape: str):
    PartenaireFactory(equipe=equipe, nom="L’École-des-Parents")
    PartenaireFactory(equipe=equipe, nom="Mission locale")

    assert [p.nom for p in Partenaire.objects.filter(nom_recherche__contains=normaliser(tape))] == [
        "L’École-des-Parents"
    ]


def test_names_come_in_alphabetical_order_accents_aside(equipe: Equipe):
    for nom in ("Zénith", "Élan", "Atelier", "écrivain"):
        PartenaireFactory(equipe=equipe, nom=nom)

    assert [p.nom for p in Partenaire.objects.all()] == ["Atelier", "écrivain", "Élan", "Zénith"]


@pytest.mark.parametrize(
    ("jusqu_au", "en_pause"),
    [(None, False), (date(2026, 9, 14), False), (JOUR, True), (date(2026, 10, 1), True)],
)
def test_a_pause_lasts_through_its_last_day(equipe: Equipe, jusqu_au: date | None, en_pause: bool):
    partenaire = PartenaireFactory(equipe=equipe, en_pause_jusqu_au=jusqu_au)

    assert partenaire.est_en_pause(JOUR) is en_pause
    assert Partenaire.objects.hors_pause(JOUR).exists() is not en_pause


def test_a_latitude_alone_is_no_position(equipe: Equipe):
    partenaire = PartenaireFactory.build(equipe=equipe, latitude="48.1")

    with pytest.raises(ValidationError, match="vont ensemble"):
        partenaire.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        partenaire.save()


def test_a_partenaire_may_have_no_address_at_all(equipe: Equipe):
    PartenaireFactory.build(equipe=equipe, informel=True).full_clean()


def test_a_web_address_typed_without_its_scheme_is_https():
    formulaire = modelform_factory(Partenaire, fields=["prise_rdv"])({"prise_rdv": "exemple.test"})

    assert formulaire.is_valid()
    assert formulaire.cleaned_data["prise_rdv"] == "https://exemple.test"


def test_a_professional_belongs_to_a_partenaire_of_the_same_equipe(
    equipe: Equipe, autre_equipe: Equipe
):
    ailleurs = PartenaireFactory(equipe=autre_equipe)
    professionnel = ProfessionnelFactory.build(equipe=equipe, sujet="Séjour", partenaire=ailleurs)

    with pytest.raises(ValidationError, match="annuaire de votre équipe"):
        professionnel.full_clean()


def test_a_professional_outlives_the_partenaire(equipe: Equipe):
    partenaire = PartenaireFactory(equipe=equipe)
    professionnel = ProfessionnelFactory(equipe=equipe, partenaire=partenaire)

    partenaire.delete()

    professionnel.refresh_from_db()
    assert professionnel.partenaire is None


@pytest.mark.parametrize(
    ("verifie_le", "inexact_le", "fraicheur", "a_verifier"),
    [
        (JOUR, None, 1.0, False),
        (JOUR - FRAIS + UN_JOUR, None, 1.0, False),
        (JOUR - FRAIS, None, 1.0, True),
        (JOUR - FRAIS - UN_JOUR, None, 0.998, True),
        (JOUR - (FRAIS + PERIME) / 2, None, 0.5, True),
        (JOUR - PERIME, None, 0.0, True),
        (JOUR - 2 * PERIME, None, 0.0, True),
        (None, None, 0.0, True),
        (JOUR, JOUR, 0.0, True),
        (None, JOUR, 0.0, True),
    ],
)
def test_freshness_falls_from_six_months_to_two_years(
    equipe: Equipe,
    verifie_le: date | None,
    inexact_le: date | None,
    fraicheur: float,
    a_verifier: bool,
):
    partenaire = PartenaireFactory(equipe=equipe, verifie_le=verifie_le, inexact_le=inexact_le)

    assert partenaire.fraicheur(JOUR) == pytest.approx(fraicheur, abs=0.001)
    assert Partenaire.objects.a_verifier(JOUR).exists() is a_verifier


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 1000))
def test_freshness_never_rises_with_time(verifie_le: date, jours: int):
    partenaire = Partenaire(verifie_le=verifie_le)
    jour = verifie_le + jours * UN_JOUR

    assert 0 <= partenaire.fraicheur(jour + UN_JOUR) <= partenaire.fraicheur(jour) <= 1
