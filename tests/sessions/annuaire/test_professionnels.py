"""« Un coup de fil à un ami »: whom to ring, with their consent, and what the calls gave."""

import datetime
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from medlove.models import Equipe
from sessions.annuaire.appels import appels, ensemble
from sessions.models import Appel
from sessions.periodes import Trimestre
from territoires.models import Professionnel
from tests.fabriques import PartenaireFactory, ProfessionnelFactory, SortieFactory
from tests.lecture_seule import lecture_seule

LISTE = "/partenaires/professionnels/"
NOUVEAU = "/partenaires/professionnels/nouveau/"
T3 = Trimestre(2026, 3)


@pytest.fixture(autouse=True)
def _le_27_novembre():
    with time_machine.travel("2026-11-27 10:00+01:00", tick=False):
        yield


@pytest.fixture
def saisie() -> dict[str, Any]:
    return {
        "nom": "Anne Exemple",
        "sujet": "titres de séjour",
        "telephone": "02 00 00 00 01",
        "accord_le": "2026-11-20",
    }


def modifier(professionnel: Professionnel) -> str:
    return reverse("annuaire:modifier_professionnel", args=[professionnel.pk])


def texte(personne, **filtres: str) -> str:
    reponse = personne.get(LISTE, filtres)
    assert reponse.status_code == 200
    return reponse.content.decode()


def appeler(professionnel: Professionnel, debloque: bool | None, jour: str = "2026-09-15") -> None:
    date = datetime.date.fromisoformat(jour)
    sortie = SortieFactory(equipe=professionnel.equipe, date=date)
    Appel.objects.create(
        equipe=professionnel.equipe,
        sortie=sortie,
        professionnel=professionnel,
        saisi_le=date,
        debloque=debloque,
    )


# Who


def test_a_mediator_sees_those_who_agreed_and_rings_in_one_gesture(mediation, equipe: Equipe):
    ProfessionnelFactory(equipe=equipe, nom="Anne Oui", telephone="+33 2 00 00 00 01")
    ProfessionnelFactory(equipe=equipe, nom="Paul Sans", accord_le=None)
    ProfessionnelFactory(equipe=equipe, nom="Léa Partie", is_active=False)
    page = texte(mediation)
    assert "Anne Oui" in page
    assert 'href="tel:+33200000001"' in page
    assert "Paul Sans" not in page
    assert "Léa Partie" not in page


def test_the_coordination_sees_who_is_left_to_ask(coordination, equipe: Equipe):
    ProfessionnelFactory(equipe=equipe, nom="Paul Sans", accord_le=None, telephone="02 99")
    page = texte(coordination)
    assert "Paul Sans" in page
    assert "Accord à demander" in page
    assert "tel:" not in page


def test_another_equipe_is_not_listed(etrangere, equipe: Equipe):
    ailleurs = ProfessionnelFactory(equipe=equipe, nom="Anne Oui")
    appeler(ailleurs, debloque=True)
    page = texte(etrangere)
    assert "Anne Oui" not in page
    assert "Aucun appel noté" in page
    assert etrangere.get(modifier(ailleurs)).status_code == 404


@pytest.mark.parametrize("qui", ["mediation", "pilotage"])
def test_only_the_coordination_keeps_the_list(request, equipe: Equipe, saisie, qui: str):
    personne = request.getfixturevalue(qui)
    for adresse in (NOUVEAU, modifier(ProfessionnelFactory(equipe=equipe))):
        assert personne.post(adresse, saisie).status_code == 403


def test_pilotage_and_nobody_see_no_name(pilotage, anonyme):
    assert pilotage.get(LISTE).status_code == 403
    assert anonyme.get(LISTE).status_code == 302


def test_opening_the_pages_writes_nothing(coordination, equipe: Equipe):
    professionnel = ProfessionnelFactory(equipe=equipe)
    with lecture_seule():
        for adresse in (LISTE, NOUVEAU, modifier(professionnel)):
            assert coordination.get(adresse).status_code == 200


# Keeping the list


def test_one_is_added_with_the_day_of_consent(coordination, equipe: Equipe, saisie):
    coordination.post(NOUVEAU, saisie)
    cree = Professionnel.objects.get()
    assert (cree.equipe, cree.accord_le) == (equipe, datetime.date(2026, 11, 20))
    assert Professionnel.objects.a_appeler().get() == cree


def test_without_it_no_tablet_has_the_number(coordination, saisie):
    coordination.post(NOUVEAU, {**saisie, "accord_le": ""})
    assert Professionnel.objects.exists()
    assert not Professionnel.objects.a_appeler().exists()
    assert "Il manque son accord" in texte(coordination)


@pytest.mark.parametrize(
    ("champ", "valeur", "mots"),
    [
        ("nom", "", "Ce champ est obligatoire"),
        ("telephone", "au bureau", "Écrire le numéro en chiffres"),
        ("accord_le", "2026-11-28", "le jour où il est donné"),
    ],
)
def test_a_bad_value_is_told_and_nothing_is_lost(coordination, saisie, champ, valeur, mots: str):
    page = coordination.post(NOUVEAU, {**saisie, "quand": "le matin", champ: valeur})
    assert mots in page.content.decode()
    assert 'value="le matin"' in page.content.decode()
    assert not Professionnel.objects.exists()


def test_the_partenaire_is_one_of_the_equipe(coordination, autre_equipe: Equipe, saisie):
    ailleurs = PartenaireFactory(equipe=autre_equipe)
    coordination.post(NOUVEAU, {**saisie, "partenaire": ailleurs.pk})
    assert not Professionnel.objects.exists()


def test_one_is_retired_and_her_calls_stay_counted(coordination, equipe: Equipe, saisie):
    professionnel = ProfessionnelFactory(equipe=equipe, structure="CCAS")
    appeler(professionnel, debloque=True)
    coordination.post(modifier(professionnel), {**saisie, "structure": "CCAS"})
    professionnel.refresh_from_db()
    assert not professionnel.is_active
    assert [un.appels for un in appels(equipe, T3)] == [1]


def test_twenty_rows_cost_no_more_queries_than_ten(coordination, equipe: Equipe):
    comptes = []
    for _ in range(2):
        for _ in range(10):
            professionnel = ProfessionnelFactory(
                equipe=equipe, partenaire=PartenaireFactory(equipe=equipe)
            )
            appeler(professionnel, debloque=True)
        with CaptureQueriesContext(connection) as requetes:
            texte(coordination)
        comptes.append(len(requetes))
    assert comptes[0] == comptes[1] <= 8


# What the calls gave


def test_calls_are_counted_by_structure_and_subject(equipe: Equipe):
    ccas, autre = (
        ProfessionnelFactory(equipe=equipe, structure=structure, sujet=sujet)
        for structure, sujet in [("CCAS", "aides"), ("Point-justice", "bail")]
    )
    for debloque in (True, True, False, None):
        appeler(ccas, debloque)
    appeler(autre, debloque=None)
    lus = [(un.structure, un.sujet, un.appels, un.part) for un in appels(equipe, T3)]
    assert lus == [
        ("CCAS", "aides", 4, "2 sur 3, soit 67\u202f%"),
        ("Point-justice", "bail", 1, "–"),
    ]
    tout = ensemble(appels(equipe, T3))
    assert (tout.appels, tout.part) == (5, "2 sur 3, soit 67\u202f%")


def test_two_professionals_of_one_structure_and_subject_are_one_line(equipe: Equipe):
    for _ in range(2):
        appeler(ProfessionnelFactory(equipe=equipe, structure="CCAS", sujet="aides"), True)
    assert [un.appels for un in appels(equipe, T3)] == [2]


@pytest.mark.parametrize(
    ("jour", "compte"),
    [("2026-06-30", 0), ("2026-07-01", 1), ("2026-09-30", 1), ("2026-10-01", 0)],
)
def test_a_trimestre_holds_its_days_only(equipe: Equipe, jour: str, compte: int):
    appeler(ProfessionnelFactory(equipe=equipe), True, jour)
    assert len(appels(equipe, T3)) == compte


def test_the_page_shows_the_last_trimestre_or_the_one_asked_for(mediation, equipe: Equipe):
    professionnel = ProfessionnelFactory(equipe=equipe, structure="CCAS")
    appeler(professionnel, True, "2026-02-01")
    appeler(professionnel, False, "2026-11-01")
    assert "4e\u00a0trimestre 2026\u202f: 1 appel" in texte(mediation)
    assert "1 sur 1, soit 100\u202f%" in texte(mediation, trimestre="2026-T1")
    assert "Aucun appel pendant ce trimestre" in texte(mediation, trimestre="2026-T2")
    assert "4e\u00a0trimestre 2026\u202f: 1 appel" in texte(mediation, trimestre="hier")


def test_no_figure_is_kept_by_mediator(mediation, coequipiere, equipe: Equipe):
    professionnel = ProfessionnelFactory(equipe=equipe)
    appeler(professionnel, True)
    Appel.objects.update(auteur=coequipiere.utilisateur)
    assert str(coequipiere.utilisateur) not in texte(mediation)


def test_the_calls_of_another_equipe_are_not_counted(equipe: Equipe, autre_equipe: Equipe):
    for une in (equipe, autre_equipe, autre_equipe):
        appeler(ProfessionnelFactory(equipe=une), True)
    assert ensemble(appels(equipe, T3)).appels == 1
