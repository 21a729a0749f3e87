"""The command for a timer."""

from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from sessions.models import Orientation, Suite
from sessions.orientations import relances
from territoires.models import Partenaire
from tests.fabriques import OrientationFactory, PartenaireFactory
from tests.lecture_seule import lecture_seule
from tests.sessions.orientations.conftest import Remise, remettre
from tests.sessions.orientations.test_coupure import fuites
from tests.sessions.terrain.envois import Tablette
from tests.sessions.terrain.test_remplacement import suite

TRENTE_JOURS, SOIXANTE_JOURS = "2026-10-15 06:00+02:00", "2026-11-14 06:00+01:00"
PASSE_SOIXANTE = "2026-11-15 06:00+01:00"


def lancer(*options: str) -> dict[str, int]:
    """What it counts, by its words."""
    dit = StringIO()
    call_command("relancer_orientations", *options, stdout=dit)
    lignes = [ligne.split("\u202f: ") for ligne in dit.getvalue().splitlines()]
    return {quoi: int(combien) for quoi, combien in lignes if combien.isdigit()}


def comptes(**autres: int) -> dict[str, int]:
    rien = {
        "Suites inconnues": 0,
        "Liens coupés après coup": 0,
        "Partenaires relancés": 0,
        "Orientations relancées": 0,
        "Courriels non partis": 0,
    }
    return rien | {nom.replace("_", " "): combien for nom, combien in autres.items()}


RELANCE_D_UNE = {"Partenaires relancés": 1, "Orientations relancées": 1}


@pytest.fixture
def partenaire(equipe) -> Partenaire:
    return PartenaireFactory(
        equipe=equipe,
        nom="Espace social du Blosne",
        courriels=["accueil@exemple.test", "direction@exemple.test"],
        accepte_les_rappels=True,
    )


def test_a_partenaire_is_asked_once_at_thirty_days(remise: Remise, horloge, mailoutbox):
    remettre(remise.tablette, remise.en_base().partenaire)
    assert lancer() == comptes()
    horloge.move_to(TRENTE_JOURS)
    relancees = comptes() | {"Partenaires relancés": 1, "Orientations relancées": 2}
    assert lancer() == relancees
    assert lancer() == comptes()
    [courriel] = mailoutbox
    assert courriel.to == ["accueil@exemple.test", "direction@exemple.test"]
    assert "2 personnes" in courriel.body
    assert {un.relancee_le for un in Orientation.objects.all()} == {date(2026, 10, 15)}


def test_a_rencontre_corrected_after_the_reminder_is_not_asked_of_again(
    remise: Remise, horloge, mailoutbox
):
    horloge.move_to(TRENTE_JOURS)
    lancer()
    corrigee = suite(remise.tablette, remise.envoye, genre="feminin")
    assert remise.tablette.verdicts(corrigee) == ["remplace"]
    lancer()
    assert len(mailoutbox) == 1


def test_the_reminder_tells_a_number_and_nothing_of_anybody(remise: Remise, horloge, mailoutbox):
    horloge.move_to(TRENTE_JOURS)
    lancer()
    dit = f"{mailoutbox[0].subject}\n{mailoutbox[0].body}"
    for mot in ("Logement", "septembre", "15", "2026", remise.jeton, remise.code, remise.id):
        assert mot not in dit
    assert "demandez-en un autre" in dit
    assert "Espace social du Blosne" in dit


@pytest.mark.parametrize(
    "change",
    [{"accepte_les_rappels": False}, {"courriels": []}, {"is_active": False}],
)
def test_who_did_not_agree_or_cannot_be_reached_is_not_asked(
    remise: Remise, horloge, mailoutbox, change: dict[str, Any]
):
    horloge.move_to(TRENTE_JOURS)
    Partenaire.objects.update(**change)
    assert lancer() == comptes()
    assert not mailoutbox


def test_an_e_mail_that_could_not_leave_is_tried_again(
    remise: Remise, horloge, monkeypatch, caplog, mailoutbox
):
    horloge.move_to(TRENTE_JOURS)

    def refuser(*args: Any) -> None:
        raise OSError("accueil@exemple.test")

    with monkeypatch.context() as panne:
        panne.setattr(relances, "send_mail", refuser)
        assert lancer() == comptes() | {"Courriels non partis": 1}
    assert "exemple.test" not in caplog.text
    assert remise.en_base().relancee_le is None
    assert lancer() == comptes() | RELANCE_D_UNE


def test_an_address_that_is_none_does_not_stop_the_others(horloge, tablette: Tablette, mailoutbox):
    for courriel in ("a\nBcc: tous@exemple.test", "bon@exemple.test"):
        remettre(
            tablette,
            PartenaireFactory(
                equipe=tablette.equipe, courriels=[courriel], accepte_les_rappels=True
            ),
        )
    horloge.move_to(TRENTE_JOURS)
    assert lancer() == comptes() | RELANCE_D_UNE | {"Courriels non partis": 1}
    assert [courriel.to for courriel in mailoutbox] == [["bon@exemple.test"]]


def test_out_of_sight_after_sixty_days_and_cut(remise: Remise, horloge, mailoutbox):
    horloge.move_to(SOIXANTE_JOURS)
    assert lancer()["Suites inconnues"] == 0
    horloge.move_to(PASSE_SOIXANTE)
    assert lancer() == comptes(Suites_inconnues=1)
    assert lancer() == comptes()
    assert Orientation.objects.get().statut == "expiree"
    assert Suite.objects.get().statut == "expiree"
    assert fuites(remise) == []


def test_what_was_written_otherwise_is_cut(horloge, equipe):
    OrientationFactory(besoin__rencontre__equipe=equipe, statut="accueillie")
    assert lancer() == comptes() | {"Liens coupés après coup": 1}
    assert lancer() == comptes()
    assert Orientation.objects.get().besoin is None


@pytest.mark.parametrize("quand", [TRENTE_JOURS, PASSE_SOIXANTE])
def test_a_trial_counts_the_same_and_changes_nothing(
    remise: Remise, horloge, mailoutbox, quand: str
):
    OrientationFactory(besoin__rencontre__equipe=remise.tablette.equipe, statut="accueillie")
    horloge.move_to(quand)
    with lecture_seule():
        essai = lancer("--essai")
    assert not mailoutbox
    assert remise.en_base().relancee_le is None
    assert lancer() == essai
