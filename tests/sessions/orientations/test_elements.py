"""Orientations in a rencontre, calls, directory entries checked."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from medlove.models import Equipe
from sessions.donnees import TYPES
from sessions.models import Appel, Orientation, Verification
from territoires.models import Partenaire
from tests.fabriques import PartenaireFactory, ProfessionnelFactory
from tests.sessions.terrain.envois import Tablette, besoin


@pytest.fixture
def tablette(equipe: Equipe) -> Tablette:
    return Tablette(equipe)


def vers(partenaire: Partenaire, un: dict[str, Any], **autres: Any) -> dict[str, Any]:
    return {
        "id": str(uuid4()),
        "besoin": un["id"],
        "partenaire": str(partenaire.pk),
        **autres,
    }


def test_an_orientation_copies_what_statistics_need(tablette: Tablette):
    partenaire, un = PartenaireFactory(equipe=tablette.equipe), besoin(categorie="logement")
    envoye = tablette.rencontre(
        besoins=[besoin(), un], orientations=[vers(partenaire, un, modalite="carte_remise")]
    )
    assert tablette.verdicts(envoye) == ["cree"]
    orientation = Orientation.objects.get()
    assert orientation.categorie.code == "logement"
    assert (orientation.jour, orientation.quartier) == (tablette.sortie.date, tablette.quartier)
    assert orientation.statut == Orientation.REMISE


@pytest.mark.parametrize(
    ("change", "motif"),
    [
        ({"besoin": str(uuid4())}, "L’orientation répond à un besoin qui n’est pas dans la"),
        ({"partenaire": None}, "Le partenaire manque."),
        ({"modalite": "pigeon"}, "La modalité «\u202fpigeon\u202f» n’est pas dans la liste."),
        ({"jeton_sha256": "A" * 64}, "L’empreinte du jeton n’a pas la forme attendue."),
    ],
)
def test_an_orientation_that_cannot_be_kept_says_why(
    tablette: Tablette, change: dict[str, Any], motif: str
):
    un = besoin()
    orientation = vers(PartenaireFactory(equipe=tablette.equipe), un) | change
    [verdict] = tablette.envoyer(tablette.rencontre(besoins=[un], orientations=[orientation]))
    assert verdict["verdict"] == "quarantaine"
    assert verdict["motif"].startswith(motif)


def test_a_partenaire_of_another_équipe_is_not_in_the_directory(
    tablette: Tablette, autre_equipe: Equipe
):
    un = besoin()
    orientation = vers(PartenaireFactory(equipe=autre_equipe), un)
    [verdict] = tablette.envoyer(tablette.rencontre(besoins=[un], orientations=[orientation]))
    assert verdict["motif"] == "Ce partenaire n’est pas dans l’annuaire de l’équipe."
    assert not Orientation.objects.exists()


def test_a_token_already_used_by_another_orientation_fails_alone(tablette: Tablette):
    partenaire = PartenaireFactory(equipe=tablette.equipe)
    un, autre = besoin(), besoin()
    elements = [
        tablette.rencontre(
            besoins=[sien], orientations=[vers(partenaire, sien, jeton_sha256="a" * 64)]
        )
        for sien in (un, autre)
    ]
    assert sorted(tablette.verdicts(*elements)) == ["cree", "quarantaine"]


@pytest.mark.parametrize("debloque", [True, False, None])
def test_a_call_reads_back_the_same(tablette: Tablette, debloque: bool | None):
    rencontre = tablette.rencontre()
    donnees = {
        "sortie": str(tablette.sortie.pk),
        "rencontre": rencontre["id"],
        "professionnel": str(ProfessionnelFactory(equipe=tablette.equipe).pk),
        "debloque": debloque,
    }
    appel = tablette.element("appel", donnees)
    assert tablette.verdicts(appel, rencontre) == ["cree", "cree"]
    rendues = TYPES["appel"].donnees_de(Appel.objects.get())
    assert rendues == {nom: dit for nom, dit in donnees.items() if dit is not None}


@pytest.mark.parametrize(("exact", "verifie_le"), [(True, "2026-09-15"), (False, "None")])
def test_an_entry_still_true_was_checked_that_day(tablette: Tablette, exact: bool, verifie_le: str):
    partenaire = PartenaireFactory(equipe=tablette.equipe)
    donnees = {"partenaire": str(partenaire.pk), "exact": exact}
    with time_machine.travel("2026-09-15 18:00:00+02:00", tick=False):
        assert tablette.verdicts(tablette.element("verification", donnees)) == ["cree"]
    partenaire.refresh_from_db()
    assert str(partenaire.verifie_le) == verifie_le
    assert TYPES["verification"].donnees_de(Verification.objects.get()) == donnees


def test_an_entry_still_true_says_by_whom_and_is_no_longer_inexact(tablette: Tablette):
    partenaire = PartenaireFactory(equipe=tablette.equipe, inexact_le=date(2026, 9, 1))
    element = tablette.element("verification", {"partenaire": str(partenaire.pk), "exact": True})
    assert tablette.verdicts(element) == ["cree"]
    partenaire.refresh_from_db()
    assert str(partenaire.verifie_par_id) == element["auteur"]
    assert partenaire.inexact_le is None


@time_machine.travel("2026-09-15 18:00:00+02:00", tick=False)
def test_an_entry_no_longer_exact_is_said_so_and_keeps_its_last_check(tablette: Tablette):
    partenaire = PartenaireFactory(equipe=tablette.equipe, verifie_le=date(2026, 9, 1))
    element = tablette.element("verification", {"partenaire": str(partenaire.pk), "exact": False})
    assert tablette.verdicts(element) == ["cree"]
    partenaire.refresh_from_db()
    assert (partenaire.inexact_le, partenaire.verifie_le) == (date(2026, 9, 15), date(2026, 9, 1))
    assert partenaire.fraicheur(date(2026, 9, 15)) == 0


@pytest.mark.parametrize("premier", [True, False])
def test_an_entry_said_both_ways_in_one_lot_is_to_be_checked(tablette: Tablette, premier: bool):
    partenaire = PartenaireFactory(equipe=tablette.equipe)
    dits = [
        tablette.element("verification", {"partenaire": str(partenaire.pk), "exact": exact})
        for exact in (premier, not premier)
    ]
    assert tablette.verdicts(*dits) == ["cree", "cree"]
    assert Partenaire.objects.a_verifier(timezone.localdate()).get() == partenaire
