"""Keeping an entry: what is typed is kept, read back, or told; what was imported survives."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from medlove.models import Equipe
from sessions.models import CategorieBesoin
from territoires.models import Partenaire
from tests.fabriques import PartenaireFactory, QuartierFactory
from tests.lecture_seule import lecture_seule

NOUVEAU = "/partenaires/nouveau/"
JOUR = datetime.date(2026, 11, 27)


@pytest.fixture(autouse=True)
def _le_vendredi_27_novembre_a_10_h():
    with time_machine.travel("2026-11-27 10:00+01:00", tick=False):
        yield


@pytest.fixture
def saisie() -> dict[str, Any]:
    return {"nom": "Centre social", "genre_de_structure": "centre_social"}


@pytest.fixture
def partenaire(equipe: Equipe) -> Partenaire:
    return PartenaireFactory(equipe=equipe, nom="Centre social")


def modifier(partenaire: Partenaire) -> str:
    return reverse("annuaire:modifier", args=[partenaire.pk])


def tel_que_montre(personne, partenaire: Partenaire) -> dict[str, Any]:
    """What the browser would send of the page, untouched."""
    form = personne.get(modifier(partenaire)).context["form"]
    montre = {champ.name: champ.value() for champ in form}
    return {nom: valeur for nom, valeur in montre.items() if valeur not in (None, "", False)}


def envoyer(personne, adresse: str, donnees: dict[str, Any]) -> Partenaire:
    reponse = personne.post(adresse, donnees)
    assert reponse.status_code == 302, reponse.context["form"].errors
    return Partenaire.objects.get()


# Who


@pytest.mark.parametrize("qui", ["mediation", "pilotage", "administration"])
def test_only_the_coordination_keeps_the_directory(request, partenaire, saisie, qui: str):
    personne = request.getfixturevalue(qui)
    for adresse in (NOUVEAU, modifier(partenaire)):
        assert personne.get(adresse).status_code == 403
        assert personne.post(adresse, saisie).status_code == 403


def test_a_stranger_gets_404(etrangere, partenaire: Partenaire, saisie):
    assert etrangere.get(modifier(partenaire)).status_code == 404
    assert etrangere.post(modifier(partenaire), saisie).status_code == 404


def test_opening_the_form_writes_nothing(coordination, partenaire: Partenaire):
    with lecture_seule():
        assert coordination.get(modifier(partenaire)).status_code == 200
        assert coordination.get(NOUVEAU).status_code == 200


# Adding


def test_a_name_is_enough(coordination, equipe: Equipe, saisie):
    cree = envoyer(coordination, NOUVEAU, saisie)
    assert (cree.equipe, cree.nom, cree.is_active) == (equipe, "Centre social", True)
    assert cree.verifie_le is None


def test_what_it_answers_to_is_chosen_by_domain(coordination, saisie):
    codes = {"logement": "besoins_droits", "courriel": "besoins_numerique"}
    choisies = {champ: [CategorieBesoin.objects.get(code=code).pk] for code, champ in codes.items()}
    cree = envoyer(coordination, NOUVEAU, {**saisie, **choisies})
    assert sorted(cree.categories.values_list("code", flat=True)) == ["courriel", "logement"]


def test_the_quartier_is_found_from_the_position(coordination, saisie):
    quartier = QuartierFactory(numero=20)
    cree = envoyer(coordination, NOUVEAU, {**saisie, "position": "48.105, -1.745"})
    assert (cree.latitude, cree.longitude) == (Decimal("48.105"), Decimal("-1.745"))
    assert cree.quartier == quartier


def test_a_place_out_of_the_commune_has_no_quartier(coordination, saisie):
    QuartierFactory(numero=20)
    assert envoyer(coordination, NOUVEAU, {**saisie, "position": "47.2, -1.5"}).quartier is None


def test_said_exact_while_saving_it_is_checked_today(coordination, saisie):
    cree = envoyer(coordination, NOUVEAU, {**saisie, "verifie": "on"})
    assert (cree.verifie_le, cree.verifie_par) == (JOUR, coordination.utilisateur)


def test_addresses_are_typed_one_a_line(coordination, saisie):
    lignes = {"courriels": "a@a.test\r\n\r\n b@b.test", "sites_web": "https://a.test"}
    cree = envoyer(coordination, NOUVEAU, {**saisie, **lignes})
    assert (cree.courriels, cree.sites_web) == (["a@a.test", "b@b.test"], ["https://a.test"])


@pytest.mark.parametrize(
    ("champ", "valeur", "mots"),
    [
        ("nom", "", "Ce champ est obligatoire"),
        ("genre_de_structure", "bar", "Sélectionnez un choix valide"),
        ("position", "rue des Essais", "Écrire la latitude puis la longitude"),
        ("courriels", "accueil", "écrire une adresse complète"),
        ("sites_web", "javascript:alert(1)", "écrire l’adresse avec https://"),
        ("jour_2", "le matin", "écrire par exemple"),
        ("horaires", "lundi 9h", "Ces horaires ne se lisent pas"),
        ("accepte_les_rappels", "on", "Un rappel part par courriel"),
    ],
)
def test_a_bad_value_is_told_and_nothing_typed_is_lost(
    coordination, saisie, champ: str, valeur: str, mots: str
):
    page = coordination.post(NOUVEAU, {**saisie, "adresse": "3 rue", champ: valeur})
    assert mots in page.content.decode()
    assert 'value="3 rue"' in page.content.decode()
    assert not Partenaire.objects.exists()


# Hours


def test_hours_are_typed_day_by_day(coordination, saisie):
    jours = {f"jour_{rang}": "9h-12h30, 14h-17h" for rang in range(5)}
    cree = envoyer(coordination, NOUVEAU, {**saisie, **jours, "feries": "off"})
    assert cree.horaires == "Mo-Fr 09:00-12:30,14:00-17:00; PH off"


def test_a_usual_week_comes_back_day_by_day(coordination, equipe: Equipe):
    connu = PartenaireFactory(equipe=equipe, horaires="Tu-Fr 09:00-12:00; Sa 10:00-11:30; PH off")
    montre = tel_que_montre(coordination, connu)
    assert [montre.get(f"jour_{rang}") for rang in range(7)] == [
        None,
        *["9h-12h"] * 4,
        "10h-11h30",
        None,
    ]
    assert montre["feries"] == "off"


def test_a_day_changed_keeps_the_others(coordination, equipe: Equipe):
    connu = PartenaireFactory(equipe=equipe, horaires="Mo-Fr 09:00-12:00; PH off")
    donnees = {**tel_que_montre(coordination, connu), "jour_2": "14h-16h"}
    change = envoyer(coordination, modifier(connu), donnees)
    assert change.horaires == "Mo-Tu 09:00-12:00; We 14:00-16:00; Th-Fr 09:00-12:00; PH off"


def test_a_week_emptied_has_no_hours(coordination, equipe: Equipe):
    connu = PartenaireFactory(equipe=equipe, horaires="Mo 09:00-12:00")
    donnees = {**tel_que_montre(coordination, connu), "jour_0": ""}
    assert envoyer(coordination, modifier(connu), donnees).horaires == ""


@pytest.mark.parametrize("texte", ["Jul-Aug Mo-Fr 09:00-12:00", "24/7", "jeudi, sur rendez-vous"])
def test_hours_that_are_no_usual_week_survive_an_edit(coordination, equipe: Equipe, texte: str):
    connu = PartenaireFactory(equipe=equipe, horaires=texte)
    change = envoyer(coordination, modifier(connu), tel_que_montre(coordination, connu))
    assert change.horaires == texte


@pytest.mark.parametrize(
    ("texte", "reste"), [("Mo-Fr 09:00-12:00", "Mo-Fr 09:00-12:00"), ("jeudi, sur rendez-vous", "")]
)
def test_the_string_emptied_leaves_what_the_days_show(coordination, equipe, texte: str, reste: str):
    connu = PartenaireFactory(equipe=equipe, horaires=texte)
    donnees = {**tel_que_montre(coordination, connu), "horaires": ""}
    assert envoyer(coordination, modifier(connu), donnees).horaires == reste


def test_hours_written_in_both_ways_are_not_guessed(coordination, saisie):
    deux = {"jour_0": "9h-12h", "horaires": "Tu 09:00-12:00"}
    page = coordination.post(NOUVEAU, {**saisie, **deux}).content.decode()
    assert "ont changé tous les deux" in page
    assert not Partenaire.objects.exists()


@pytest.mark.parametrize(
    ("tape", "lu"),
    [
        ({"jour_4": "9h-12h"}, {"phrase": "ouvert jusqu’à 12\u202fh"}),
        ({"horaires": "24/7"}, {"phrase": "ouvert en continu"}),
        ({"jour_0": "le matin"}, {"erreur": ...}),
        ({"horaires": "lundi"}, {"erreur": "Ces horaires ne se lisent pas encore."}),
        ({}, {"phrase": ""}),
    ],
)
def test_what_is_typed_is_read_back_in_words(coordination, tape: dict[str, str], lu):
    recu = coordination.get("/partenaires/horaires/", tape).json()
    assert recu.keys() >= lu.keys()
    assert all(recu[cle] == mots for cle, mots in lu.items() if mots is not ...)


# Changing


def test_saving_the_page_untouched_changes_nothing(coordination, equipe: Equipe):
    connu = PartenaireFactory(
        equipe=equipe,
        latitude="48.105000",
        longitude="-1.745000",
        quartier=QuartierFactory(numero=20),
        horaires="Mo-Fr 09:00-12:00",
        frais_a_charge=["Payant", "Adhésion", "Gratuit"],
        publics_specifiquement_adresses=["Jeunes", "Tout public"],
        typologie=["ASSO"],
        formations_labels=["Aidants Connect"],
        courriels=["a@a.test"],
        sites_web=["https://a.test"],
        importe={"nom": "x"},
        verifie_le=datetime.date(2026, 1, 1),
    )
    fermee = CategorieBesoin.objects.filter(code="logement")
    connu.categories.set(fermee)
    fermee.update(is_active=False)
    avant = Partenaire.objects.filter(pk=connu.pk).values().get()
    envoyer(coordination, modifier(connu), tel_que_montre(coordination, connu))
    apres = Partenaire.objects.filter(pk=connu.pk).values().get()
    assert apres == avant
    assert list(connu.categories.all()) == list(fermee)


def test_one_that_moves_is_found_anew(coordination, equipe: Equipe):
    ici, la = QuartierFactory(numero=20), QuartierFactory(numero=1)
    connu = PartenaireFactory(
        equipe=equipe, latitude=ici.latitude, longitude=ici.longitude, quartier=ici
    )
    ailleurs = {"position": f"{la.latitude}, {la.longitude}"}
    donnees = {**tel_que_montre(coordination, connu), **ailleurs}
    assert envoyer(coordination, modifier(connu), donnees).quartier == la


def test_one_is_retired_rather_than_deleted(coordination, partenaire: Partenaire):
    donnees = tel_que_montre(coordination, partenaire)
    assert donnees.pop("is_active")
    assert not envoyer(coordination, modifier(partenaire), donnees).is_active
    assert coordination.get("/partenaires/").context["lignes"] == []


# The pause


def pause(partenaire: Partenaire) -> str:
    return reverse("annuaire:pause", args=[partenaire.pk])


def test_a_pause_is_set_then_lifted(coordination, partenaire: Partenaire):
    coordination.post(pause(partenaire), {"jusqu_au": "2026-12-24", "motif": "complet"})
    partenaire.refresh_from_db()
    assert partenaire.est_en_pause(datetime.date(2026, 12, 24))
    assert partenaire.motif_de_pause == "complet"
    coordination.post(reverse("annuaire:reprendre", args=[partenaire.pk]))
    partenaire.refresh_from_db()
    assert (partenaire.en_pause_jusqu_au, partenaire.motif_de_pause) == (None, "")


@pytest.mark.parametrize(
    ("donnees", "mots"),
    [
        ({"jusqu_au": "2026-11-26", "motif": "complet"}, "Ce jour est passé"),
        ({"jusqu_au": "2026-12-24", "motif": ""}, "écrire le motif"),
    ],
)
def test_a_pause_says_until_when_and_why(coordination, partenaire, donnees, mots: str):
    assert mots in coordination.post(pause(partenaire), donnees).content.decode()
    partenaire.refresh_from_db()
    assert partenaire.en_pause_jusqu_au is None


def test_only_the_coordination_sets_a_pause(mediation, etrangere, partenaire: Partenaire):
    for adresse in (pause(partenaire), reverse("annuaire:reprendre", args=[partenaire.pk])):
        assert mediation.post(adresse).status_code == 403
        assert etrangere.post(adresse).status_code == 404
