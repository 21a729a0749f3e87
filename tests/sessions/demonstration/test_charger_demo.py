import datetime
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django.fixtures import Settings

from medlove.models import Equipe
from sessions.donnees import TYPES
from sessions.empreinte import empreinte
from sessions.models import (
    Besoin,
    Bilan,
    Exigence,
    Halte,
    Orientation,
    Outil,
    Parole,
    QuestionPosee,
    Rencontre,
    Sortie,
)
from tests.fabriques import QuartierFactory

JOUR = datetime.date(2026, 11, 18)


@pytest.fixture(autouse=True)
def quartiers(db: None, settings: Settings) -> None:
    settings.MEDLOVE_DEMO = True
    settings.DEBUG = True
    settings.ALLOWED_HOSTS = ["localhost"]
    for numero in range(1, 13):
        QuartierFactory(numero=numero)


def charger(**options: Any) -> str:
    sortie = StringIO()
    call_command("charger_demo", jusqu_au=JOUR, stdout=sortie, **options)
    return sortie.getvalue()


def rencontres() -> list[tuple[Any, ...]]:
    demonstration = Equipe.objects.get(slug="demonstration")
    return list(
        Rencontre.objects.de(demonstration)
        .order_by("id")
        .values_list("id", "jour", "quartier__numero", "tranche_age", "genre", "note")
    )


def test_the_season_has_exactly_the_rencontres_asked_for_over_eight_trimestres() -> None:
    charger(rencontres=400)
    jours = [ligne[1] for ligne in rencontres()]
    assert len(jours) == 400
    assert min(jours) >= datetime.date(2025, 1, 1)
    assert {(jour.year, (jour.month - 1) // 3) for jour in jours} == {
        (annee, rang) for annee in (2025, 2026) for rang in range(4)
    }


def test_a_sortie_waits_today_and_another_tomorrow() -> None:
    charger(rencontres=60)
    for jour in (JOUR, JOUR + datetime.timedelta(days=1)):
        assert Sortie.objects.filter(equipe__slug="demonstration", date=jour).exists()


def test_the_same_seed_tells_the_same_season_and_another_seed_another() -> None:
    charger(rencontres=60, graine=7)
    premiere = rencontres()
    _vider()
    charger(rencontres=60, graine=7)
    assert rencontres() == premiere
    _vider()
    charger(rencontres=60, graine=8)
    assert rencontres() != premiere


def test_the_small_season_has_the_true_size_of_the_experiment() -> None:
    charger(petite=True)
    sorties = Sortie.objects.filter(equipe__slug="demonstration")
    assert sorties.count() == 15
    assert sorties.values("quartier").distinct().count() == 2
    assert len(rencontres()) == 225


def test_what_is_told_is_plausible() -> None:
    charger(rencontres=400)
    nombre = Rencontre.objects.count()
    assert nombre < Besoin.objects.count() < 2 * nombre
    assert QuestionPosee.objects.count() == nombre
    assert Exigence.objects.filter(besoin__categorie__domaine="conversation").count() == 0
    assert Rencontre.objects.filter(habite="non_renseigne").count() > nombre / 2
    for rencontre in Rencontre.objects.select_related("halte", "sortie")[:40]:
        rencontre.full_clean()
        assert rencontre.jour == rencontre.sortie.date
    for halte in Halte.objects.all()[:40]:
        assert halte.minutes == Halte.duree(halte.arrivee, halte.depart)
    assert Bilan.objects.filter(sortie__date__lt=JOUR - datetime.timedelta(days=5)).exists()


def test_each_record_has_the_empreinte_of_what_the_contract_says_of_it() -> None:
    charger(rencontres=60)
    for nom in ("sortie", "halte", "passages", "bilan", "rencontre", "appel"):
        objets = list(TYPES[nom].modele.objects.all())
        donnees = TYPES[nom].donnees(objets)
        assert objets
        for objet in objets:
            assert objet.empreinte == empreinte(donnees[objet.pk]), nom


def test_the_older_bilans_were_read_and_the_last_ones_and_the_notes_wait() -> None:
    charger(rencontres=1500)
    demonstration = Equipe.objects.get(slug="demonstration")
    bilans = Bilan.objects.de(demonstration)
    assert bilans.scenes_gardees().exists()
    assert not bilans.a_relire().filter(sortie__date__lte=JOUR - datetime.timedelta(35)).exists()
    assert Rencontre.objects.de(demonstration).notes_a_relire().exists()
    paroles = Parole.objects.de(demonstration)
    assert paroles.exists()
    assert not set(paroles.values_list("texte")) & set(bilans.values_list("parole"))


def test_a_second_load_is_refused_and_changes_nothing() -> None:
    charger(rencontres=60)
    avant = rencontres()
    with pytest.raises(CommandError, match="déjà dans cette base"):
        charger(rencontres=60)
    assert rencontres() == avant


def test_a_real_base_is_left_alone(settings: Settings) -> None:
    settings.DEBUG = False
    settings.MEDLOVE_DEMO = False
    with pytest.raises(CommandError, match="base réelle"):
        charger(rencontres=60)
    assert not Equipe.objects.exists()


def _vider() -> None:
    connection.check_constraints()  # PostgreSQL empties no table with checks still pending
    call_command("flush", interactive=False, verbosity=0)
    call_command("migrate", verbosity=0)
    for numero in range(1, 13):
        QuartierFactory(numero=numero)


def test_an_orientation_whose_outcome_is_known_leads_back_to_nobody() -> None:
    charger(rencontres=300)
    connues = Orientation.objects.avec_suite()
    assert connues.filter(statut=Orientation.ACCUEILLIE).exists()
    assert not connues.exclude(besoin=None).exists()
    assert not connues.exclude(jour__day=1).exists()
    attendues = Orientation.objects.filter(statut=Orientation.REMISE)
    assert attendues.exists()
    assert not attendues.filter(besoin=None).exists()


@pytest.mark.complet
def test_more_is_told_in_other_words_and_the_season_stays_the_same() -> None:
    charger(rencontres=1500)
    demonstration = Equipe.objects.get(slug="demonstration")
    gardees = Bilan.objects.de(demonstration).scenes_gardees()
    assert len(set(gardees.values_list("scene", flat=True))) >= 12
    assert len(set(Parole.objects.de(demonstration).values_list("texte", flat=True))) >= 20
    assert Outil.objects.de(demonstration).count() == 6
    assert not Outil.objects.de(demonstration).filter(regles="").exists()
