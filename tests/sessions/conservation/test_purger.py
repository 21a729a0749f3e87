"""The whole purge: tried, done, done again."""

import errno
from datetime import UTC, datetime
from io import StringIO
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from medlove.models import Journal
from sessions.conservation.etapes import ETAPES
from sessions.conservation.services import Rapport, essayer, purger
from sessions.management.commands import purger as commande
from sessions.models import (
    Bilan,
    Orientation,
    Purge,
    Reception,
    Rencontre,
    Suppression,
)
from sessions.rencontres.services import DonneesRefusees, corriger, donnees_de
from sessions.sauvegarde.suppressions import lus, tenue
from tests.lecture_seule import lecture_seule
from tests.sessions.conservation.conftest import ENVIE, NOTE, TEXTE, base, envoyer_de_nouveau, recue

# Each rule's day, then a day when everything is over.
JOURS = [
    datetime(2026, 9, 15, 16, tzinfo=UTC),
    datetime(2026, 10, 15, 12, tzinfo=UTC),
    datetime(2026, 12, 14, 12, tzinfo=UTC),
    datetime(2027, 9, 15, 12, tzinfo=UTC),
    datetime(2028, 9, 15, 12, tzinfo=UTC),
    datetime(2029, 1, 1, 12, tzinfo=UTC),
    datetime(2031, 5, 3, 12, tzinfo=UTC),
]
DERNIER = JOURS[-1]


def lancer(*options: str) -> str:
    dit = StringIO()
    call_command("purger", *options, stdout=dit)
    return dit.getvalue()


@pytest.fixture
def sans_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """The space is not given back: that is not done within the transaction of a test."""
    monkeypatch.setattr(commande, "liberer", lambda: True)


def sans_rapport(lues: Any) -> Any:
    """A purge leaves its report and its line in the journal."""
    ecrits = {"medlove_sessions.purge", "medlove.journal"}
    return {cle: rang for cle, rang in lues.items() if cle[0] not in ecrits}


@pytest.mark.parametrize("jour", JOURS, ids=lambda jour: f"{jour:%Y-%m-%d}")
def test_a_trial_says_what_the_purge_does_and_changes_nothing(
    jour: datetime, carnet: Any, horloge: Any
):
    horloge.move_to(jour)
    avant = base()
    with lecture_seule():
        essai = essayer()
    assert base() == avant
    assert default_storage.exists("transferts/un")
    fait = purger()
    assert fait.comptes == essai.comptes
    assert fait.texte.splitlines()[1:] == essai.texte.splitlines()[1:]


@pytest.mark.parametrize("jour", JOURS, ids=lambda jour: f"{jour:%Y-%m-%d}")
def test_a_second_purge_does_nothing_more(jour: datetime, carnet: Any, horloge: Any):
    horloge.move_to(jour)
    purger()
    apres = sans_rapport(base())
    assert purger().total == 0
    assert sans_rapport(base()) == apres


def test_every_day_or_once_after_years_the_same_is_left(carnet: Any, horloge: Any):
    for jour in JOURS:
        horloge.move_to(jour)
        purger()
    restes = {modele for modele, _ in base()}
    assert not restes & {
        f"medlove_sessions.{nom}"
        for nom in ("rencontre", "besoin", "exigence", "vecu", "questionposee", "codedenrolement")
    }
    contenu = str(base())
    assert not {un for un in (NOTE, TEXTE, ENVIE) if un in contenu}
    assert Bilan.objects.get().passages == 7
    assert Orientation.objects.count() == 2


@pytest.mark.usefixtures("sans_place")
def test_the_report_is_dated_printed_and_kept_and_the_journal_has_counts_only(
    carnet: Any, horloge: Any
):
    horloge.move_to(JOURS[2])
    dit = lancer()
    assert dit.startswith("Purge du 14 décembre 2026\u202f:\n")
    assert "- Notes\u202f: 2 (90 jours après la saisie)" in dit
    kept = Purge.objects.first()
    assert kept.texte == dit.rstrip("\n")
    assert kept.comptes["notes"] == 2
    ligne = Journal.objects.get(action="purge")
    assert (ligne.lignes, ligne.detail["notes"]) == (sum(kept.comptes.values()), 2)
    assert all(isinstance(nombre, int) for nombre in ligne.detail.values())
    assert set(ligne.detail) <= {une.code for une in ETAPES}


@pytest.mark.usefixtures("sans_place")
def test_a_trial_prints_the_same_report(carnet: Any, horloge: Any):
    horloge.move_to(JOURS[2])
    essai = lancer("--essai")
    assert essai.startswith("Essai de purge du 14 décembre 2026\u202f:\n")
    *comptes, fin = essai.splitlines()
    assert fin == "C’était un essai\u202f: rien n’a été effacé."
    assert comptes[1:] == lancer().splitlines()[1:]


def test_what_leaves_is_told_before_what_has_nothing_due():
    comptes = dict.fromkeys((une.code for une in ETAPES), 0) | {"rencontres": 1842}
    lignes = Rapport(JOURS[2].date(), essai=False, comptes=comptes).texte.splitlines()
    assert lignes[1] == "- Rencontres\u202f: 1\u202f842 (24 mois après la fin de leur année)"
    assert all("\u202f: 0 (" in ligne for ligne in lignes[2:-1])
    assert lignes[-1] == "En tout\u202f: 1\u202f842"


def test_the_ids_that_leave_are_told_outside_the_base(
    carnet: Any, horloge: Any, django_capture_on_commit_callbacks: Any
):
    ids = set(Rencontre.objects.values_list("pk", flat=True))
    horloge.move_to(DERNIER)
    with django_capture_on_commit_callbacks(execute=True):
        purger()
    assert ids <= {un.id for un in lus(tenue()) if un.type == "rencontre"}
    assert ids <= set(Suppression.objects.values_list("pk", flat=True))


def test_notes_that_leave_are_told_there_too(
    carnet: Any, horloge: Any, django_capture_on_commit_callbacks: Any
):
    ids = set(Rencontre.objects.values_list("pk", flat=True))
    horloge.move_to(JOURS[2])
    with django_capture_on_commit_callbacks(execute=True):
        purger()
    assert {un.id for un in lus(tenue()) if un.type == "note"} == ids


@pytest.mark.parametrize("jour", JOURS, ids=lambda jour: f"{jour:%Y-%m-%d}")
def test_no_tablet_brings_back_what_left(jour: datetime, carnet: Any, horloge: Any):
    """All it sent, sent again as it was, after each day of purge."""
    bruts = [un.brut for un in Reception.objects.filter(verdict="cree", type="rencontre")]
    horloge.move_to(jour)
    purger()
    apres = Rencontre.objects.count(), str(list(Rencontre.objects.values_list("note", "auteur")))
    attendu = "deja" if jour.year < 2029 else "supprime"
    assert [envoyer_de_nouveau(carnet, brut) for brut in bruts] == [[attendu]]
    purger()
    assert (
        Rencontre.objects.count(),
        str(list(Rencontre.objects.values_list("note", "auteur"))),
    ) == apres
    if attendu == "supprime":
        assert Reception.objects.filter(verdict="supprime", brut__isnull=False).count() == 0


def test_a_page_open_since_before_does_not_write_the_note_back(carnet: Any, horloge: Any):
    rencontre = recue(carnet)
    donnees = donnees_de(rencontre)
    horloge.move_to(JOURS[2])
    purger()
    with pytest.raises(DonneesRefusees, match="a changé"):
        corriger(rencontre, donnees, par=None)
    assert recue(carnet).note == ""


def test_a_rencontre_without_author_is_still_corrected(carnet: Any, horloge: Any):
    horloge.move_to(JOURS[2])
    purger()
    rencontre = recue(carnet)
    assert rencontre.auteur is None
    corrigee = corriger(rencontre, {**donnees_de(rencontre), "genre": "masculin"}, par=None)
    assert (corrigee.genre, corrigee.auteur) == ("masculin", None)


def test_what_waits_to_be_mended_loses_its_texts_and_stays(carnet: Any, horloge: Any):
    horloge.move_to(JOURS[2])
    purger()
    [bilan, rencontre] = Reception.objects.a_corriger().order_by("type")
    assert "note" not in rencontre.brut["donnees"]
    assert rencontre.brut["donnees"]["tranche_age"] == "inconnue"
    assert bilan.brut["donnees"]["scene"] == TEXTE
    assert "envie_d_en_parler" not in bilan.brut["donnees"]


def test_what_was_sent_is_kept_to_the_day_and_without_its_sender(carnet: Any, horloge: Any):
    horloge.move_to(JOURS[1])
    purger()
    for une in Reception.objects.exclude(pk__in=Reception.objects.a_corriger().values("pk")):
        assert (une.brut, une.membre, une.motif) == (None, None, "")
        assert f"{une.recue_le:%H:%M}" == "22:00"  # midnight in Paris
        assert (une.empreinte, une.verdict) != ("", "")


@pytest.mark.django_db(transaction=True)
def test_the_space_is_given_back_outside_of_any_transaction(carnet: Any, horloge: Any):
    horloge.move_to(DERNIER)
    assert "sera rendue" not in lancer()
    with connection.cursor() as curseur:
        curseur.execute("SELECT 1")


@pytest.mark.parametrize(
    ("erreur", "dite"),
    [
        (OperationalError("database or disk is full"), "database or disk is full"),
        (
            OSError(errno.ENOSPC, "No space left", "/var/lib/ids"),
            "/var/lib/ids.*le disque est plein",
        ),
    ],
    ids=["la base", "la liste des départs"],
)
def test_a_full_disk_is_said_in_one_sentence(
    erreur: Exception, dite: str, monkeypatch: pytest.MonkeyPatch
):
    def tomber() -> Rapport:
        raise erreur

    monkeypatch.setattr(commande, "purger", tomber)
    with pytest.raises(CommandError, match=f"{dite}.*relancer"):
        call_command("purger")
