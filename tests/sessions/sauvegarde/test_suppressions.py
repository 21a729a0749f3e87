"""What was taken away since the backup does not come back with it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.dispatch import receiver

from medlove.models import Equipe
from sessions.models import Appareil, Halte, Orientation, Reception, Rencontre, Suppression
from sessions.orientations.coupure import marque
from sessions.rencontres.services import DonneesRefusees, effacer_la_note, supprimer
from sessions.sauvegarde.rejeu import base_restauree, rejouer
from sessions.sauvegarde.suppressions import Retrait, ajouter, lus
from sessions.terrain.appareils import revoquer
from tests.fabriques import HalteFactory
from tests.sessions.sauvegarde.conftest import Comptes, restaurer, sauvegarder

pytestmark = pytest.mark.django_db(transaction=True)
Base = Callable[[], Comptes]
HIER = "2026-11-26T03:30:00+00:00"


@pytest.fixture
def sauvegarde(base: Base, dossier: Path) -> Path:
    sauvegarder(dossier / "une")
    return dossier / "une"


@pytest.fixture
def coordination(carnet: Equipe) -> Any:
    return carnet.appartenances.get().utilisateur


def liste(settings: Any) -> set[Retrait]:
    return lus(Path(settings.MEDLOVE_SUPPRESSIONS))


def test_a_record_deleted_since_the_backup_stays_deleted(
    sauvegarde: Path, carnet: Equipe, coordination: Any
):
    gardee, retiree = Rencontre.objects.filter(equipe=carnet).exclude(besoins=None)[:2]
    pk = retiree.pk
    supprimer(retiree, par=coordination)
    dit = restaurer(sauvegarde, "--ecraser")
    assert "Retiré de nouveau, car retiré depuis (rencontre : 1)." in dit
    assert Rencontre.objects.filter(pk=gardee.pk).exists()
    assert not Rencontre.objects.filter(pk=pk).exists()
    assert Suppression.objects.filter(pk=pk, equipe=carnet, type="rencontre").exists()


def test_without_the_list_it_would_come_back(
    sauvegarde: Path, carnet: Equipe, coordination: Any, settings: Any
):
    """What the guarantee hangs from."""
    retiree = Rencontre.objects.filter(equipe=carnet).first()
    pk = retiree.pk
    supprimer(retiree, par=coordination)
    Path(settings.MEDLOVE_SUPPRESSIONS).unlink()
    restaurer(sauvegarde, "--ecraser")
    assert Rencontre.objects.filter(pk=pk).exists()


def test_the_list_left_beside_a_later_backup_is_enough(
    sauvegarde: Path, carnet: Equipe, coordination: Any, settings: Any, dossier: Path
):
    retiree = Rencontre.objects.filter(equipe=carnet).first()
    pk = retiree.pk
    supprimer(retiree, par=coordination)
    sauvegarder(dossier / "deux")
    Path(settings.MEDLOVE_SUPPRESSIONS).unlink()  # the server is lost, and its disk
    restaurer(sauvegarde, "--ecraser")
    assert not Rencontre.objects.filter(pk=pk).exists()


def test_what_was_received_of_it_keeps_nothing_of_its_content(
    base: Base, carnet: Equipe, coordination: Any, dossier: Path
):
    rencontre = Rencontre.objects.filter(equipe=carnet).first()
    pk = rencontre.pk
    Reception.objects.create(
        equipe=carnet,
        element=str(rencontre.pk),
        empreinte="0" * 64,
        type="rencontre",
        brut={"donnees": {"note": "secret"}},
        verdict="cree",
    )
    sauvegarder(dossier / "une")
    supprimer(rencontre, par=coordination)
    restaurer(dossier / "une", "--ecraser")
    assert Reception.objects.get(element=str(pk)).brut is None


def test_a_tablet_revoked_since_stays_revoked(sauvegarde: Path, carnet: Equipe, coordination: Any):
    revoquer(Appareil.objects.get(), par=coordination)
    assert "appareil_revoque : 1" in restaurer(sauvegarde, "--ecraser")
    assert Appareil.objects.get().revoque_le is not None


def test_a_note_erased_since_stays_erased_and_the_others_come_back(
    sauvegarde: Path, carnet: Equipe, coordination: Any
):
    effacee, gardee = Rencontre.objects.filter(equipe=carnet).order_by("pk")[:2]
    effacer_la_note(effacee, par=coordination)
    assert "note : 1" in restaurer(sauvegarde, "--ecraser")
    assert Rencontre.objects.get(pk=effacee.pk).note == ""
    assert Rencontre.objects.get(pk=gardee.pk).note == gardee.note


def test_a_note_that_a_rule_of_today_refuses_leaves_with_its_marks(
    sauvegarde: Path, carnet: Equipe, coordination: Any, monkeypatch: pytest.MonkeyPatch
):
    def refuser(*args: Any, **kwargs: Any) -> None:
        raise DonneesRefusees({"besoins": "Le besoin manque."})

    pk = Rencontre.objects.filter(equipe=carnet).order_by("pk").values_list("pk", flat=True)[0]
    Rencontre.objects.filter(pk=pk).update(reperes=[[0, 4, "prenom"]], note_relue=True)
    sauvegarder(sauvegarde.with_name("avec-ses-reperes"))
    effacer_la_note(Rencontre.objects.get(pk=pk), par=coordination)
    monkeypatch.setattr("sessions.sauvegarde.rejeu.effacer_la_note", refuser)
    restaurer(sauvegarde.with_name("avec-ses-reperes"), "--ecraser")
    lue = Rencontre.objects.get(pk=pk)
    assert (lue.note, lue.reperes, lue.note_relue) == ("", None, False)


def test_a_note_rewritten_before_the_backup_comes_back_as_rewritten(
    base: Base, carnet: Equipe, coordination: Any, dossier: Path, settings: Any
):
    rencontre = Rencontre.objects.filter(equipe=carnet).first()
    ajouter(Path(settings.MEDLOVE_SUPPRESSIONS), [Retrait("note", rencontre.pk, carnet.pk, HIER)])
    sauvegarder(dossier / "une")
    restaurer(dossier / "une", "--ecraser")
    assert Rencontre.objects.get(pk=rencontre.pk).note == rencontre.note


def test_the_purge_is_played_before_anybody_reads_the_base(sauvegarde: Path):
    vues = []

    @receiver(base_restauree)
    def purger(**kwargs: Any) -> None:
        vues.append(Rencontre.objects.count())
        Rencontre.objects.all().delete()

    try:
        restaurer(sauvegarde, "--ecraser")
    finally:
        base_restauree.disconnect(purger)
    assert vues == [3]
    assert not Rencontre.objects.exists()


# --- The list ------------------------------------------------------------------------


def test_it_grows_as_things_are_deleted_and_only_once_they_are(
    base: Base, carnet: Equipe, coordination: Any, settings: Any
):
    rencontre = Rencontre.objects.filter(equipe=carnet).first()
    pk = rencontre.pk
    avant = liste(settings)
    supprimer(rencontre, par=coordination)
    (retrait,) = liste(settings) - avant
    assert (retrait.type, retrait.id, retrait.equipe) == ("rencontre", pk, carnet.pk)


def test_it_holds_ids_and_days_and_nothing_else(
    sauvegarde: Path, carnet: Equipe, coordination: Any, settings: Any
):
    supprimer(Rencontre.objects.filter(equipe=carnet).first(), par=coordination)
    texte = Path(settings.MEDLOVE_SUPPRESSIONS).read_text()
    assert "Été" not in texte
    assert {len(ligne.split('"')) for ligne in texte.splitlines()} == {17}


def test_a_list_that_cannot_be_written_stops_no_deletion(
    base: Base, carnet: Equipe, coordination: Any, settings: Any, caplog: Any
):
    settings.MEDLOVE_SUPPRESSIONS = "/dev/null/liste"
    rencontre = Rencontre.objects.filter(equipe=carnet).first()
    pk = rencontre.pk
    supprimer(rencontre, par=coordination)
    assert not Rencontre.objects.filter(pk=pk).exists()
    assert "MEDLOVE_SUPPRESSIONS ne peut pas être écrit" in caplog.text


def test_a_line_cut_by_an_accident_costs_no_other(tmp_path: Path):
    une, autre = (Retrait("rencontre", uuid4(), uuid4(), "2026-11-27") for _ in range(2))
    fichier = tmp_path / "liste"
    ajouter(fichier, [une])
    with fichier.open("a") as suite:
        suite.write('{"equipe": "3f')
    ajouter(fichier, [autre])
    assert lus(fichier) == {une, autre}


def test_what_would_take_another_with_it_is_kept_and_counted(base: Base, carnet: Equipe):
    """A sortie whose halte nobody deleted: the coordination decides."""
    halte = HalteFactory(sortie__equipe=carnet)
    sortie = Retrait("sortie", halte.sortie_id, carnet.pk, "2026-11-27")
    assert rejouer([sortie], depuis=HIER) == {"retenus": 1}
    assert Halte.objects.filter(pk=halte.pk).exists()
    les_deux = [sortie, Retrait("halte", halte.pk, carnet.pk, "2026-11-27")]
    assert rejouer(les_deux, depuis=HIER) == {"halte": 1, "sortie": 1}
    assert not Halte.objects.filter(pk=halte.pk).exists()


def test_of_an_equipe_that_is_not_there_nothing_is_kept(base: Base):
    assert rejouer([Retrait("rencontre", uuid4(), uuid4(), "2026-11-27")], depuis=HIER) == {}


def test_an_orientation_that_the_backup_holds_whole_keeps_its_place(base: Base, carnet: Equipe):
    """Its outcome is lost with the base: to be told again, it must be known under its id."""
    orientation = Orientation.objects.first()
    assert orientation
    absente = uuid4()
    rejouer(
        [
            Retrait("orientation", marque(pk), carnet.pk, "2026-11-01")
            for pk in (orientation.pk, absente)
        ],
        depuis=HIER,
    )
    marques = set(Suppression.objects.filter(type="orientation").values_list("pk", flat=True))
    assert marques == {marque(absente)}
    assert Orientation.objects.filter(pk=orientation.pk).exists()
