"""Partenaire: found by name, in pause or not; and whom to ring."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.forms import modelform_factory

from medlove.models import Equipe
from territoires.models import Partenaire
from tests.fabriques import PartenaireFactory, ProfessionnelFactory

JOUR = date(2026, 9, 15)


@pytest.mark.parametrize("tape", ["ecole", "ÉCOLE", "École des parents", "l’ecole"])
def test_a_name_is_found_whatever_its_case_and_accents(equipe: Equipe, tape: str):
    PartenaireFactory(equipe=equipe, nom="L’École-des-Parents")
    PartenaireFactory(equipe=equipe, nom="Mission locale")

    assert [p.nom for p in Partenaire.objects.nommes(tape)] == ["L’École-des-Parents"]


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
