"""A sortie planned, repeated, changed."""

import datetime
from typing import Any

import pytest
from django.urls import reverse

from medlove.models import Journal, Metier, Role
from sessions.empreinte import empreinte
from sessions.models import Sortie
from sessions.sorties.elements import donnees_de
from tests.fabriques import (
    AppartenanceFactory,
    QuartierFactory,
    RencontreFactory,
    SortieFactory,
)

NOUVELLE = "/sorties/nouvelle/"


@pytest.fixture
def quartier():
    return QuartierFactory(nom="Le Blosne")


@pytest.fixture
def saisie(quartier) -> dict[str, Any]:
    return {
        "date": "2026-12-01",
        "creneau": "matin",
        "quartier": quartier.pk,
        "intention": "Devant la station.",
        "edition": 1,
    }


def modifier(sortie: Sortie) -> str:
    return reverse("sorties:modifier", args=[sortie.pk])


def erreurs(reponse) -> str:
    assert reponse.status_code == 200
    return reponse.content.decode()


def test_a_sortie_is_planned_and_signed(coordination, mediation, equipe, saisie):
    membre = mediation.utilisateur
    reponse = coordination.post(
        NOUVELLE, {**saisie, "equipage": [membre.pk], "questions": ["exigences", "habite"]}
    )
    sortie = Sortie.objects.get()
    assert reponse.url == reverse("sorties:fiche", args=[sortie.pk])
    assert (sortie.equipe, sortie.statut, sortie.edition) == (equipe, Sortie.PLANIFIEE, 1)
    assert sortie.date == datetime.date(2026, 12, 1)
    assert sortie.questions == ["exigences", "habite"]
    assert list(sortie.equipage.all()) == [membre]
    assert sortie.auteur == coordination.utilisateur
    assert sortie.empreinte == empreinte(donnees_de(sortie))
    assert Journal.objects.get().action == "sortie_planifiee"


@pytest.mark.parametrize(
    ("champ", "valeur", "mots"),
    [
        ("date", "", "Ce champ est obligatoire"),
        ("date", "31/02/2026", "date valide"),
        ("creneau", "nuit", "Sélectionnez un choix valide"),
        ("questions", ["exigences", "habite", "raison"], "Deux questions au plus"),
        ("questions", ["inconnue"], "Sélectionnez un choix valide"),
    ],
)
def test_a_bad_value_is_told_and_nothing_typed_is_lost(
    coordination, saisie, champ: str, valeur: object, mots: str
):
    page = erreurs(coordination.post(NOUVELLE, {**saisie, champ: valeur}))
    assert mots in page
    assert "Devant la station." in page
    assert not Sortie.objects.exists()


@pytest.mark.parametrize("role", [Role.PILOTAGE, None])
def test_the_crew_is_of_those_who_go_out_in_the_equipe(
    coordination, equipe, saisie, role: Role | None
):
    intruse = AppartenanceFactory(**{"equipe": equipe, "role": role} if role else {})
    page = erreurs(coordination.post(NOUVELLE, {**saisie, "equipage": [intruse.utilisateur_id]}))
    assert "Sélectionnez un choix valide" in page
    assert not Sortie.objects.exists()


def test_members_are_shown_with_their_metier(coordination, equipe):
    AppartenanceFactory(equipe=equipe, metier=Metier.MEDIATION_NUMERIQUE, utilisateur__nom="Inès")
    assert "Inès, médiation numérique" in coordination.get(NOUVELLE).content.decode()


def test_the_same_a_week_later(coordination, mediation, equipe, quartier):
    modele = SortieFactory(equipe=equipe, quartier=quartier, intention="Le marché du mardi.")
    modele.equipage.add(mediation.utilisateur)
    reponse = coordination.get(f"{NOUVELLE}?comme={modele.pk}")
    depart = reponse.context["form"].initial
    assert depart["date"] == datetime.date(2026, 9, 22)
    assert list(depart["equipage"]) == [mediation.utilisateur]
    assert "Le marché du mardi." in reponse.content.decode()


def test_a_sortie_of_another_equipe_is_not_repeated(coordination, autre_equipe):
    modele = SortieFactory(equipe=autre_equipe)
    assert coordination.get(f"{NOUVELLE}?comme={modele.pk}").status_code == 404


def test_a_bad_model_gives_an_empty_form(coordination):
    assert coordination.get(f"{NOUVELLE}?comme=hier").status_code == 200


def test_it_starts_from_the_quartier_and_the_day_of_the_address(coordination, quartier):
    reponse = coordination.get(f"{NOUVELLE}?quartier={quartier.cle}&jour=2026-12-01")
    depart = reponse.context["form"].initial
    assert (depart["quartier"], depart["date"]) == (quartier, datetime.date(2026, 12, 1))
    assert f'value="{quartier.pk}" selected' in reponse.content.decode()


@pytest.mark.parametrize("adresse", ["quartier=x", "quartier=99999-1", "jour=demain", "jour=%00"])
def test_an_address_that_cannot_be_read_leaves_the_choice(coordination, quartier, adresse: str):
    reponse = coordination.get(f"{NOUVELLE}?{adresse}")
    assert reponse.status_code == 200
    depart = reponse.context["form"].initial
    assert (depart["quartier"], depart["date"]) == (None, None)


def test_a_change_is_a_new_edition(coordination, equipe, saisie):
    sortie = SortieFactory(equipe=equipe)
    coordination.post(modifier(sortie), saisie)
    ancienne = sortie.empreinte
    sortie.refresh_from_db()
    assert (sortie.edition, sortie.creneau) == (2, "matin")
    assert sortie.empreinte == empreinte(donnees_de(sortie)) != ancienne


def test_two_people_changing_it_at_once_do_not_mix(coordination, equipe, saisie):
    sortie = SortieFactory(equipe=equipe, edition=3)
    page = erreurs(coordination.post(modifier(sortie), {**saisie, "edition": 2}))
    assert "Cette sortie a changé depuis que cette page est ouverte" in page
    sortie.refresh_from_db()
    assert (sortie.edition, sortie.creneau) == (3, "apres_midi")


@pytest.mark.parametrize("page", ["modifier", "annuler"])
def test_a_tablet_that_comes_between_the_reading_and_the_writing_is_not_written_over(
    coordination, equipe, saisie, monkeypatch, page: str
):
    lue = SortieFactory(equipe=equipe, statut=Sortie.PLANIFIEE)
    monkeypatch.setattr("sessions.sorties.views.sortie_visible", lambda request, pk: lue)
    Sortie.objects.update(edition=2, intention="Écrite sur la tablette.")
    reponse = coordination.post(
        reverse(f"sorties:{page}", args=[lue.pk]), {**saisie, "motif": "Orage"}
    )
    assert "Cette sortie a changé depuis que cette page est ouverte" in erreurs(reponse)
    restee = Sortie.objects.get()
    assert (restee.edition, restee.statut) == (2, Sortie.PLANIFIEE)
    assert restee.intention == "Écrite sur la tablette."


def test_once_rencontres_are_noted_day_and_quartier_stay(coordination, equipe, saisie):
    sortie = RencontreFactory(sortie__equipe=equipe).sortie
    coordination.post(modifier(sortie), saisie)
    modifiee = Sortie.objects.get()
    assert (modifiee.date, modifiee.quartier) == (sortie.date, sortie.quartier)
    assert modifiee.creneau == "matin"


def test_someone_who_left_the_equipe_stays_in_the_crew(coordination, equipe, saisie):
    partie = AppartenanceFactory(equipe=equipe, is_active=False).utilisateur
    sortie = SortieFactory(equipe=equipe)
    sortie.equipage.add(partie)
    coordination.post(modifier(sortie), {**saisie, "equipage": [partie.pk]})
    assert list(sortie.equipage.all()) == [partie]


def test_a_sortie_called_off_is_not_changed(coordination, equipe, saisie):
    sortie = SortieFactory(equipe=equipe, statut=Sortie.ANNULEE, motif_annulation="Orage")
    reponse = coordination.post(modifier(sortie), saisie)
    assert reponse.url == reverse("sorties:fiche", args=[sortie.pk])
    sortie.refresh_from_db()
    assert sortie.edition == 1


@pytest.mark.parametrize(
    ("jour", "motif"),
    [
        ("0001-01-01", "Choisir un jour depuis l’an 2000."),
        ("9999-12-31", "Choisir un jour avant 2101."),
    ],
)
def test_a_sortie_is_not_planned_in_another_century(coordination, saisie, jour, motif):
    assert motif in erreurs(coordination.post(NOUVELLE, {**saisie, "date": jour}))
    assert not Sortie.objects.exists()
