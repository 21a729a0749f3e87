"""The page of a partenaire: hours in words, what is stale, said exact or not in one gesture."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from medlove.models import Equipe
from sessions.models import CategorieBesoin
from territoires.models import Partenaire
from tests.fabriques import PartenaireFactory, ProfessionnelFactory
from tests.lecture_seule import lecture_seule

JOUR = datetime.date(2026, 11, 27)


@pytest.fixture(autouse=True)
def _le_vendredi_27_novembre_a_10_h():
    with time_machine.travel("2026-11-27 10:00+01:00", tick=False):
        yield


@pytest.fixture
def partenaire(equipe: Equipe) -> Partenaire:
    return PartenaireFactory(
        equipe=equipe,
        nom="Centre social",
        horaires="Mo-Fr 09:00-12:30; PH off",
        repere="derrière la poste",
        telephone="02 00 00 00 01",
        frais_a_charge=["Gratuit", "Adhésion"],
        modalites_acces=["Ce lieu n'accueille pas de public"],
        source="Annuaire d’essai",
    )


def adresse(nom: str, partenaire: Partenaire) -> str:
    return reverse(f"annuaire:{nom}", args=[partenaire.pk])


def texte(personne, partenaire: Partenaire) -> str:
    reponse = personne.get(adresse("fiche", partenaire))
    assert reponse.status_code == 200
    return reponse.content.decode()


def test_the_hours_are_told_in_words_and_never_raw(mediation, partenaire: Partenaire):
    page = texte(mediation, partenaire)
    for mots in ["Ouvert jusqu’à 12\u202fh\u202f30", "Lundi à vendredi", "9\u202fh à 12\u202fh"]:
        assert mots in page
    assert "Mo-Fr" not in page
    assert "Horaires à relire" not in page


def test_hours_nobody_can_read_are_shown_as_they_came_and_flagged(mediation, equipe: Equipe):
    page = texte(mediation, PartenaireFactory(equipe=equipe, horaires="jeudi <9h>"))
    assert "jeudi &lt;9h&gt;" in page
    assert "Horaires à relire" in page
    assert "Cette semaine" not in page


def test_what_one_must_know_to_go_there(mediation, partenaire: Partenaire):
    partenaire.categories.set(CategorieBesoin.objects.filter(code="logement"))
    page = texte(mediation, partenaire)
    for mots in [
        "derrière la poste",
        'href="tel:0200000001"',
        "Gratuit, Adhésion",
        "N’accueille pas de public",
        "Logement, bailleur",
        "Annuaire d’essai",
        "À vérifier",
    ]:
        assert mots in page


def test_a_pause_is_told_with_its_motive(mediation, equipe: Equipe):
    en_pause = PartenaireFactory(
        equipe=equipe, en_pause_jusqu_au=datetime.date(2026, 12, 1), motif_de_pause="complet"
    )
    page = texte(mediation, en_pause)
    assert "En pause jusqu’au mardi 1er décembre 2026" in page
    assert "complet" in page


def test_a_professional_there_is_shown_once_she_agreed(mediation, partenaire: Partenaire):
    ailleurs = PartenaireFactory(equipe=partenaire.equipe)
    for nom, accord_le, ou in [
        ("Anne Oui", JOUR, partenaire),
        ("Paul Non", None, partenaire),
        ("Léa Ailleurs", JOUR, ailleurs),
    ]:
        ProfessionnelFactory(equipe=partenaire.equipe, nom=nom, partenaire=ou, accord_le=accord_le)
    page = texte(mediation, partenaire)
    assert "Anne Oui" in page
    assert "Paul Non" not in page
    assert "Léa Ailleurs" not in page


def test_a_web_address_that_is_none_is_no_link(mediation, equipe: Equipe):
    louche = PartenaireFactory(equipe=equipe, sites_web=["javascript:alert(1)", "https://a.test"])
    page = texte(mediation, louche)
    assert "javascript" not in page
    assert 'href="https://a.test"' in page


def test_opening_it_writes_nothing(mediation, partenaire: Partenaire):
    with lecture_seule():
        texte(mediation, partenaire)


# Toujours exact, plus exact


@pytest.mark.parametrize("qui", ["mediation", "coordination"])
def test_said_exact_it_is_checked_today_by_the_one_who_says_it(request, equipe, qui: str):
    fausse = PartenaireFactory(equipe=equipe, inexact_le=JOUR)
    personne = request.getfixturevalue(qui)
    personne.post(adresse("exact", fausse))
    fausse.refresh_from_db()
    assert (fausse.verifie_le, fausse.verifie_par) == (JOUR, personne.utilisateur)
    assert fausse.inexact_le is None
    assert f"Vérifié aujourd’hui par {personne.utilisateur}" in texte(personne, fausse)


def test_said_no_longer_exact_it_comes_first_and_keeps_its_last_check(mediation, equipe: Equipe):
    partenaire = PartenaireFactory(equipe=equipe, verifie_le=datetime.date(2026, 11, 1))
    mediation.post(adresse("inexact", partenaire))
    partenaire.refresh_from_db()
    assert (partenaire.inexact_le, partenaire.verifie_le) == (JOUR, datetime.date(2026, 11, 1))
    assert "Dit inexact aujourd’hui" in texte(mediation, partenaire)


@pytest.mark.parametrize("geste", ["exact", "inexact", "reprendre"])
def test_a_gesture_is_never_a_get(coordination, partenaire: Partenaire, geste: str):
    assert coordination.get(adresse(geste, partenaire)).status_code == 405


@pytest.mark.parametrize("geste", ["exact", "inexact"])
@pytest.mark.parametrize(("qui", "code"), [("etrangere", 404), ("pilotage", 403), ("anonyme", 302)])
def test_nobody_else_says_it(request, partenaire: Partenaire, geste: str, qui: str, code: int):
    personne = request.getfixturevalue(qui)
    assert personne.post(adresse(geste, partenaire)).status_code == code
    partenaire.refresh_from_db()
    assert (partenaire.verifie_le, partenaire.inexact_le) == (None, None)


@pytest.mark.parametrize(
    ("retour", "vers"),
    [
        ("/partenaires/?a_verifier=oui&page=2", "/partenaires/?a_verifier=oui&page=2"),
        ("//ailleurs.test/", None),
        ("https://ailleurs.test/", None),
        ("/\\ailleurs.test", None),
        ("", None),
    ],
)
def test_one_comes_back_where_one_was_and_nowhere_else(
    mediation, partenaire: Partenaire, retour: str, vers: str | None
):
    reponse = mediation.post(adresse("exact", partenaire), {"retour": retour})
    assert reponse.url == (vers or adresse("fiche", partenaire))
