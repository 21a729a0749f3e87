"""The page of a rencontre: who opens it, what a correction keeps and changes."""

import datetime
from typing import Any

import pytest
import time_machine
from django.http import QueryDict
from django.urls import reverse

from medlove.models import Appartenance
from sessions.models import Rencontre
from sessions.rencontres.correction import Correction
from sessions.rencontres.services import A_CHANGE
from tests.fabriques import (
    BesoinFactory,
    HalteFactory,
    OrientationFactory,
    RencontreFactory,
    SortieFactory,
)
from tests.lecture_seule import lecture_seule
from tests.personnes import Personne


@pytest.fixture
def rencontre(equipe, mediation) -> Rencontre:
    rencontre = RencontreFactory(
        sortie=SortieFactory(equipe=equipe, date=datetime.date(2026, 9, 15)),
        auteur=mediation.utilisateur,
        tranche_age="25_39",
        note="Revenir avec le dossier.",
    )
    besoin = BesoinFactory(rencontre=rencontre, code="logement", organisme="bailleur")
    besoin.exigences.create(code="imprimer_ou_scanner")
    rencontre.questions_posees.create(code="exigences")
    return rencontre


def adresse(rencontre: Rencontre) -> str:
    return reverse("rencontres:fiche", args=[rencontre.pk])


def saisie(personne: Personne, rencontre: Rencontre, **changes: Any) -> dict[str, Any]:
    """What the page would post as it is, with some changes."""
    contexte = personne.get(adresse(rencontre)).context
    valeurs: dict[str, Any] = {}
    for champs in [contexte["form"], contexte["besoins"].management_form, *contexte["besoins"]]:
        for champ in champs:
            valeurs[champ.html_name] = champ.value()
    return {
        nom: valeur for nom, valeur in (valeurs | changes).items() if valeur not in (None, False)
    }


def corriger(personne: Personne, rencontre: Rencontre, **changes: Any) -> Rencontre:
    reponse = personne.post(adresse(rencontre), saisie(personne, rencontre, **changes))
    assert reponse.status_code == 302, reponse.context["form"].errors
    return Rencontre.objects.get(pk=rencontre.pk)


def refus(personne: Personne, rencontre: Rencontre, **changes: Any) -> str:
    reponse = personne.post(adresse(rencontre), saisie(personne, rencontre, **changes))
    assert reponse.status_code == 200
    return reponse.content.decode()


# Who opens it


def test_nobody_is_sent_to_the_login_page(anonyme, rencontre):
    assert reverse("account_login") in anonyme.get(adresse(rencontre)).url


@pytest.mark.parametrize(
    ("qui", "statut"),
    [
        ("mediation", 200),
        ("coordination", 200),
        ("coequipiere", 404),
        ("etrangere", 404),
        ("pilotage", 403),
        ("administration", 403),
    ],
)
def test_each_person_gets_what_they_may(request, rencontre, qui: str, statut: int):
    personne = request.getfixturevalue(qui)
    assert personne.get(adresse(rencontre)).status_code == statut
    if statut != 200:
        assert personne.post(adresse(rencontre), {"edition": "1"}).status_code == statut


def test_a_team_mate_corrects_it_on_the_day_of_the_sortie(request, rencontre):
    with time_machine.travel("2026-09-15 18:00+02:00", tick=False):
        coequipiere = request.getfixturevalue("coequipiere")
        assert corriger(coequipiere, rencontre, genre="feminin").genre == "feminin"


def test_opening_it_writes_nothing(coordination, rencontre):
    with lecture_seule():
        coordination.get(adresse(rencontre))


# What a correction keeps


def test_sent_back_as_it_is_it_says_the_same(coordination, rencontre):
    besoin = rencontre.besoins.get()
    corrigee = corriger(coordination, rencontre)
    assert corrigee.edition == 2
    assert (corrigee.tranche_age, corrigee.note) == ("25_39", "Revenir avec le dossier.")
    assert [question.code for question in corrigee.questions_posees.all()] == ["exigences"]
    repris = corrigee.besoins.get()
    assert (repris.pk, repris.categorie, repris.organisme) == (
        besoin.pk,
        besoin.categorie,
        "bailleur",
    )
    assert [exigence.code for exigence in repris.exigences.all()] == ["imprimer_ou_scanner"]


def test_the_author_and_the_day_stay(coordination, mediation, rencontre):
    corrigee = corriger(coordination, rencontre, genre="masculin")
    assert corrigee.auteur == mediation.utilisateur
    assert (corrigee.jour, corrigee.saisi_le) == (rencontre.jour, rencontre.saisi_le)


def test_the_orientation_of_a_besoin_that_stays_stays(coordination, rencontre):
    orientation = OrientationFactory(besoin=rencontre.besoins.get())
    corrigee = corriger(coordination, rencontre, genre="masculin")
    assert corrigee.besoins.get().orientations.get() == orientation


# What it changes


def test_fields_of_the_person_are_corrected(mediation, rencontre):
    halte = HalteFactory(sortie=rencontre.sortie)
    corrigee = corriger(
        mediation, rencontre, tranche_age="75_plus", halte=halte.pk, vecu=["soulagee"]
    )
    assert (corrigee.tranche_age, corrigee.halte) == ("75_plus", halte)
    assert [vecu.code for vecu in corrigee.vecus.all()] == ["soulagee"]


def test_a_besoin_is_changed_with_its_exigences(mediation, rencontre):
    corrigee = corriger(
        mediation,
        rencontre,
        **{
            "besoins-0-categorie": "retraite",
            "besoins-0-reponse": "en_partie",
            "besoins-0-exigences_materielle": [],
            "besoins-0-exigences_cognitive": ["lire_et_ecrire"],
            "besoins-0-exigences_culturelle": ["faire_en_francais"],
        },
    )
    besoin = corrigee.besoins.get()
    assert (besoin.categorie.code, besoin.reponse) == ("retraite", "en_partie")
    codes = {exigence.code for exigence in besoin.exigences.all()}
    assert codes == {"lire_et_ecrire", "faire_en_francais"}


def test_a_besoin_is_added_and_another_taken_away(mediation, rencontre):
    corrigee = corriger(
        mediation, rencontre, **{"besoins-1-categorie": "courriel", "besoins-0-DELETE": "on"}
    )
    assert [besoin.categorie.code for besoin in corrigee.besoins.all()] == ["courriel"]


def test_the_id_of_a_besoin_of_another_rencontre_is_not_taken(mediation, rencontre, autre_equipe):
    ailleurs = BesoinFactory(rencontre=RencontreFactory(sortie__equipe=autre_equipe))
    corrigee = corriger(mediation, rencontre, **{"besoins-0-id": str(ailleurs.pk)})
    assert corrigee.besoins.get().pk != ailleurs.pk
    ailleurs.refresh_from_db()
    assert ailleurs.equipe == autre_equipe


def test_an_untouched_empty_form_adds_nothing(mediation, rencontre):
    assert corriger(mediation, rencontre).besoins.count() == 1


# What is refused, in French, with nothing typed lost


def test_without_a_besoin_it_is_refused(mediation, rencontre):
    page = refus(mediation, rencontre, **{"besoins-0-DELETE": "on"}, tranche_age="60_69")
    assert "Le besoin manque." in page
    assert '<option value="60_69" selected>' in page
    assert rencontre.besoins.count() == 1


def test_non_recours_out_of_droits_is_told_beside_its_field(mediation, rencontre):
    reponse = mediation.post(
        adresse(rencontre),
        saisie(
            mediation,
            rencontre,
            **{"besoins-0-categorie": "courriel", "besoins-0-non_recours": "non_demande"},
        ),
    )
    (motif,) = reponse.context["besoins"][0].errors["non_recours"]
    assert motif == "Le non-recours ne se note que pour un droit ou une démarche."


def test_a_minor_has_neither_note_nor_vecu(mediation, rencontre):
    page = refus(mediation, rencontre, tranche_age="12_17", vecu=["fiere"])
    assert "Pas de note pour une personne mineure" in page
    assert "Pas de vécu pour une personne mineure" in page


def test_a_note_too_long_is_told(mediation, rencontre):
    page = refus(mediation, rencontre, note="a" * 281)
    assert "280 caractères" in page
    assert "a" * 281 in page


def test_a_halte_of_another_sortie_is_refused(mediation, rencontre, equipe):
    autre = HalteFactory(sortie=SortieFactory(equipe=equipe))
    assert "Sélectionnez un choix valide" in refus(mediation, rencontre, halte=autre.pk)


def test_two_people_correcting_at_once_do_not_mix(mediation, coordination, rencontre):
    ouverte = saisie(mediation, rencontre, genre="masculin")
    corriger(coordination, rencontre, genre="feminin")
    page = mediation.post(adresse(rencontre), ouverte).content.decode()
    assert "Cette rencontre a changé depuis que cette page est ouverte" in page
    assert Rencontre.objects.get().genre == "feminin"


def test_a_tablet_that_comes_between_the_reading_and_the_writing_is_not_written_over(
    mediation, rencontre
):
    """The page has read the rencontre and found its edition right; then another one comes."""
    lue = Rencontre.objects.avec_lieux().get()
    ouverte = saisie(mediation, rencontre, genre="masculin")
    Rencontre.objects.update(edition=2, genre="feminin")
    donnees = QueryDict(mutable=True)
    for nom, valeur in ouverte.items():
        donnees.setlist(nom, valeur if isinstance(valeur, list) else [valeur])
    correction = Correction(
        lue, Appartenance.objects.get(utilisateur=mediation.utilisateur), donnees
    )
    assert not correction.enregistrer()
    assert correction.form.non_field_errors() == [A_CHANGE]
    assert Rencontre.objects.get().genre == "feminin"


# The note


@pytest.mark.parametrize("qui", ["mediation", "coordination"])
def test_its_author_and_the_coordination_read_the_note(request, rencontre, qui: str):
    personne = request.getfixturevalue(qui)
    assert "Revenir avec le dossier." in personne.get(adresse(rencontre)).content.decode()
    assert corriger(personne, rencontre, note="").note == ""


def test_another_mediator_neither_reads_nor_changes_it(request, rencontre):
    with time_machine.travel("2026-09-15 18:00+02:00", tick=False):
        coequipiere = request.getfixturevalue("coequipiere")
        page = coequipiere.get(adresse(rencontre)).content.decode()
        assert "Revenir avec le dossier." not in page
        assert "Une note est gardée." in page
        corrigee = corriger(coequipiere, rencontre, genre="masculin", note="Réécrite")
    assert (corrigee.genre, corrigee.note) == ("masculin", "Revenir avec le dossier.")


@pytest.mark.parametrize("age", ["mineur", "12_17"])
def test_another_mediator_does_not_erase_it_by_saying_the_person_minor(request, rencontre, age):
    with time_machine.travel("2026-09-15 18:00+02:00", tick=False):
        coequipiere = request.getfixturevalue("coequipiere")
        page = refus(coequipiere, rencontre, tranche_age=age)
    assert "Une note est gardée\u202f: demander à la personne qui l’a écrite" in page
    assert "Revenir avec le dossier." not in page
    rencontre.refresh_from_db()
    assert (rencontre.tranche_age, rencontre.note) == ("25_39", "Revenir avec le dossier.")
